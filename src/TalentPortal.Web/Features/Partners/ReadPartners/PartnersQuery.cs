using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Partners.ReadPartners;

/// <summary>A partner as the API shows it.</summary>
public sealed record PartnerView(
    string Code, string Name, string Kind, string Country, string? Parent, IReadOnlyDictionary<string, string> ExternalIds, bool ShowsFigures, DateTimeOffset CreatedAt, int Version);

/// <summary>Reads partners; they hold no personal data.</summary>
public sealed class PartnersQuery(PortalDatabase portal)
{
    public async Task<PartnerView?> FindAsync(string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        return (await RowsAsync(db, db.Set<Partner>().Where(p => p.Code == code), cancellationToken)).SingleOrDefault();
    }

    /// <summary>All partners by code, after the code of <paramref name="paging"/>.</summary>
    public async Task<Page<PartnerView>> ListAsync(Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var rows = await RowsAsync(db, db.Set<Partner>().AfterCode(p => p.Code, paging), cancellationToken);
        return paging.Of(rows, p => [p.Code]);
    }

    private static async Task<List<PartnerView>> RowsAsync(PortalDbContext db, IQueryable<Partner> partners, CancellationToken cancellationToken)
    {
        var rows = await (
            from p in partners.AsNoTracking()
            join parent in db.Set<Partner>() on p.ParentId equals parent.Id into parents
            from parent in parents.DefaultIfEmpty()
            orderby p.Code
            select new { Partner = p, Parent = (string?)parent.Code }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new PartnerView(
            r.Partner.Code, r.Partner.Name, Words.Of(r.Partner.Kind), r.Partner.Country, r.Parent, r.Partner.ExternalIds, r.Partner.ShowsFigures, r.Partner.CreatedAt, r.Partner.Revision));
    }
}

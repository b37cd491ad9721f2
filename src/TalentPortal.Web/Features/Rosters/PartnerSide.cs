using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>A partner whose own pages are read.</summary>
/// <param name="Zone">IANA zone of its first cohort: its days and months.</param>
/// <param name="Countries">Countries whose cohorts and rosters the reader sees of it; null for all.</param>
internal sealed record PartnerSeen(Guid Id, string Code, string Name, string Zone, string[]? Countries);

/// <summary>Finding a partner whose own pages the actor may read: its people, and managers of its country. Anybody else's is missing.</summary>
internal static class PartnerSide
{
    public static async Task<PartnerSeen?> FindPartnerAsync(this PortalDbContext db, Actor actor, string code, CancellationToken cancellationToken)
    {
        var partner = await db.Set<Partner>().Where(p => p.Code == code).Select(p => new { p.Id, p.Code, p.Name, p.Country }).SingleOrDefaultAsync(cancellationToken);
        if (partner is null || !actor.MayFill(partner.Id, partner.Country))
        {
            return null;
        }

        var zone = await db.Set<Cohort>().Where(c => c.PartnerId == partner.Id).OrderBy(c => c.Id).Select(c => c.TimeZone).FirstOrDefaultAsync(cancellationToken);
        string[]? countries = actor.WorksFor(partner.Id) || actor.ManagesCountry(null)
            ? null
            : [.. actor.Grants.Where(g => g.Role == Role.ProgrammeManager).Select(g => g.Country).OfType<string>().Distinct(StringComparer.Ordinal)];
        return new(partner.Id, partner.Code, partner.Name, zone ?? "Etc/UTC", countries);
    }
}

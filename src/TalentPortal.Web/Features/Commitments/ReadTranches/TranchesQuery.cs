using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.ReadTranches;

/// <summary>A tranche as the API shows it.</summary>
/// <param name="DisbursedOn">The day its money was paid out and began to count; null until then.</param>
public sealed record TrancheView(
    string Code, string Commitment, string Stage, decimal Amount, string Currency, DateOnly On, DateOnly? DisbursedOn, string? Evidence, DateTimeOffset CreatedAt, int Version);

/// <summary>Reads tranches: money of public promises, the same for everybody whom a commitment is shown to.</summary>
public sealed class TranchesQuery(PortalDatabase portal)
{
    /// <returns>Null where it does not exist, or is of a draft that is not the actor's to see.</returns>
    public async Task<TrancheView?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        return (await RowsAsync(db, actor, db.Set<Tranche>().Where(t => t.Code == code), cancellationToken)).SingleOrDefault();
    }

    /// <summary>Tranches by code, after the code of <paramref name="paging"/>.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="commitment">Only those of this one; all where null.</param>
    /// <param name="paging">Where to begin, and how many.</param>
    /// <param name="cancellationToken">The request.</param>
    public async Task<Page<TrancheView>> ListAsync(Actor actor, string? commitment, Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var visible = db.Set<Commitment>().VisibleTo(actor);
        var tranches = db.Set<Tranche>().Where(t => visible.Any(c => c.Id == t.CommitmentId && (commitment == null || c.Code == commitment)));
        return paging.Of(await RowsAsync(db, actor, tranches.AfterCode(t => t.Code, paging), cancellationToken), t => [t.Code]);
    }

    private static async Task<List<TrancheView>> RowsAsync(PortalDbContext db, Actor actor, IQueryable<Tranche> tranches, CancellationToken cancellationToken)
    {
        var rows = await (
            from t in tranches.AsNoTracking()
            join c in db.Set<Commitment>().VisibleTo(actor) on t.CommitmentId equals c.Id
            orderby t.Code
            select new { Tranche = t, Commitment = c.Code }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new TrancheView(
            r.Tranche.Code, r.Commitment, Words.Of(r.Tranche.Stage), decimal.Truncate(r.Tranche.Amount), r.Tranche.Currency, r.Tranche.On, r.Tranche.DisbursedOn, r.Tranche.Evidence, r.Tranche.CreatedAt, r.Tranche.Revision));
    }
}

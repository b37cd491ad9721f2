using Microsoft.EntityFrameworkCore;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

/// <summary>What a partner, or some cohorts, carry of a promise.</summary>
/// <param name="Commitment">Its code.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Target">The code of the target.</param>
/// <param name="Amount">What is promised; null where that has no number.</param>
/// <param name="Counted">Counted in all.</param>
/// <param name="Part">Counted by them, out of <paramref name="Counted"/>.</param>
public sealed record PromisePart(string Commitment, string Name, string Target, Unit Unit, decimal? Amount, long Counted, long Part);

/// <summary>Parts of promises, read from figures: no row of a person is touched, whatever their number.</summary>
public static class PromiseParts
{
    private const string Counted = "counted";

    /// <summary>The promises that those of a dimension carry something of, by name.</summary>
    /// <param name="db">Any unit of work: figures hold no personal data.</param>
    /// <param name="dim"><c>partner</c> or <c>cohort</c>.</param>
    /// <param name="ids">Of the partners, or the cohorts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyList<PromisePart>> PartsAsync(this PortalDbContext db, string dim, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var keys = ids.Select(i => i.ToString()).ToList();
        var found = await (
            from r in db.Set<RuleVersion>()
            join t in db.Set<Target>() on r.TargetId equals t.Id
            join c in db.Set<Commitment>() on t.CommitmentId equals c.Id
            where r.Status == RuleStatus.Effective && c.State != CommitmentState.Draft
            let part = db.Set<Figure>().Where(f => f.TargetId == r.TargetId && f.Version == r.Version && f.Dim == dim && keys.Contains(f.Key)).Sum(f => f.N)
            where part != 0
            orderby c.Name, t.Ordinal, t.Code
            select new PromisePart(
                c.Code, c.Name, t.Code, t.Unit, t.Amount,
                db.Set<Figure>().Where(f => f.TargetId == r.TargetId && f.Version == r.Version && f.Dim == "state" && f.Key == Counted).Sum(f => f.N), part)).ToListAsync(cancellationToken);
        return found;
    }
}

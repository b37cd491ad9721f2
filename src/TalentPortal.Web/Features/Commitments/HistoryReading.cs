using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>How many were trained before a target began, by how well that is known.</summary>
/// <param name="Grade">How well.</param>
/// <param name="People">Each once.</param>
/// <param name="Files">How many old spreadsheets they come from.</param>
public sealed record HistoryCount(EvidenceGrade Grade, long People, int Files);

/// <summary>Reads what stands beside numbers of history: sums alone, so for everybody who sees the number.</summary>
internal static class HistoryReading
{
    /// <summary>The baseline of targets, the best known first.</summary>
    public static async Task<ILookup<Guid, HistoryCount>> HistoryAsync(this PortalDatabase portal, IReadOnlyCollection<Guid> targets, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var kept = await db.Set<HistoryBatch>().Where(b => targets.Contains(b.TargetId) && b.State == HistoryState.Kept).Select(b => new { b.TargetId, b.Grade, b.People }).ToListAsync(cancellationToken);
        return kept.GroupBy(b => (b.TargetId, b.Grade)).OrderBy(g => g.Key.Grade)
            .ToLookup(g => g.Key.TargetId, g => new HistoryCount(g.Key.Grade, g.Sum(b => (long)b.People), g.Count()));
    }
}

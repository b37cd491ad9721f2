using TalentPortal.Data.Commitments;

namespace TalentPortal.Data.People;

/// <summary>Keeps from when to when pairs are undecided. To be called in every unit of work that asks or answers one.</summary>
internal static class PairDoubts
{
    /// <summary>Brings the doubts to what the pairs say, as known from a moment on. The pairs are written before.</summary>
    public static async Task KeepDoubtsAsync(this PortalDbContext db, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await db.RunAsync(PairDoubtSql.Close, cancellationToken, Counting.At("at", at));
        await db.RunAsync(PairDoubtSql.Open, cancellationToken, Counting.At("at", at));
    }
}

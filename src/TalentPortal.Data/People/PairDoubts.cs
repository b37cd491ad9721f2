using TalentPortal.Data.Commitments;

namespace TalentPortal.Data.People;

/// <summary>Keeps from when to when pairs are undecided. To be called in every unit of work that asks or answers one.</summary>
internal static class PairDoubts
{
    private const string Close =
        """
        update pair_doubt d set known_to = @at where d.known_to = 'infinity' and d.known_from < @at
          and not exists (select 1 from pair_decision p where p.id = d.pair_id and p.status in ('open', 'need-info'))
        """;

    private const string Open =
        """
        insert into pair_doubt (pair_id, record_b, known_from, known_to)
        select p.id, p.record_b, @at, 'infinity' from pair_decision p where p.status in ('open', 'need-info')
          and not exists (select 1 from pair_doubt d where d.pair_id = p.id and d.known_to = 'infinity')
        """;

    /// <summary>Brings the doubts to what the pairs say, as known from a moment on. The pairs are written before.</summary>
    public static async Task KeepDoubtsAsync(this PortalDbContext db, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await db.RunAsync(Close, cancellationToken, Counting.At("at", at));
        await db.RunAsync(Open, cancellationToken, Counting.At("at", at));
    }
}

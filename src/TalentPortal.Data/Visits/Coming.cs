using Npgsql;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Access;

namespace TalentPortal.Data.Visits;

/// <summary>When somebody was there last.</summary>
public static class Coming
{
    /// <summary>Notes that somebody is there; the caller commits.</summary>
    /// <returns>When their visit before this one ended; null on the first.</returns>
    public static async Task<DateTimeOffset?> ComeAsync(this PortalDbContext db, Guid account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await db.ListAsync(
            VisitSql.Come,
            r => r.IsDBNull(0) ? (DateTimeOffset?)null : r.GetFieldValue<DateTimeOffset>(0),
            cancellationToken,
            new NpgsqlParameter("account", account),
            Counting.At("now", now),
            new NpgsqlParameter("break", Visit.Break),
            new NpgsqlParameter("noted", Visit.Noted));
        return before.Count == 0 ? null : before[0];
    }
}

using Npgsql;

namespace TalentPortal.Data.Commitments;

/// <summary>Change numbers of what open pages show: one statement, whatever is watched, and only rows found by key.</summary>
public static class ChangeSql
{
    private const string Read =
        """
        select 'target:' || r.target_id, sum(f.n)::bigint from rule_version r join figure f on f.target_id = r.target_id and f.version = r.version and f.dim = 'change' and f.key = ''
        where r.target_id = any (@targets) group by r.target_id
        union all
        select 'figures', coalesce(sum(f.n), 0)::bigint from rule_version r join figure f on f.target_id = r.target_id and f.version = r.version and f.dim = 'change' and f.key = ''
        where @figures having @figures
        union all
        select 'roster:' || r.id, r.revision::bigint from roster r where r.id = any (@rosters)
        """;

    /// <summary>The numbers by topic. Rosters outside the scope of <paramref name="db"/> are absent.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ReadChangesAsync(
        this PortalDbContext db, Guid[] targets, Guid[] rosters, bool figures, CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(
            Read,
            r => (Topic: r.GetString(0), Number: r.GetInt64(1)),
            cancellationToken,
            new NpgsqlParameter("targets", targets),
            new NpgsqlParameter("rosters", rosters),
            new NpgsqlParameter("figures", figures));
        return rows.ToDictionary(r => r.Topic, r => r.Number, StringComparer.Ordinal);
    }
}

using Npgsql;

namespace TalentPortal.Data.Commitments;

/// <summary>Change numbers of what open pages show: one statement, whatever is watched, and only rows found by key.</summary>
public static class ChangeSql
{
    private const string Read =
        """
        with moved as (
          select r.target_id, (r.version * @step + coalesce(f.n, 0))::bigint as n
          from rule_version r left join figure f on f.target_id = r.target_id and f.version = r.version and f.dim = 'change' and f.key = ''
          where r.status = 'effective' and (@figures or r.target_id = any (@targets))
        )
        select 'target:' || m.target_id, m.n from moved m where m.target_id = any (@targets)
        union all
        select 'figures', coalesce(sum(m.n), 0)::bigint from moved m having @figures
        union all
        select 'roster:' || r.id, r.revision::bigint * @progress + coalesce((select max(j.progress) from job j where j.state = 'running' and j.payload ->> 'roster' = r.id::text), 0)
        from roster r where r.id = any (@rosters)
        """;

    // More than any progress in per cent, so that the next revision is another number whatever the work before it had come to.
    private const int ProgressOfRevision = 1000;

    /// <summary>The change number of a roster whose work is so far.</summary>
    public static long OfRoster(int revision, int progress) => ((long)revision * ProgressOfRevision) + progress;

    /// <summary>The numbers by topic. Rosters outside the scope of <paramref name="db"/> are absent.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ReadChangesAsync(
        this PortalDbContext db, Guid[] targets, Guid[] rosters, bool figures, CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(
            Read,
            r => (Topic: r.GetString(0), Number: r.GetInt64(1)),
            cancellationToken,
            new NpgsqlParameter("step", TargetFigures.ChangesOfVersion),
            new NpgsqlParameter("targets", targets),
            new NpgsqlParameter("rosters", rosters),
            new NpgsqlParameter("progress", ProgressOfRevision),
            new NpgsqlParameter("figures", figures));
        return rows.ToDictionary(r => r.Topic, r => r.Number, StringComparer.Ordinal);
    }
}

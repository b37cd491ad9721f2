namespace TalentPortal.Data.Commitments;

/// <summary>
/// Moments of knowledge, unique and exact while others write. A writer announces its moment by an advisory lock that holds it, then makes
/// sure that nothing later was known meanwhile. A reader takes the latest moment known, then looks who is announced: whatever is written
/// after that comes later than what the reader answers. Nobody waits for anybody, and no clock is trusted.
/// </summary>
internal static class MomentSql
{
    /// <summary>Moments as advisory locks: microseconds in the lower 52 bits, and this above them so that no other lock looks like one.</summary>
    private const string Tag = "(1205::bigint << 52)";

    /// <summary>The moment that would come next, not before <c>@least</c>; and whether it is announced now and nobody else's. Announced until the end of the unit of work.</summary>
    public const string Announce =
        $"""
        select m.at, pg_try_advisory_xact_lock({Tag} | (extract(epoch from m.at) * 1000000)::bigint)
        from (select greatest(@least, (select max(k.at) + interval '1 microsecond' from knowing k)) as at) m
        """;

    /// <summary>Keeps the announced moment with its cause, unless something later was known before it was announced.</summary>
    public const string Keep =
        """
        insert into knowing (at, kind, ref, by, by_name)
        select @at, @kind, @ref, @by, @by_name where not exists (select 1 from knowing k where k.at >= @at)
        """;

    /// <summary>
    /// The latest moment whose past no longer changes. One statement: what is known is read as of its beginning, the announcements after that.
    /// </summary>
    public const string Settled =
        """
        select coalesce(least(
          (select max(k.at) from knowing k),
          (select timestamptz 'epoch' + (min(l.key) - 1) * interval '1 microsecond'
           from (select (classid::bigint << 32 | objid::bigint) as key from pg_locks
             where locktype = 'advisory' and objsubid = 1 and granted and database = (select oid from pg_database where datname = current_database())) tagged(key)
           cross join lateral (select tagged.key & ((1::bigint << 52) - 1)) l(key) where tagged.key >> 52 = 1205)),
          timestamptz 'epoch')
        """;
}

namespace TalentPortal.Data.Commitments;

/// <content>The ledger and its figures: brought to what should stand, compared with it, asked about the past.</content>
public static partial class CountingSql
{
    private const string SameKey = "w.target_id = c.target_id and w.version = c.version and w.subject_id = c.subject_id";

    // The groups are a snapshot at counting: a later change of a trait alone moves nothing.
    private const string SameValue =
        "(w.state, w.reason, w.fact_id, w.on_date, w.until_date, w.held, w.amount) is not distinct from (c.state, c.reason, c.fact_id, c.on_date, c.until_date, c.held, c.amount)";

    private const string Columns =
        "target_id, version, subject_id, state, reason, fact_id, on_date, until_date, held, amount, partner_id, cohort_id, audience, gender, age_band, region, sector, evidence";

    /// <summary>The groups a contribution adds to, as (dimension, key) pairs over <c>m</c>.</summary>
    private const string Groups =
        """
        ('state', m.state), ('reason', m.reason),
        ('day', case when m.state = 'counted' then m.on_date::text end),
        ('leaves', case when m.state = 'counted' and m.until_date < 'infinity' then m.until_date::text end),
        ('withdrawn', case when m.state = 'withdrawn' then m.on_date::text end),
        ('audience', case when m.state = 'counted' then coalesce(m.audience, '') end), ('gender', case when m.state = 'counted' then coalesce(m.gender, '') end),
        ('age-band', case when m.state = 'counted' then coalesce(m.age_band, '') end), ('region', case when m.state = 'counted' then coalesce(m.region, '') end),
        ('sector', case when m.state = 'counted' then coalesce(m.sector, '') end), ('evidence', case when m.state = 'counted' then m.evidence end),
        ('partner', case when m.state = 'counted' then coalesce(m.partner_id::text, '') end), ('cohort', case when m.state = 'counted' then coalesce(m.cohort_id::text, '') end)
        union all select e.dim, e.key from unnest(m.held) s cross join lateral (values ('day', nullif(lower(s), m.on_date)::text), ('leaves', nullif(upper(s), m.until_date)::text)) e(dim, key) where m.state = 'counted'
        """;

    /// <summary>
    /// Brings the ledger to <c>want</c> at <c>@at</c> for the touched subjects: closes what no longer stands, opens what is new, keeps a
    /// withdrawal visible where a counted subject lost its fact, and moves the figures by exactly the difference, sorted and last.
    /// </summary>
    public const string Write = $"with {Writing}";

    /// <summary>
    /// The same for the subjects in <c>@subjects</c>, in one statement that is prepared once: for a single change four temporary tables and
    /// their planning would cost far more than what they do.
    /// </summary>
    public static string CountNamed { get; } =
        $"""
        with touched as materialized (
          select distinct s.subject_id from (
            select unnest(@subjects) as subject_id
            union all select f.source_id from person_link l cross join lateral (select f.source_id from fact f where f.record_id = l.record_id and f.kind = 'attended' offset 0) f where l.person_id = any (@subjects)) s
        ), want as materialized (
        {Wanted(Knowledge.Now, Parts.All)}
        ), {Writing}
        """;

    private const string Writing =
        $"""
        standing as materialized ( -- one by one by their indexes: of what stands, and of what is counted, the planner knows nothing right after a large roster
          select c.* from touched x cross join lateral (
            select c.* from contribution c where c.subject_id = x.subject_id and c.known_to = 'infinity'
              and exists (select 1 from rule_version r where r.target_id = c.target_id and r.version = c.version and r.status in ('effective', 'shadow')) offset 0) c
          where cast(@targets as uuid[]) is null or c.target_id = any (@targets)
        ), leaving as materialized (
          select c.id from standing c where not exists (select 1 from want w where {SameKey} and {SameValue}) and not (c.state = 'withdrawn' and not exists (select 1 from want w where {SameKey}))
        ), gone as (
          update contribution o set known_to = @at where o.id = any (array(select id from leaving)) and o.known_to = 'infinity' returning o.*
        ), added as (
          insert into contribution ({Columns}, known_from)
          select {Columns}, @at from want w
          where not exists (select 1 from standing c where {SameKey} and {SameValue})
            and (select count(*) from gone) >= 0 -- closes before it opens: one open row per subject
          returning *
        ), lost as (
          insert into contribution ({Columns}, known_from)
          select c.target_id, c.version, c.subject_id, 'withdrawn', coalesce(@reason, 'completion-withdrawn'), c.fact_id, c.on_date, c.until_date, c.held, c.amount, c.partner_id, c.cohort_id,
            c.audience, c.gender, c.age_band, c.region, c.sector, c.evidence, @at
          from gone c where c.state = 'counted' and not exists (select 1 from want w where {SameKey})
          returning *
        ), moved as (
          select 1 as sign, a.* from added a union all select 1, l.* from lost l union all select -1, g.* from gone g
        ), alike as ( -- thousands of subjects fall into few combinations
          select target_id, version, state, reason, on_date, until_date, audience, gender, age_band, region, sector, evidence, partner_id, cohort_id, held, sum(sign * amount)::bigint as n
          from moved group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        ), sums as (
          select m.target_id, m.version, g.dim, g.key, sum(m.n) as n
          from alike m cross join lateral (values {Groups}) g(dim, key)
          where g.key is not null group by 1, 2, 3, 4 having sum(m.n) <> 0
          union all select distinct m.target_id, m.version, 'change', '', 1 from moved m
        )
        insert into figure as f (target_id, version, dim, key, n)
        select target_id, version, dim, key, n from sums order by 1, 2, 3, 4
        on conflict (target_id, version, dim, key) do update set n = f.n + excluded.n
        """;

    /// <summary>
    /// What suits a statement over everybody: tables read once and hashed. Of row security the planner thinks that it lets hardly anything through,
    /// and would look up each of a million subjects by itself.
    /// </summary>
    public const string OverEverybody = "set local work_mem = '256MB'; set local enable_nestloop = off; set local enable_mergejoin = off; set local enable_sort = off";

    /// <summary>
    /// Per target and version: what the ledger holds, what the facts say, and how many subjects differ; then the figures that do not add up.
    /// One statement over everybody, in which nothing is written down in between.
    /// </summary>
    public static string Check(Parts parts) =>
        $"""
        with compared as (
          select coalesce(w.target_id, c.target_id) as target_id, coalesce(w.version, c.version) as version,
            coalesce(sum(c.amount) filter (where c.state = 'counted'), 0)::bigint as ledger, coalesce(sum(w.amount) filter (where w.state = 'counted'), 0)::bigint as recount,
            count(*) filter (where case when w.subject_id is null then c.state <> 'withdrawn' when c.subject_id is null then true else not {SameValue} end) as differing
          from ({Wanted(Knowledge.Now, parts, everybody: true)}) w
          full join (select c.* from contribution c where {Counted}) c on {SameKey}
          group by 1, 2
        ), {Tallied}, off as (
          select coalesce(t.target_id, f.target_id) as target_id, coalesce(t.version, f.version) as version, count(*) as n
          from tallied t full join (select f.* from figure f join rule_version r on r.target_id = f.target_id and r.version = f.version
            where f.dim <> 'change' and {EffectiveVersions}) f
            on (t.target_id, t.version, t.dim, t.key) = (f.target_id, f.version, f.dim, f.key)
          where coalesce(t.n, 0) <> coalesce(f.n, 0) group by 1, 2
        )
        select g.code, r.version, coalesce(d.ledger, 0), coalesce(d.recount, 0), coalesce(d.differing, 0), coalesce(o.n, 0)
        from rule_version r join target g on g.id = r.target_id left join compared d on d.target_id = r.target_id and d.version = r.version left join off o on o.target_id = r.target_id and o.version = r.version
        where {EffectiveVersions}
        order by g.code, r.version
        """;

    // The open rows of the versions that are counted.
    private const string Counted =
        $"c.known_to = 'infinity' and exists (select 1 from rule_version r where r.target_id = c.target_id and r.version = c.version and {EffectiveVersions})";

    // Thousands of subjects fall into few combinations: those are taken apart, not the subjects.
    private const string Tallied =
        $"""
        alike as (
          select target_id, version, state, reason, on_date, until_date, audience, gender, age_band, region, sector, evidence, partner_id, cohort_id, held, sum(amount)::bigint as n
          from contribution c where {Counted} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
        ), tallied as (
          select m.target_id, m.version, g.dim, g.key, sum(m.n)::bigint as n from alike m cross join lateral (values {Groups}) g(dim, key) where g.key is not null group by 1, 2, 3, 4
        )
        """;

    /// <summary>Sets every figure to what the open ledger adds up to.</summary>
    public const string RebuildFigures =
        $"""
        with {Tallied}, right_now as (
          select coalesce(t.target_id, f.target_id) as target_id, coalesce(t.version, f.version) as version, coalesce(t.dim, f.dim) as dim, coalesce(t.key, f.key) as key, coalesce(t.n, 0) as n
          from tallied t full join (select * from figure where dim <> 'change' and (cast(@targets as uuid[]) is null or target_id = any (@targets))) f
            on (t.target_id, t.version, t.dim, t.key) = (f.target_id, f.version, f.dim, f.key)
          where t.n is distinct from f.n
        )
        insert into figure (target_id, version, dim, key, n) select target_id, version, dim, key, n from right_now order by 1, 2, 3, 4
        on conflict (target_id, version, dim, key) do update set n = excluded.n
        """;

    /// <summary>Members counted on a day as known at a moment, from the history of the ledger: number, and SHA-256 over the sorted subject ids, one a line.</summary>
    public const string Replay =
        """
        select coalesce(sum(c.amount) filter (where c.state = 'counted'), 0)::bigint, coalesce(sum(c.amount) filter (where c.state = 'provisional'), 0)::bigint,
          encode(sha256(convert_to(coalesce(string_agg(c.subject_id::text, E'\n' order by c.subject_id) filter (where c.state = 'counted'), ''), 'UTF8')), 'hex')
        from contribution c
        where c.target_id = @target and c.version = @version and c.state in ('counted', 'provisional')
          and c.on_date <= @day and @day < c.until_date and (c.held is null or c.held @> @day) and c.known_from <= @known and @known < c.known_to
        """;

    /// <summary>The same from <c>want</c>, for a version that was not in force.</summary>
    public const string ReplayWanted =
        """
        select coalesce(sum(w.amount) filter (where w.state = 'counted'), 0)::bigint, coalesce(sum(w.amount) filter (where w.state = 'provisional'), 0)::bigint,
          encode(sha256(convert_to(coalesce(string_agg(w.subject_id::text, E'\n' order by w.subject_id) filter (where w.state = 'counted'), ''), 'UTF8')), 'hex')
        from want w where w.target_id = @target and w.version = @version and w.state in ('counted', 'provisional') and w.on_date <= @day and @day < w.until_date and (w.held is null or w.held @> @day)
        """;
}

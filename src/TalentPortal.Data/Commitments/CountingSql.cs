namespace TalentPortal.Data.Commitments;

/// <summary>
/// The one counting statement. Apply, single change, withdrawal, recount, replay and preview differ only in who is touched and
/// in what is known about them; the text below is the same for all.
/// </summary>
/// <remarks>
/// It expects a temporary table <c>touched(subject_id)</c> and makes a temporary table <c>want</c>: what should stand in the ledger,
/// at most one row per (target, version, subject). A row exists only where a fact meets the rule's event, level, programme, kind and place;
/// the earliest qualifying fact wins, and where none qualifies, the first failing reason of the nearest fact is kept.
/// </remarks>
public static class CountingSql
{
    /// <summary>What is known: four relations with the columns of the tables they stand for.</summary>
    public sealed record Knowledge(string Facts, string Links, string Traits, string Pairs)
    {
        /// <summary>What targets promise.</summary>
        public string Targets { get; init; } = "target";

        /// <summary>What is known now.</summary>
        public static Knowledge Now { get; } = new(
            "(select * from fact where known_to = 'infinity')",
            "(select record_id, person_id from person_link where known_to = 'infinity')",
            "(select * from trait where known_to = 'infinity')",
            "(select record_a, record_b from pair_decision where status in ('open', 'need-info'))");

        /// <summary>What was known at <c>@known</c>: the facts, who was who, who was in doubt, and what the target promised then.</summary>
        public static Knowledge AtKnown { get; } = new(
            "(select * from fact where known_from <= @known and @known < known_to)",
            "(select record_id, person_id from person_link where known_from <= @known and @known < known_to)",
            "(select * from trait where known_from <= @known and @known < known_to)",
            "(select record_b from pair_doubt where known_from <= @known and @known < known_to)")
        {
            Targets = """
                (select t.id, t.commitment_id, t.code, t.unit, t.zone, coalesce(p.starts_on, t.starts_on) as starts_on, coalesce(p.ends_on, t.ends_on) as ends_on
                 from target t left join lateral (select p.* from target_plan p where p.target_id = t.id order by p.known_from > @known, abs(extract(epoch from @known - p.known_from)) limit 1) p on true)
                """,
        };

        /// <summary>What would be known of the touched once the planned rows of a roster were written; <see cref="GatherPlanned"/> comes before.</summary>
        public static Knowledge Planned { get; } = new("known_fact", "known_link", "known_trait", "known_pair");
    }

    /// <summary>
    /// Gathers what would be known of the touched persons: what is known now without what the plan closes, and what it adds. Tables of their own,
    /// because the planner cannot estimate a union with planned rows and chooses loops that take minutes.
    /// </summary>
    public const string GatherPlanned =
        """
        drop table if exists known_link; drop table if exists known_fact; drop table if exists known_trait; drop table if exists known_pair;
        create temp table known_link on commit drop as
        select l.record_id, l.person_id from touched x join person_link l on l.person_id = x.subject_id where l.known_to = 'infinity'
        union all select record_id, person_id from planned_link;
        analyze known_link;
        create temp table known_fact on commit drop as
        select f.* from known_link l join fact f on f.record_id = l.record_id where f.known_to = 'infinity' and not exists (select 1 from closed_fact c where c.id = f.id)
        union all select * from planned_fact;
        create temp table known_trait on commit drop as
        select t.* from touched x join trait t on t.person_id = x.subject_id where t.known_to = 'infinity' and not exists (select 1 from planned_trait p where p.person_id = t.person_id)
        union all select * from planned_trait;
        create temp table known_pair on commit drop as
        select p.record_a, p.record_b from known_link l join pair_decision p on p.record_b = l.record_id where p.status in ('open', 'need-info')
        union all select record_a, record_b from planned_pair;
        analyze known_fact; analyze known_trait; analyze known_pair;
        """;

    /// <summary>Makes <c>want</c> for the touched subjects.</summary>
    /// <param name="known">What is known.</param>
    /// <param name="versions">A condition on <c>r</c> saying which versions are counted.</param>
    /// <param name="rules">Where rules stand: a relation of the shape of <c>rule_version</c>.</param>
    public static string Want(Knowledge known, string versions = EffectiveVersions, string rules = "rule_version") =>
        $"""
        drop table if exists want;
        create temp table want on commit drop as
        with asked as materialized (select distinct r.event from {rules} r where {versions}
        ), subject_fact as materialized (
          select x.subject_id as who, {FactColumns} from touched x join {known.Links} l on l.person_id = x.subject_id join {known.Facts} f on f.record_id = l.record_id
          where f.kind in (select event from asked)
          union all
          select x.subject_id as who, {FactColumns} from touched x join {known.Facts} f on f.subject_id = x.subject_id where f.kind in (select event from asked)
        )
        select distinct on (r.target_id, r.version, f.who)
          r.target_id, r.version, f.who as subject_id, judged.state, judged.reason, f.id as fact_id, f.on_date, f.until_date, 1::numeric as amount,
          f.partner_id, f.cohort_id, t.audience, t.gender,
          case when t.birth_year is null then null else case
            when extract(year from f.on_date) - t.birth_year < 18 then 'under-18' when extract(year from f.on_date) - t.birth_year < 25 then '18-24'
            when extract(year from f.on_date) - t.birth_year < 35 then '25-34' when extract(year from f.on_date) - t.birth_year < 45 then '35-44'
            when extract(year from f.on_date) - t.birth_year < 55 then '45-54' else '55-plus' end end as age_band,
          t.region, t.sector, case when f.roster_id is null then 'attestation' else 'roster' end as evidence
        from subject_fact f
        join {rules} r on r.event = f.kind and {versions}
          and (r.levels = '{Empty}' or f.level = any (r.levels)) and (r.programmes = '{Empty}' or f.programme_id = any (r.programmes))
          and (r.kinds = '{Empty}' or f.programme_kind = any (r.kinds)) and (r.countries = '{Empty}' or f.country = any (r.countries))
          and (r.partner_kinds = '{Empty}' or f.partner_kind = any (r.partner_kinds))
        join {known.Targets} g on g.id = r.target_id
        left join {known.Traits} t on t.person_id = f.who
        left join (select distinct record_b from {known.Pairs} p) pair on pair.record_b = f.record_id
        cross join lateral (select case
          when r.measure = 'distinct-active' then case when f.on_date > g.ends_on or f.until_date <= g.starts_on then 'outside-window' end
          when f.on_date not between g.starts_on and g.ends_on then 'outside-window' end as outside) w
        cross join lateral (select coalesce(w.outside, case
          when r.nationalities <> '{Empty}' and t.nationality is null then 'nationality-not-stated'
          when r.nationalities <> '{Empty}' and not t.nationality = any (r.nationalities) then 'wrong-nationality'
          when r.audiences <> '{Empty}' and t.audience is null then 'audience-not-stated'
          when r.audiences <> '{Empty}' and not t.audience = any (r.audiences) then 'wrong-audience' end) as failing) q
        cross join lateral (select
          case when q.failing is not null then 'excluded' when pair.record_b is not null then 'provisional' else 'counted' end as state,
          coalesce(q.failing, case when pair.record_b is not null then 'identity-unresolved' end) as reason) judged
        order by r.target_id, r.version, f.who,
          case judged.state when 'counted' then 0 when 'provisional' then 1 else 2 end,
          case when r.measure = 'distinct-active' then f.until_date end desc nulls last, f.on_date, f.id;
        analyze want;
        """;

    /// <summary>Effective and shadow versions, narrowed to <c>@targets</c> where that is given.</summary>
    public const string EffectiveVersions = "r.status in ('effective', 'shadow') and (cast(@targets as uuid[]) is null or r.target_id = any (@targets))";

    private const string Empty = "{}";

    private const string FactColumns = "f.id, f.kind, f.record_id, f.on_date, f.until_date, f.partner_id, f.partner_kind, f.cohort_id, f.programme_id, f.programme_kind, f.level, f.country, f.roster_id";

    private const string SameKey = "w.target_id = c.target_id and w.version = c.version and w.subject_id = c.subject_id";

    // The groups are a snapshot at counting: a later change of a trait alone moves nothing.
    private const string SameValue =
        "(w.state, w.reason, w.fact_id, w.on_date, w.until_date, w.amount) is not distinct from (c.state, c.reason, c.fact_id, c.on_date, c.until_date, c.amount)";

    private const string Columns =
        "target_id, version, subject_id, state, reason, fact_id, on_date, until_date, amount, partner_id, cohort_id, audience, gender, age_band, region, sector, evidence";

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
        """;

    /// <summary>
    /// Brings the ledger to <c>want</c> at <c>@at</c> for the touched subjects: closes what no longer stands, opens what is new, keeps a
    /// withdrawal visible where a counted subject lost its fact, and moves the figures by exactly the difference, sorted and last.
    /// </summary>
    public const string Write =
        $"""
        with standing as materialized ( -- one by one by their indexes: of what stands, and of what is counted, the planner knows nothing right after a large roster
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
          select c.target_id, c.version, c.subject_id, 'withdrawn', coalesce(@reason, 'completion-withdrawn'), c.fact_id, c.on_date, c.until_date, c.amount, c.partner_id, c.cohort_id,
            c.audience, c.gender, c.age_band, c.region, c.sector, c.evidence, @at
          from gone c where c.state = 'counted' and not exists (select 1 from want w where {SameKey})
          returning *
        ), moved as (
          select 1 as sign, * from added union all select 1, * from lost union all select -1, * from gone
        ), alike as ( -- thousands of subjects fall into few combinations
          select target_id, version, state, reason, on_date, until_date, audience, gender, age_band, region, sector, evidence, partner_id, cohort_id, sum(sign) as n
          from moved group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
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

    /// <summary>What writing <c>want</c> would change, per target: counted and provisional as differences, and how many subjects were and stay counted.</summary>
    public const string Effects =
        $"""
        select g.code, coalesce(sum((e.becomes = 'counted')::int - (e.was = 'counted')::int), 0)::bigint, coalesce(sum((e.becomes = 'provisional')::int - (e.was = 'provisional')::int), 0)::bigint,
          count(*) filter (where e.was = 'counted' and e.becomes = 'counted')
        from (
          select coalesce(w.target_id, c.target_id) as target_id, coalesce(w.version, c.version) as version, coalesce(w.state, '') as becomes, coalesce(c.state, '') as was
          from want w
          full join (select c.* from contribution c join touched x on x.subject_id = c.subject_id where c.known_to = 'infinity') c on {SameKey}
        ) e
        join rule_version r on r.target_id = e.target_id and r.version = e.version and r.status = 'effective'
        join target g on g.id = e.target_id
        group by g.code, g.id order by g.code
        """;

    /// <summary>Everybody who could count: a first count of a target, a recount.</summary>
    public const string TouchEverybody =
        """
        drop table if exists touched;
        create temp table touched on commit drop as
        select distinct s.subject_id from (
          select l.person_id as subject_id from fact f join person_link l on l.record_id = f.record_id where f.known_to = 'infinity' and l.known_to = 'infinity'
          union all select f.subject_id from fact f where f.subject_id is not null and f.known_to = 'infinity'
          union all select c.subject_id from contribution c where c.known_to = 'infinity') s;
        alter table touched add primary key (subject_id);
        analyze touched;
        """;

    /// <summary>Everybody known at <c>@known</c>, for a replay of a version that was not in force then.</summary>
    public const string TouchEverybodyEver =
        """
        drop table if exists touched;
        create temp table touched on commit drop as
        select distinct s.subject_id from (select l.person_id as subject_id from person_link l union all select f.subject_id from fact f where f.subject_id is not null) s;
        analyze touched;
        """;

    /// <summary>The subjects named.</summary>
    public const string TouchNamed =
        "drop table if exists touched; create temp table touched on commit drop as select distinct unnest(@subjects) as subject_id; analyze touched;";

    /// <summary>Locks the touched persons in one order, so that two writers never wait for each other.</summary>
    public const string LockTouched = "select count(*) from (select 1 from person p join touched x on x.subject_id = p.id order by p.id for no key update of p) locked";

    /// <summary>Per target and version: what the ledger holds, what the facts say, and how many subjects differ; then the figures that do not add up.</summary>
    public const string Check =
        $"""
        with ledger as (
          select c.* from contribution c join rule_version r on r.target_id = c.target_id and r.version = c.version
          where c.known_to = 'infinity' and r.status in ('effective', 'shadow') and (cast(@targets as uuid[]) is null or c.target_id = any (@targets))
        ), differing as (
          select coalesce(w.target_id, c.target_id) as target_id, coalesce(w.version, c.version) as version, count(*) as n
          from want w full join ledger c on {SameKey}
          where case when w.subject_id is null then c.state <> 'withdrawn' when c.subject_id is null then true else not {SameValue} end
          group by 1, 2
        ), tallied as (
          select m.target_id, m.version, g.dim, g.key, count(*) as n from ledger m cross join lateral (values {Groups}) g(dim, key) where g.key is not null group by 1, 2, 3, 4
        ), off as (
          select coalesce(t.target_id, f.target_id) as target_id, coalesce(t.version, f.version) as version, count(*) as n
          from tallied t full join (select f.* from figure f join rule_version r on r.target_id = f.target_id and r.version = f.version
            where f.dim <> 'change' and r.status in ('effective', 'shadow') and (cast(@targets as uuid[]) is null or f.target_id = any (@targets))) f
            on (t.target_id, t.version, t.dim, t.key) = (f.target_id, f.version, f.dim, f.key)
          where coalesce(t.n, 0) <> coalesce(f.n, 0) group by 1, 2
        )
        select g.code, r.version,
          (select count(*) from ledger c where c.target_id = r.target_id and c.version = r.version and c.state = 'counted') as ledger,
          (select count(*) from want w where w.target_id = r.target_id and w.version = r.version and w.state = 'counted') as recount,
          coalesce((select d.n from differing d where d.target_id = r.target_id and d.version = r.version), 0) as differing,
          coalesce((select o.n from off o where o.target_id = r.target_id and o.version = r.version), 0) as figures_off
        from rule_version r join target g on g.id = r.target_id
        where r.status in ('effective', 'shadow') and (cast(@targets as uuid[]) is null or r.target_id = any (@targets))
        order by g.code, r.version
        """;

    /// <summary>Sets every figure to what the open ledger adds up to.</summary>
    public const string RebuildFigures =
        $"""
        with tallied as (
          select m.target_id, m.version, g.dim, g.key, count(*) as n from contribution m cross join lateral (values {Groups}) g(dim, key)
          where m.known_to = 'infinity' and g.key is not null and (cast(@targets as uuid[]) is null or m.target_id = any (@targets)) group by 1, 2, 3, 4
        ), right_now as (
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
        select count(*) filter (where c.state = 'counted'), count(*) filter (where c.state = 'provisional'),
          encode(sha256(convert_to(coalesce(string_agg(c.subject_id::text, E'\n' order by c.subject_id) filter (where c.state = 'counted'), ''), 'UTF8')), 'hex')
        from contribution c
        where c.target_id = @target and c.version = @version and c.state in ('counted', 'provisional')
          and c.on_date <= @day and @day < c.until_date and c.known_from <= @known and @known < c.known_to
        """;

    /// <summary>The same from <c>want</c>, for a version that was not in force.</summary>
    public const string ReplayWanted =
        """
        select count(*) filter (where w.state = 'counted'), count(*) filter (where w.state = 'provisional'),
          encode(sha256(convert_to(coalesce(string_agg(w.subject_id::text, E'\n' order by w.subject_id) filter (where w.state = 'counted'), ''), 'UTF8')), 'hex')
        from want w where w.target_id = @target and w.version = @version and w.state in ('counted', 'provisional') and w.on_date <= @day and @day < w.until_date
        """;
}

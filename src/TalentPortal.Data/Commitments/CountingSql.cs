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
public static partial class CountingSql
{
    /// <summary>What is known: four relations with the columns of the tables they stand for.</summary>
    public sealed record Knowledge(string Facts, string Links, string Traits, string Pairs)
    {
        /// <summary>
        /// Whether each subject is looked up by the indexes of what is open. The planner would rather read whole tables: of row security it thinks that
        /// it lets hardly anything through. Tables gathered for a plan have no indexes, and history has others.
        /// </summary>
        public bool LookedUp { get; init; }

        /// <summary>What targets promise.</summary>
        public string Targets { get; init; } = "target";

        /// <summary>What is known now.</summary>
        public static Knowledge Now { get; } = new(
            "(select * from fact where known_to = 'infinity')",
            "(select record_id, person_id from person_link where known_to = 'infinity')",
            "(select * from trait where known_to = 'infinity')",
            "(select record_a, record_b from pair_decision where status in ('open', 'need-info'))")
        {
            LookedUp = true,
        };

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

    /// <summary>Which parts of the rule language the counted rules use: a statement does only what somebody asked for.</summary>
    /// <param name="Groups">Rules that share their people with others.</param>
    /// <param name="Evidence">Rules that ask for evidence.</param>
    /// <param name="Items">Rules that count single things: payments, marks of attendance.</param>
    /// <param name="Stocks">Rules that count while something is in force.</param>
    public sealed record Parts(bool Groups, bool Evidence, bool Items, bool Stocks)
    {
        /// <summary>All of them: for few subjects it is cheaper to be ready than to ask.</summary>
        public static Parts All { get; } = new(true, true, true, true);
    }

    /// <summary>Which parts are used by the versions that are counted.</summary>
    public const string PartsUsed =
        $"""
        select coalesce(bool_or(r.exclusivity_group is not null), false), coalesce(bool_or(r.evidence <> '{Empty}'), false), coalesce(bool_or(r.measure in ('sum', 'attendances')), false),
          coalesce(bool_or(r.measure = 'distinct-active'), false)
        from rule_version r where {EffectiveVersions}
        """;

    /// <summary>Makes <c>want</c> for the touched subjects.</summary>
    /// <param name="known">What is known.</param>
    /// <param name="parts">What the rules use.</param>
    /// <param name="versions">A condition on <c>r</c> saying which versions are counted.</param>
    /// <param name="rules">Where rules stand: a relation of the shape of <c>rule_version</c>.</param>
    /// <param name="everybody">All subjects, not only the touched.</param>
    public static string Want(Knowledge known, Parts parts, string versions = EffectiveVersions, string rules = "rule_version", bool everybody = false) =>
        $"""
        drop table if exists want;
        create temp table want on commit drop as
        {Wanted(known, parts, versions, rules, everybody)};
        analyze want (target_id, version, subject_id, state);
        """;

    /// <summary>The rows of <c>want</c>.</summary>
    /// <param name="known">What is known.</param>
    /// <param name="parts">What the rules use.</param>
    /// <param name="versions">A condition on <c>r</c> saying which versions are counted.</param>
    /// <param name="rules">Where rules stand.</param>
    /// <param name="everybody">Of all subjects, not of the touched: nothing is held in between, so the planner may choose.</param>
    public static string Wanted(Knowledge known, Parts parts, string versions = EffectiveVersions, string rules = "rule_version", bool everybody = false) =>
        $"""
        with asked as (
          select r.event as kind from {rules} r where {versions}
          union select case e.kind when 'attendance' then 'attended' else 'certified' end from {rules} r cross join unnest(r.evidence) e(kind) where {versions} and e.kind in ('attendance', 'certificate')
        ), subject_fact as {(everybody && !parts.Evidence ? "" : "materialized")} (
          {(everybody ? FactsOfEverybody(known) : known.LookedUp ? FactsLookedUp(known) : FactsJoined(known))}
        ){(parts.Evidence ? Proof : "")}{(parts.Stocks ? Spell(known, versions, rules, everybody) : "")}, picked as (
          select distinct on (j.subject_id, j.target_id, j.version)
            j.target_id, j.version, j.subject_id, case when j.failing is not null then 'excluded' when j.waiting is not null then 'provisional' else 'counted' end as state, coalesce(j.failing, j.waiting) as reason,
            j.fact_id, {(parts.Stocks ? HeldDates : "j.on_date, j.until_date, null::datemultirange as held")}, j.amount, j.partner_id, j.cohort_id, j.audience, j.gender, j.birth_year, j.region, j.sector, j.evidence, j.status, j.exclusivity_group, j.level
          from (
            select r.target_id, r.version, r.measure, r.status, r.exclusivity_group, {(parts.Items ? "case when r.measure in ('sum', 'attendances') then f.source_id else f.who end" : "f.who")} as subject_id,
              f.id as fact_id, f.on_date, f.until_date, {(parts.Items ? "case when r.measure = 'sum' then coalesce(f.amount, 0) else 1 end" : "1::numeric")} as amount, f.partner_id, f.cohort_id, f.level,
              t.audience, t.gender, t.birth_year, t.region, t.sector, case when f.roster_id is null then 'attestation' else 'roster' end as evidence,
              coalesce({ByFact}, case
                when r.nationalities <> '{Empty}' and t.nationality is null then 'nationality-not-stated'
                when r.nationalities <> '{Empty}' and not t.nationality = any (r.nationalities) then 'wrong-nationality'
                when r.residences <> '{Empty}' and t.region is null then 'residence-not-stated'
                when r.residences <> '{Empty}' and not (t.region = any (r.residences) or split_part(t.region, '-', 1) = any (r.residences)) then 'wrong-residence'
                when r.audiences <> '{Empty}' and t.audience is null then 'audience-not-stated'
                when r.audiences <> '{Empty}' and not t.audience = any (r.audiences) then 'wrong-audience' end) as failing,
              case when pair.record_b is not null then 'identity-unresolved' {(parts.Evidence ? EnoughEvidence : "")} end as waiting{(parts.Stocks ? ", k.held, k.gaps" : "")}
            from subject_fact f
            join {rules} r on r.event = f.kind and {versions} and {Meets}
            join {known.Targets} g on g.id = r.target_id and (f.commitment_id is null or f.commitment_id = g.commitment_id)
            left join {(known.LookedUp && !everybody ? $"lateral (select t.* from {known.Traits} t where t.person_id = f.who offset 0)" : known.Traits)} t on t.person_id = f.who
            left join (select distinct record_b from {known.Pairs} p) pair on pair.record_b = f.record_id
            {(parts.Evidence ? "left join proof e on e.who = f.who and e.cohort_id = f.cohort_id" : "")}
            {(parts.Stocks ? "left join spell k on k.target_id = r.target_id and k.version = r.version and k.who = f.who" : "")}
            offset 0) j -- each is judged once, not wherever its judgement is named
          order by j.subject_id, j.target_id, j.version,
            case when j.failing is not null then 2 when j.waiting is not null then 1 else 0 end,
            case when j.measure = 'distinct-active' then j.until_date end desc nulls last, j.on_date, j.fact_id
        ){(parts.Groups ? Rivals : "")}
        select p.target_id, p.version, p.subject_id, {(parts.Groups ? "case when x.lost then 'excluded' else p.state end as state, case when x.lost then 'counts-elsewhere' else p.reason end as reason" : "p.state, p.reason")},
          p.fact_id, p.on_date, p.until_date, p.held, p.amount, p.partner_id, p.cohort_id, p.audience, p.gender,
          case when p.birth_year is null then null else case
            when extract(year from p.on_date) - p.birth_year < 18 then 'under-18' when extract(year from p.on_date) - p.birth_year < 25 then '18-24'
            when extract(year from p.on_date) - p.birth_year < 35 then '25-34' when extract(year from p.on_date) - p.birth_year < 45 then '35-44'
            when extract(year from p.on_date) - p.birth_year < 55 then '45-54' else '55-plus' end end as age_band,
          p.region, p.sector, p.evidence
        from picked p {(parts.Groups ? Lost : "")}
        """;

    private static string FactsOfEverybody(Knowledge known) =>
        $"""
        select l.person_id as who, {FactColumns} from {known.Links} l join {known.Facts} f on f.record_id = l.record_id where f.kind = any (array(select kind from asked))
        union all select f.subject_id, {FactColumns} from {known.Facts} f where f.subject_id is not null and f.kind = any (array(select kind from asked))
        """;

    private static string FactsLookedUp(Knowledge known) =>
        $"""
        select l.person_id as who, f.* from touched x cross join lateral (select l.person_id, l.record_id from {known.Links} l where l.person_id = x.subject_id offset 0) l
        cross join lateral (select {FactColumns} from {known.Facts} f where f.record_id = l.record_id and f.kind = any (array(select kind from asked)) offset 0) f
        union all
        select x.subject_id, f.* from touched x cross join lateral (select {FactColumns} from {known.Facts} f where f.subject_id = x.subject_id and f.kind = any (array(select kind from asked)) offset 0) f
        """;

    private static string FactsJoined(Knowledge known) =>
        $"""
        select l.person_id as who, {FactColumns} from touched x join {known.Links} l on l.person_id = x.subject_id join {known.Facts} f on f.record_id = l.record_id where f.kind in (select kind from asked)
        union all select f.subject_id, {FactColumns} from touched x join {known.Facts} f on f.subject_id = x.subject_id where f.kind in (select kind from asked)
        """;

    // A stock counts while any of its facts is in force: partners sign again, sometimes after a gap.
    private static string Spell(Knowledge known, string versions, string rules, bool everybody) =>
        $"""
        , spell as (
          select n.*, held <> datemultirange(range_merge(held)) as gaps from (
            select r.target_id, r.version, f.subject_id as who, range_agg(daterange(f.on_date, f.until_date)) as held
            from {(everybody ? "" : "touched x join ")}{known.Facts} f {(everybody ? "" : "on f.subject_id = x.subject_id ")}join {rules} r on r.event = f.kind and {versions} and {Meets}
            join {known.Targets} g on g.id = r.target_id
            where r.measure = 'distinct-active' and f.subject_id is not null and ({ByFact}) is null group by 1, 2, 3) n
        )
        """;

    private const string HeldDates =
        """
        case when j.failing is null and j.held is not null then lower(j.held) else j.on_date end as on_date, case when j.failing is null and j.held is not null then upper(j.held) else j.until_date end as until_date,
            case when j.failing is null and j.gaps then j.held end as held
        """;

    // Which facts (f) a rule (r) looks at; of all others the ledger says nothing.
    private const string Meets =
        $"""
        (r.levels = '{Empty}' or f.level = any (r.levels)) and (r.programmes = '{Empty}' or f.programme_id = any (r.programmes))
          and (r.kinds = '{Empty}' or f.programme_kind = any (r.kinds)) and (r.countries = '{Empty}' or f.country = any (r.countries))
          and (r.partner_kinds = '{Empty}' or f.partner_kind = any (r.partner_kinds)) and (r.currency is null or f.currency = r.currency)
        """;

    // The first reason for which a fact (f) that a rule (r) looks at does not count for its target (g), whoever's it is.
    private const string ByFact =
        $"""
        case when r.measure = 'distinct-active' and (f.on_date > g.ends_on or f.until_date <= g.starts_on) then 'outside-window'
          when r.measure <> 'distinct-active' and f.on_date not between g.starts_on and g.ends_on then 'outside-window'
          when (coalesce(f.first_known, f.known_from) at time zone g.zone)::date > r.late_until then 'too-late'
          when r.funders <> '{Empty}' and f.funder is null then 'funder-not-stated'
          when r.funders <> '{Empty}' and not f.funder = any (r.funders) then 'wrong-funder' end
        """;

    // What stands behind a completion: other facts of the same person in the same cohort.
    private const string Proof =
        """
        , proof as materialized (
          select o.who, o.cohort_id, bool_or(o.kind = 'attended') as attended, bool_or(o.kind = 'certified') as certified from subject_fact o where o.kind in ('attended', 'certified') group by 1, 2
        )
        """;

    private const string EnoughEvidence =
        $"""
        when r.evidence <> '{Empty}' and ('roster' = any (r.evidence) and f.roster_id is not null)::int + ('attestation' = any (r.evidence) and f.roster_id is null)::int
          + ('attendance' = any (r.evidence) and coalesce(e.attended, false))::int + ('certificate' = any (r.evidence) and coalesce(e.certified, false))::int < r.evidence_at_least then 'missing-evidence'
        """;

    // Counted before provisional, then the higher level: the lowest place wins.
    private const string Place =
        "case p.state when 'counted' then 0 else 10 end + case p.level when 'architect' then 0 when 'developer' then 1 when 'educator' then 2 when 'foundation' then 3 else 4 end";

    // Of targets in one group a person counts for one: a version in the shadow is weighed against the others in force, not against its own.
    private const string Rivals =
        $"""
        , placed as (
          select p.target_id, p.subject_id, p.exclusivity_group, s.place, p.on_date, row_number() over (partition by p.subject_id, p.exclusivity_group order by s.place, p.on_date, p.target_id) as n
          from picked p cross join lateral (select {Place} as place) s
          where p.exclusivity_group is not null and p.status = 'effective' and p.state <> 'excluded')
        """;

    private const string Lost =
        $"""
        left join placed a on a.n = 1 and a.subject_id = p.subject_id and a.exclusivity_group = p.exclusivity_group
        left join placed b on b.n = 2 and b.subject_id = p.subject_id and b.exclusivity_group = p.exclusivity_group
        cross join lateral (select case when a.target_id = p.target_id then b.target_id else a.target_id end as target_id, case when a.target_id = p.target_id then b.place else a.place end as place,
          case when a.target_id = p.target_id then b.on_date else a.on_date end as on_date,
          {Place} as own) o
        cross join lateral (select p.state <> 'excluded' and o.target_id is not null and (o.place, o.on_date, o.target_id) < (o.own, p.on_date, p.target_id) as lost) x
        """;

    /// <summary>Adds the single things (payments, marks of attendance) that are the touched people's, so that what stands for them is looked at.</summary>
    public const string TouchItems =
        """
        insert into touched (subject_id)
        select distinct f.source_id from touched x join person_link l on l.person_id = x.subject_id
        cross join lateral (select f.source_id from fact f where f.record_id = l.record_id and f.kind = 'attended' offset 0) f
        where not exists (select 1 from touched o where o.subject_id = f.source_id)
        """;

    /// <summary>Effective and shadow versions, narrowed to <c>@targets</c> where that is given.</summary>
    public const string EffectiveVersions = "r.status in ('effective', 'shadow') and (cast(@targets as uuid[]) is null or r.target_id = any (@targets))";

    /// <summary>Targets that share an exclusivity group with <c>@targets</c>.</summary>
    public const string ThoseWhoShare =
        """
        select distinct o.target_id from rule_version r join rule_version o on o.exclusivity_group = r.exclusivity_group and o.status in ('effective', 'shadow')
        where r.target_id = any (@targets) and r.status in ('effective', 'shadow') and not o.target_id = any (@targets)
        """;

    /// <summary>The version that is replayed, in the shadow of those that were in force at <c>@known</c> and share its group.</summary>
    public const string ReplayedRules =
        $"""
        (select {RuleColumns}, 'shadow' as status from rule_version v where v.target_id = @target and v.version = @version
         union all
         select {RuleColumns}, 'effective' as status from rule_version v where v.target_id <> @target and v.known_from <= @known and @known < v.known_to
           and v.exclusivity_group = (select o.exclusivity_group from rule_version o where o.target_id = @target and o.version = @version))
        """;

    /// <summary>What counting asks of a rule, over <c>v</c>.</summary>
    internal const string RuleColumns =
        "v.target_id, v.version, v.measure, v.event, v.levels, v.programmes, v.kinds, v.countries, v.nationalities, v.residences, v.audiences, v.partner_kinds, v.funders, v.evidence, v.evidence_at_least, v.exclusivity_group, v.late_until, v.currency";

    private const string Empty = "{}";

    /// <summary>What counting asks of a fact, over <c>f</c>; whose it is stands beside it.</summary>
    internal const string FactColumns = "f.id, f.kind, f.source_id, f.record_id, f.on_date, f.until_date, f.amount, f.currency, f.partner_id, f.partner_kind, f.cohort_id, f.programme_id, f.programme_kind, f.level, f.country, f.funder, f.commitment_id, f.roster_id, f.first_known, f.known_from";

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

    /// <summary>The same for <c>@subjects</c>.</summary>
    public const string LockNamed = "select count(*) from (select 1 from person p where p.id = any (@subjects) order by p.id for no key update of p) locked";
}

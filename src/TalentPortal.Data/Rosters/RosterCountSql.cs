using TalentPortal.Data.Commitments;

namespace TalentPortal.Data.Rosters;

/// <summary>
/// What counting the people of a roster needs to be as quick among a million as among none: what is known of them is looked up person by person,
/// because of tables just filled the planner knows nothing and would rather read the tables of everybody.
/// </summary>
internal static class RosterCountSql
{
    /// <summary>
    /// Gathers what is known now of everybody in <c>touched</c>, under the names of <see cref="CountingSql.Knowledge.Planned"/>. Only facts that a rule asks for, or for their evidence.
    /// </summary>
    public static string GatherKnown { get; } = Gather(
        "select subject_id from touched", "", "", "");

    /// <summary>
    /// The same right after the plan was written, <c>@at</c>. Whoever it brought (<c>fresh</c>) is known from the plan alone, and is not looked up among everybody.
    /// </summary>
    public static string GatherWritten { get; } = Gather(
        "select subject_id from touched where not fresh",
        "union all select p.record_id, p.person_id from planned_link p join touched x on x.subject_id = p.person_id where x.fresh",
        $"union all select f.subject_id, {CountingSql.FactColumns.Replace("f.known_from", "cast(@at as timestamptz)", StringComparison.Ordinal)} from planned_fact f join planned_link l on l.record_id = f.record_id join touched x on x.subject_id = l.person_id where x.fresh and {Asked}",
        "union all select p.* from planned_trait p join touched x on x.subject_id = p.person_id where x.fresh");

    private const string Asked =
        """
        f.kind = any (array(
          select r.event from rule_version r where r.status in ('effective', 'shadow')
          union select case e.kind when 'attendance' then 'attended' else 'certified' end from rule_version r cross join unnest(r.evidence) e(kind) where r.status in ('effective', 'shadow') and e.kind in ('attendance', 'certificate')))
        """;

    private static string Gather(string known, string links, string facts, string traits) =>
        $"""
        drop table if exists known_link; drop table if exists known_fact; drop table if exists known_trait; drop table if exists known_pair;
        create temp table known_link on commit drop as
        select l.record_id, l.person_id from ({known}) x cross join lateral (select * from person_link l where l.person_id = x.subject_id offset 0) l
        where l.known_to = 'infinity' -- asked outside: inside, an index of what is open would have been read from end to end
        {links};
        analyze known_link;
        create temp table known_fact on commit drop as
        select f.subject_id, {CountingSql.FactColumns} from ({known}) x join known_link l on l.person_id = x.subject_id cross join lateral (
          select f.* from fact f where f.record_id = l.record_id and f.known_to = 'infinity' offset 0) f
        where {Asked}
        {facts};
        create temp table known_trait on commit drop as
        select t.* from ({known}) x cross join lateral (select * from trait t where t.person_id = x.subject_id and t.known_to = 'infinity' offset 0) t
        {traits};
        create temp table known_pair on commit drop as
        select p.record_a, p.record_b from known_link l join pair_decision p on p.record_b = l.record_id where p.status in ('open', 'need-info');
        analyze known_fact (record_id, kind, subject_id); analyze known_trait (person_id); analyze known_pair;
        """;

    /// <summary>
    /// What writing <c>want</c> would change, per target: counted and provisional as differences, and how many subjects were and stay counted.
    /// Added up before targets are named, for a target never seen by the planner made it read all contributions once for each.
    /// </summary>
    public const string Effects =
        """
        with standing as materialized (
          select c.target_id, c.version, c.subject_id, c.state, c.amount from touched x cross join lateral (
            select c.* from contribution c where c.subject_id = x.subject_id and c.known_to = 'infinity' offset 0) c
        ), e as materialized (
          select coalesce(w.target_id, c.target_id) as target_id, coalesce(w.version, c.version) as version, coalesce(w.state, '') as becomes, coalesce(c.state, '') as was, count(*) as n,
            coalesce(sum(w.amount), 0) as gets, coalesce(sum(c.amount), 0) as had
          from want w full join standing c on w.target_id = c.target_id and w.version = c.version and w.subject_id = c.subject_id
          group by 1, 2, 3, 4
        )
        select g.code, sum((e.becomes = 'counted')::int * e.gets - (e.was = 'counted')::int * e.had)::bigint, sum((e.becomes = 'provisional')::int * e.gets - (e.was = 'provisional')::int * e.had)::bigint,
          coalesce(sum(e.n) filter (where e.was = 'counted' and e.becomes = 'counted'), 0)::bigint
        from e
        join rule_version r on r.target_id = e.target_id and r.version = e.version and r.status = 'effective'
        join target g on g.id = e.target_id
        group by g.code, g.id order by g.code
        """;

    /// <summary>Of many people named, each is looked up; never everybody read.</summary>
    public const string LookUpEach = "set local enable_hashjoin = off; set local enable_mergejoin = off";

    /// <summary>What was gathered is joined as a whole: a planner that takes the targets for one would go through it once for each of them.</summary>
    public const string JoinWhole = "set local enable_nestloop = off";

    public const string JoinAsUsual = "set local enable_hashjoin = on; set local enable_mergejoin = on; set local enable_nestloop = on";
}

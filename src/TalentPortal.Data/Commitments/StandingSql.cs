namespace TalentPortal.Data.Commitments;

/// <summary>
/// Where the learners of a partner stand for each running promise, by what the partner itself proved and said of them: the counting statement over its
/// own facts and records, each record as if it were a person; what the ledger carries of theirs; and, where the statement makes no row, the
/// condition that the nearest fact fails. There is no second opinion of what counts.
/// </summary>
internal static class StandingSql
{
    /// <summary>What one partner (<c>@partner</c>) knows, of the countries in <c>@countries</c> (all where null).</summary>
    public static CountingSql.Knowledge Own { get; } = new(
        OwnFacts,
        "(select id as record_id, id as person_id from person_record where partner_id = @partner)",
        "(select id as person_id, nationality, audience, gender, birth_year, region, sector from person_record where partner_id = @partner)",
        "(select record_a, record_b from pair_decision where false)");

    /// <summary>The versions in force of promises in <c>@promises</c> (states of commitments): all of them, because promises may share their people.</summary>
    public const string Running =
        """
        r.status = 'effective' and exists (
          select 1 from target rt join commitment rm on rm.id = rt.commitment_id where rt.id = r.target_id and rt.unit = 'people' and rt.dropped_at is null and rm.state = any (@promises))
        """;

    private const string OwnFacts = "(select * from fact where known_to = 'infinity' and partner_id = @partner and (cast(@countries as text[]) is null or country = any (@countries)))";

    /// <summary>The learners of a partner, of a cohort of it where <c>@cohort</c> says so, with an enrolment in the countries the reader may see.</summary>
    public const string TouchLearners =
        """
        drop table if exists touched;
        create temp table touched on commit drop as
        select r.id as subject_id from person_record r
        where r.partner_id = @partner and r.state = 'live' and (cast(@cohort as uuid) is null and cast(@countries as text[]) is null or exists (
          select 1 from enrolment e join cohort h on h.id = e.cohort_id
          where e.record_id = r.id and (cast(@cohort as uuid) is null or h.id = @cohort) and (cast(@countries as text[]) is null or h.country = any (@countries))));
        alter table touched add primary key (subject_id);
        analyze touched;
        """;

    /// <summary>Makes <c>standing</c>: one row for each of <c>touched</c> and each running promise (of one target where <c>@only</c> says so); <c>want</c> was made from <see cref="Own"/>.</summary>
    public const string Stand =
        $"""
        drop table if exists standing;
        create temp table standing on commit drop as
        with promise as materialized (select r.* from rule_version r where {Running} and (cast(@only as uuid) is null or r.target_id = @only)
        ), carried as materialized ( -- one by one by their index: a person has a row in few targets
          select x.subject_id as record_id, c.target_id, c.state, c.reason, c.fact_id,
            coalesce(f.record_id = x.subject_id and (cast(@countries as text[]) is null or f.country = any (@countries)), false) as own
          from touched x join person_record o on o.id = x.subject_id
          cross join lateral (select c.* from contribution c where c.subject_id = o.person_id and c.known_to = 'infinity' offset 0) c
          join promise v on v.target_id = c.target_id and v.version = c.version
          left join fact f on f.id = c.fact_id
        ), passed as materialized (
          select distinct on (f.record_id, r.target_id) f.record_id, r.target_id, n.failing, f.id as fact_id
          from touched x join {OwnFacts} f on f.record_id = x.subject_id join promise r on r.event = f.kind
          cross join lateral (select {PassedOver.Reason} as failing) n
          where not exists (select 1 from want w where w.subject_id = f.record_id and w.target_id = r.target_id)
          order by f.record_id, r.target_id, array_position({PassedOver.InOrder}, n.failing) desc, f.on_date, f.id
        )
        select x.subject_id as record_id, v.target_id, case when c.own then c.state else 'excluded' end as state,
          case when c.own and c.state = 'counted' then null
            when c.own and c.state = 'excluded' and c.reason is distinct from w.reason then 'other-evidence' -- a reason that only another's record can give is not told
            when c.own then c.reason
            when w.reason is not null then w.reason
            when c.state in ('counted', 'provisional') then 'already-counted'
            when w.subject_id is not null then 'other-evidence'
            else coalesce(p.failing, 'no-fact') end as reason,
          coalesce(case when c.own then c.fact_id end, w.fact_id, p.fact_id) as fact_id, c.own or w.subject_id is not null as met
        from touched x cross join promise v
        left join carried c on c.record_id = x.subject_id and c.target_id = v.target_id
        left join want w on w.subject_id = x.subject_id and w.target_id = v.target_id
        left join passed p on p.record_id = x.subject_id and p.target_id = v.target_id;
        """;

    /// <summary>How many stand how, for each promise; they add up to the learners.</summary>
    public const string Numbers =
        """
        select m.code, m.name, t.id, t.code, t.amount, s.state, s.reason, count(*)
        from standing s join target t on t.id = s.target_id join commitment m on m.id = t.commitment_id
        group by m.code, m.name, t.id, t.code, t.amount, t.ordinal, s.state, s.reason order by m.name, t.ordinal, t.code, s.state, count(*) desc, s.reason
        """;

    public const string Learners = "select count(*) from touched";

    /// <summary>Those of one number, by name, after (<c>@name</c>, <c>@after</c>) or before it where <c>@back</c>.</summary>
    public static string People(bool back) =>
        $"""
        select s.record_id, o.full_name, o.student_id, s.state, s.reason, f.on_date, g.name, h.name, f.roster_id, f.row_no
        from standing s join person_record o on o.id = s.record_id
        left join fact f on f.id = s.fact_id left join programme g on g.id = f.programme_id left join cohort h on h.id = f.cohort_id
        where s.target_id = @only and (cast(@state as text) is null or s.state = @state) and (cast(@reason as text) is null or s.reason = @reason)
          and (cast(@name as text) is null or (o.full_name, o.id) {(back ? "<" : ">")} (cast(@name as text), @after))
        order by o.full_name {(back ? "desc" : "asc")}, o.id {(back ? "desc" : "asc")} limit @many
        """;

    /// <summary>Where each of some learners stands for the promises that ask for something they did; what they did not do is not told.</summary>
    public const string Lines =
        """
        select s.record_id, m.code, m.name, s.state, s.reason
        from standing s join target t on t.id = s.target_id join commitment m on m.id = t.commitment_id
        where s.met order by s.record_id, m.name, t.ordinal, t.code
        """;
}

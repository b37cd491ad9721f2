namespace TalentPortal.Data.Commitments;

/// <summary>
/// What a rule would count that nobody has saved: the counting statement itself over a rule in a temporary table, and of everybody whom it passes over
/// the first condition that their nearest fact fails. Nothing is written.
/// </summary>
internal static class TrialSql
{
    /// <summary>The rule, and everybody to whom its event happened.</summary>
    public const string Begin =
        """
        set local work_mem = '64MB';
        drop table if exists trial_rule; drop table if exists touched; drop table if exists apart;
        create temp table trial_rule on commit drop as
        select cast(@target as uuid) as target_id, 0 as version, cast(@measure as text) as measure, cast(@event as text) as event, cast(@levels as text[]) as levels, cast(@programmes as uuid[]) as programmes,
          cast(@kinds as text[]) as kinds, cast(@places as text[]) as countries, cast(@nationalities as text[]) as nationalities, cast(@residences as text[]) as residences, cast(@audiences as text[]) as audiences,
          cast(@partner_kinds as text[]) as partner_kinds, cast(@funders as text[]) as funders, cast(@evidence as text[]) as evidence, cast(@evidence_at_least as int) as evidence_at_least,
          cast(@exclusivity_group as text) as exclusivity_group, cast(@late_until as date) as late_until, cast(@currency as text) as currency, 'shadow' as status;
        insert into trial_rule select v.target_id, v.version, v.measure, v.event, v.levels, v.programmes, v.kinds, v.countries, v.nationalities, v.residences, v.audiences, v.partner_kinds, v.funders, v.evidence,
          v.evidence_at_least, v.exclusivity_group, v.late_until, v.currency, v.status
        from rule_version v where v.status = 'effective' and v.target_id <> @target and v.exclusivity_group = cast(@exclusivity_group as text);
        create temp table touched on commit drop as
        select distinct s.subject_id from (
          select l.person_id as subject_id from fact f join person_link l on l.record_id = f.record_id and l.known_to = 'infinity' where f.kind = @event and f.known_to = 'infinity'
          union all select f.subject_id from fact f where f.kind = @event and f.subject_id is not null and f.known_to = 'infinity') s;
        alter table touched add primary key (subject_id);
        analyze touched; analyze trial_rule;
        """;

    /// <summary>
    /// Those without a row in <c>want</c>: the counting statement makes none where a fact is of another level, programme, kind, place or kind of partner.
    /// Of several facts the one that fails latest in this order is told.
    /// </summary>
    public const string SetApart =
        $"""
        delete from want w using trial_rule r where r.status = 'effective' and w.target_id = r.target_id;
        create temp table apart on commit drop as
        select distinct on (s.subject_id) s.subject_id, n.failing as reason, f.id as fact_id, f.on_date, case when r.measure = 'sum' then coalesce(f.amount, 0) else 1 end as amount
        from (
          select l.person_id as who, f.* from touched x join person_link l on l.person_id = x.subject_id and l.known_to = 'infinity' join fact f on f.record_id = l.record_id and f.known_to = 'infinity'
          union all select f.subject_id, f.* from touched x join fact f on f.subject_id = x.subject_id and f.known_to = 'infinity') f
        join trial_rule r on r.event = f.kind and r.status = 'shadow'
        cross join lateral (select case when r.measure in ('sum', 'attendances') then f.source_id else f.who end as subject_id) s
        cross join lateral (select {PassedOver.Reason} as failing) n
        where not exists (select 1 from want w where w.subject_id = s.subject_id)
        order by s.subject_id, array_position({PassedOver.InOrder}, n.failing) desc, f.on_date, f.id;
        """;

    private const string Empty = "{}";

    private const string Everybody =
        "(select subject_id, state, reason, fact_id, on_date, amount from want union all select subject_id, 'excluded', reason, fact_id, on_date, amount from apart)";

    /// <summary>How many, by state and reason.</summary>
    public const string Answer = $"select state, reason, sum(amount)::bigint from {Everybody} e group by 1, 2 order by 3 desc, 1, 2";

    /// <summary>Against the version in force: who would count anew, and who would not any more.</summary>
    public const string Compared =
        """
        select coalesce(sum(w.amount) filter (where c.subject_id is null), 0)::bigint, coalesce(sum(c.amount) filter (where w.subject_id is null), 0)::bigint
        from (select subject_id, amount from want where state = 'counted') w
        full join (select c.subject_id, c.amount from contribution c join rule_version v on v.target_id = c.target_id and v.version = c.version and v.status = 'effective'
          where c.target_id = @target and c.known_to = 'infinity' and c.state = 'counted') c on c.subject_id = w.subject_id
        """;

    /// <summary>At most @each of each state and reason, the latest first, of the countries the asker may see (@countries; all where null).</summary>
    public const string Examples =
        $"""
        select e.state, e.reason, coalesce(l.person_id, e.subject_id), coalesce(r.full_name, p.name), e.on_date, h.name, g.name, f.level, f.country, t.nationality, t.audience, p.id is not null
        from (select e.*, row_number() over (partition by e.state, e.reason order by e.on_date desc, e.subject_id) as n
              from {Everybody} e join fact f on f.id = e.fact_id where cast(@countries as text[]) is null or f.country = any (@countries)) e
        join fact f on f.id = e.fact_id
        left join person_record r on r.id = f.record_id left join partner p on p.id = f.subject_id left join cohort h on h.id = f.cohort_id left join programme g on g.id = f.programme_id
        left join person_link l on l.record_id = f.record_id and l.known_to = 'infinity'
        left join trait t on t.person_id = coalesce(l.person_id, e.subject_id) and t.known_to = 'infinity'
        where e.n <= @each order by e.state, e.reason, e.n
        """;
}

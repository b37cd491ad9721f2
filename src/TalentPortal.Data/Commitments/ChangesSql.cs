namespace TalentPortal.Data.Commitments;

/// <summary>
/// Why a target's number differs between two points, each a day and a moment of knowledge, the second not before the first in either. Read
/// from the ledger as it was in force: a version's rows hold from when it came into force until another did. Everybody who came or went has
/// one cause, so the causes add up to the difference: the moment of knowledge at which a subject began, or ceased, to be counted for good;
/// where nothing was learnt about it in between, what happened between the two days.
/// </summary>
internal static class ChangesSql
{
    private const string Since = "greatest(c.known_from, v.known_from)";
    private const string Until = "least(c.known_to, v.known_to)";
    private const string AtFirst = "e.since <= @known_first and @known_first < e.until and e.on_date <= @day_first and @day_first < e.until_date and (e.held is null or e.held @> @day_first)";
    private const string AtLast = "e.since <= @known_last and @known_last < e.until and e.on_date <= @day_last and @day_last < e.until_date and (e.held is null or e.held @> @day_last)";

    // Most subjects were counted all the while: they are told apart in one pass and need no cause.
    private const string Throughout = $"{Since} <= @known_first and {Until} > @known_last and c.on_date <= @day_first and @day_last < c.until_date and c.held is null";

    // A version in the shadow never was in force: it has no moment yet.
    private const string InForce =
        $"contribution c join rule_version v on v.target_id = c.target_id and v.version = c.version where c.target_id = @target and v.known_from is not null and c.state = 'counted' and {Since} < {Until}";

    /// <summary><c>moved</c>: who came and who went; <c>caused</c>: each with its cause.</summary>
    private const string Caused =
        $"""
        stood as materialized (
          select c.id, c.subject_id, c.fact_id, c.on_date, c.until_date, c.held, {Since} as since, {Until} as until
          from {InForce} and {Until} > @known_first and {Since} <= @known_last and not ({Throughout})
        ), moved as materialized (
          select e.subject_id, true as came, e.id, e.fact_id, e.on_date from stood e
          where {AtLast} and not exists (select 1 from stood o where o.subject_id = e.subject_id and o.since <= @known_first and o.on_date <= @day_first and @day_first < o.until_date and (o.held is null or o.held @> @day_first))
          union all
          select e.subject_id, false, e.id, e.fact_id, e.on_date from stood e
          where {AtFirst} and not exists (select 1 from stood o where o.subject_id = e.subject_id and o.since <= @known_last and @known_last < o.until and o.on_date <= @day_last and @day_last < o.until_date and (o.held is null or o.held @> @day_last))
        ), arrival as ( -- where the row that counts at the end follows on others without a gap, the first of them
          select s.subject_id, max(s.since) filter (where s.begins) as at from (
            select e.subject_id, e.since, lag(e.until) over (partition by e.subject_id order by e.since) is distinct from e.since as begins
            from moved m join stood e on e.subject_id = m.subject_id where m.came and e.on_date <= @day_last and @day_last < e.until_date and (e.held is null or e.held @> @day_last)) s group by 1
        ), departure as ( -- where others follow without a gap on the row that counted at the beginning, the last of them
          select s.subject_id, min(s.until) filter (where s.ends) as at from (
            select e.subject_id, e.until, lead(e.since) over (partition by e.subject_id order by e.since) is distinct from e.until as ends
            from moved m join stood e on e.subject_id = m.subject_id where not m.came and e.on_date <= @day_first and @day_first < e.until_date and (e.held is null or e.held @> @day_first)) s group by 1
        ), dated as (
          select m.*, case when m.came then case when a.at > @known_first then a.at end else case when d.at <= @known_last then d.at end end as at
          from moved m left join arrival a on a.subject_id = m.subject_id left join departure d on d.subject_id = m.subject_id
        ), caused as (
          select d.subject_id, d.came, d.id, d.fact_id, d.on_date, coalesce(w.at, d.at) as at, f.roster_id, f.row_no, f.country,
            case when d.at is not null then coalesce(w.kind, k.kind, 'unknown') when d.came then 'happened' else 'ended' end as kind,
            case when d.at is null then case when d.came then f.roster_id end when k.kind in ('roster', 'undo', 'catalogue', 'rule', 'target') then k.ref end as ref
          from dated d left join knowing k on k.at = d.at left join fact f on f.id = d.fact_id
          left join lateral ( -- whoever was first doubted and then found to be somebody else went because of that
            select m.at, m.kind from knowing m
            where k.kind = 'doubt' and not d.came and m.kind = 'merge' and m.ref = k.ref and m.at > k.at and m.at <= @known_last order by m.at desc limit 1) w on true
        )
        """;

    /// <summary>First who was and is counted; then a line for each cause: which, when it was known last, the version that came into force then, and who came and went.</summary>
    public const string Causes =
        $"""
        with {Caused}, throughout as (select count(*) as n from {InForce} and {Throughout})
        select null::text as kind, null::uuid as ref, null::timestamptz as at, null::int as version,
          (select n from throughout) + (select count(*) from stood e where {AtFirst}) as n, (select n from throughout) + (select count(*) from stood e where {AtLast}) as m
        union all
        select c.kind, c.ref, max(c.at), (select max(v.version) from rule_version v where v.target_id = @target and v.known_from = max(c.at)), count(*) filter (where c.came), count(*) filter (where not c.came)
        from caused c group by c.kind, c.ref
        """;

    /// <summary>
    /// The subjects of one cause after <c>@after</c>, in the order of their ids; <c>@countries</c> limits them to what happened there. Beside each what
    /// stands of it at the end where it is not counted.
    /// </summary>
    public const string People =
        $"""
        with {Caused}
        select c.subject_id, c.came, c.on_date, coalesce(r.full_name, p.name) as name, g.name as programme, h.name as cohort, c.roster_id, c.row_no, s.state, s.reason
        from caused c
        left join fact f on f.id = c.fact_id left join person_record r on r.id = f.record_id left join partner p on p.id = f.subject_id
        left join programme g on g.id = f.programme_id left join cohort h on h.id = f.cohort_id
        left join lateral (
          select c2.state, c2.reason from contribution c2 join rule_version v on v.target_id = c2.target_id and v.version = c2.version
          where not c.came and c2.subject_id = c.subject_id and c2.target_id = @target and c2.known_from <= @known_last and @known_last < c2.known_to
            and v.known_from <= @known_last and @known_last < v.known_to limit 1) s on true
        where c.kind = @kind and c.ref is not distinct from @ref and c.subject_id > @after
          and (cast(@countries as text[]) is null or c.country = any (@countries))
        order by c.subject_id limit @limit
        """;
}

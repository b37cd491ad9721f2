namespace TalentPortal.Data.Commitments;

/// <summary>
/// Corrections of open facts after a noun they copy from was changed: the old fact is closed, a copy that says what the nouns say now is
/// opened. History stays as it was known.
/// </summary>
internal static class FactCorrectionSql
{
    /// <summary>Makes <c>corrected</c> (what each wrong fact should say) and <c>touched</c> (whom it concerns).</summary>
    /// <param name="of">Which facts are looked at: a condition on <c>f</c> (fact) with <c>@id</c>.</param>
    public static string Find(string of) =>
        $"""
        drop table if exists corrected;
        create temp table corrected on commit drop as
        select f.id, row_number() over (order by f.id) as n, a.kind as partner_kind, coalesce(p.kind, f.programme_kind) as programme_kind,
          case when p.id is null then f.level else p.level end as level, coalesce(c.country, a.country) as country, c.funder
        from fact f join partner a on a.id = f.partner_id left join cohort c on c.id = f.cohort_id left join programme p on p.id = f.programme_id
        where {of} and f.known_to = 'infinity'
          and (f.partner_kind, f.programme_kind, f.level, f.country, f.funder) is distinct from
              (a.kind, coalesce(p.kind, f.programme_kind), case when p.id is null then f.level else p.level end, coalesce(c.country, a.country), c.funder);
        drop table if exists touched;
        create temp table touched on commit drop as
        select coalesce(f.subject_id, l.person_id) as subject_id from corrected x join fact f on f.id = x.id
        left join person_link l on l.record_id = f.record_id and l.known_to = 'infinity'
        where f.subject_id is not null or l.person_id is not null group by 1;
        analyze corrected; analyze touched;
        """;

    public const string Found = "select count(*)::int from corrected";

    /// <summary>Closes the wrong facts at <c>@at</c> and opens their corrections under <c>@ids</c>.</summary>
    public const string Write =
        """
        update fact f set known_to = @at from corrected x where f.id = x.id;
        insert into fact (id, kind, source_id, record_id, subject_id, on_date, until_date, amount, currency, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, funder, commitment_id, first_known, roster_id, row_no, known_from, known_to)
        select i.id, f.kind, f.source_id, f.record_id, f.subject_id, f.on_date, f.until_date, f.amount, f.currency, f.partner_id, x.partner_kind, f.cohort_id, f.programme_id, x.programme_kind, x.level, x.country, x.funder, f.commitment_id, coalesce(f.first_known, f.known_from), f.roster_id, f.row_no, @at, 'infinity'
        from corrected x join fact f on f.id = x.id join unnest(@ids) with ordinality i(id, n) on i.n = x.n;
        """;
}

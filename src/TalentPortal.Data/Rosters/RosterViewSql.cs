namespace TalentPortal.Data.Rosters;

/// <summary>What the pages of a roster read. The comparison of values says of a few rows what <see cref="RosterSql.Plan"/> plans for all of them.</summary>
internal static class RosterViewSql
{
    /// <summary>The person first, then the enrolment.</summary>
    private const string InOrder =
        """
        order by 1, array_position(array['full_name', 'student_id', 'email', 'mobile', 'nationality', 'state', 'gender', 'birth_date', 'birth_year', 'audience', 'employer', 'sector', 'disability',
          'enrolment', 'result', 'enrolled_on', 'completed_on', 'score', 'grade', 'certificate_no'], c.field)
        """;

    /// <summary>Old and new values of the named rows, from the records as they are now: for a preview.</summary>
    public const string PlannedChanges =
        $"""
        with shown as (
          select s.*, w.state as became_state, w.result as became_result, e.id is null as new_enrolment_row, e.state as was_state, coalesce(e.result, 'none') as was_result,
            e.enrolled_on as was_enrolled_on, e.completed_on as was_completed_on, e.score as was_score, e.grade as was_grade, e.certificate_no as was_certificate_no, e.result as e_result
          from roster_row s
          left join enrolment e on e.id = s.enrolment_id
          cross join lateral (select
            case when s.status = 'withdrawn' then 'withdrawn' when s.status is not null or e.id is null then 'enrolled' else e.state end as state,
            case s.status when 'completed' then 'completed' when 'failed' then 'not-completed' when 'withdrawn' then 'none' else coalesce(e.result, 'none') end as result) w
          where s.roster_id = @roster and s.row_no = any (@rows) and s.outcome in ('create', 'update', 'needs-decision'))
        select c.row_no, c.field, c.was, c.became from (
        select s.row_no, v.field, v.was, v.became
        from shown s join person_record r on r.id = s.record_id
        cross join lateral (values ('full_name', r.full_name, s.full_name), ('student_id', r.student_id, s.student_id), ('email', r.email, s.email), ('mobile', r.mobile, s.mobile),
          ('nationality', r.nationality, s.nationality), ('state', r.region, s.region), ('gender', r.gender, s.gender), ('birth_date', r.birth_date::text, s.birth_date::text),
          ('birth_year', r.birth_year::text, s.birth_year::text), ('audience', r.audience, s.audience), ('employer', r.employer, s.employer), ('sector', r.sector, s.sector),
          ('disability', r.disability, s.disability)) v(field, was, became)
        where v.became is not null and v.became is distinct from v.was
        union all
        select s.row_no, v.field, v.was, v.became
        from shown s
        cross join lateral (values ('enrolment', s.was_state, s.became_state), ('result', s.was_result, s.became_result),
          ('enrolled_on', s.was_enrolled_on::text, coalesce(s.enrolled_on, s.was_enrolled_on, @starts)::text),
          ('completed_on', s.was_completed_on::text, case when s.became_result = 'completed'
            then coalesce(s.completed_on, case when s.e_result = 'completed' then s.was_completed_on end, case when @ends <= @today then @ends end)::text end),
          ('score', s.was_score::text, coalesce(s.score, s.was_score)::text), ('grade', s.was_grade, coalesce(s.grade, s.was_grade)),
          ('certificate_no', s.was_certificate_no, coalesce(s.certificate_no, s.was_certificate_no))) v(field, was, became)
        where v.became is distinct from v.was and not (s.new_enrolment_row and v.field = 'enrolled_on')
        ) c (row_no, field, was, became)
        {InOrder}
        """;

    /// <summary>Old and new values of the named rows as they were written; what was created shows what the row said.</summary>
    public const string WrittenChanges =
        $"""
        select c.row_no, c.field, c.was, c.became from (
        select c.row_no, case when c.entity = 'enrolment' and c.field = 'state' then 'enrolment' else c.field end, c.was, c.became
        from roster_change c where c.roster_id = @roster and c.row_no = any (@rows) and c.field <> ''
        union all
        select c.row_no, v.field, null, v.became
        from roster_change c join roster_row s on s.roster_id = c.roster_id and s.row_no = c.row_no
        cross join lateral (values ('enrolment', case when s.status = 'withdrawn' then 'withdrawn' else 'enrolled' end),
          ('result', case s.status when 'completed' then 'completed' when 'failed' then 'not-completed' end),
          ('completed_on', case when s.status = 'completed' then coalesce(s.completed_on, @ends)::text end),
          ('score', s.score::text), ('grade', s.grade), ('certificate_no', s.certificate_no)) v(field, became)
        where c.roster_id = @roster and c.row_no = any (@rows) and c.field = '' and c.entity = 'enrolment' and v.became is not null
        ) c (row_no, field, was, became)
        {InOrder}
        """;

    /// <summary>Why rows cannot be used: each code with its number of rows.</summary>
    public const string ErrorCodes =
        """
        select f ->> 'code', count(distinct r.row_no)::int
        from roster_row r cross join lateral jsonb_array_elements(r.findings) f
        where r.roster_id = @roster and r.outcome = 'error' and f ->> 'severity' = 'error'
        group by 1 order by 2 desc, 1
        """;

    /// <summary>Where the person of a row stands in the ledger. Another partner's contributions stay unseen, as row security has it.</summary>
    public const string Contributions =
        """
        select m.code, m.name, t.amount, t.unit, c.state, c.reason, c.on_date, c.known_from, coalesce(f.roster_id = @roster and f.row_no = @row, false)
        from roster_row s
        join person_record r on r.id = coalesce(s.record_id, s.new_record)
        join contribution c on c.subject_id = r.person_id and c.known_to = 'infinity'
        join rule_version v on v.target_id = c.target_id and v.version = c.version and v.status = 'effective'
        join target t on t.id = c.target_id
        join commitment m on m.id = t.commitment_id
        left join fact f on f.id = c.fact_id
        where s.roster_id = @roster and s.row_no = @row
        order by m.name, t.ordinal, t.code
        """;
}

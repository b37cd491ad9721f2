namespace TalentPortal.Data.Rosters;

/// <summary>What the pages of a roster read.</summary>
internal static class RosterViewSql
{
    /// <summary>The person first, then the enrolment.</summary>
    private const string InOrder =
        """
        order by 1, array_position(array['full_name', 'student_id', 'email', 'mobile', 'nationality', 'state', 'gender', 'birth_date', 'birth_year', 'audience', 'employer', 'sector', 'disability',
          'enrolment', 'result', 'enrolled_on', 'completed_on', 'score', 'grade', 'certificate_no'], c.field)
        """;

    /// <summary>
    /// Old and new values of the named rows, each with the roster that had set the old one; what is or was created shows what the row says.
    /// A national identity number is compared, never shown, and so is its hash.
    /// </summary>
    public const string Changes =
        $"""
        select c.row_no, c.field, c.was, c.became, c.undone, h.id, h.at, h.name from (
        select c.row_no, case when c.entity = 'enrolment' and c.field = 'state' then 'enrolment' else c.field end, c.was, c.became, c.undone, c.entity, c.entity_id, c.field
        from roster_change c where c.roster_id = @roster and c.row_no = any (@rows) and c.field <> 'national_id'
        union all
        select s.row_no, v.field, null, v.became, null, null, null, null
        from roster_row s join cohort g on g.id = s.cohort_id
        cross join lateral (values ('enrolment', case when s.status = 'withdrawn' then 'withdrawn' else 'enrolled' end),
          ('result', case s.status when 'completed' then 'completed' when 'failed' then 'not-completed' end),
          ('completed_on', case when s.status = 'completed' then coalesce(s.completed_on, g.ends_on)::text end),
          ('score', s.score::text), ('grade', s.grade), ('certificate_no', s.certificate_no)) v(field, became)
        where s.roster_id = @roster and s.row_no = any (@rows) and s.outcome in ('create', 'conflict') and s.enrolment_id is null and v.became is not null
        ) c (row_no, field, was, became, undone, entity, entity_id, own_field)
        left join lateral (
          select x.id, x.at, x.name from (
            select r.id, r.applied_at as at, r.uploaded_by_name as name, 0 as rank from roster r
            join roster_change e on e.roster_id = r.id and e.entity = c.entity and e.entity_id = c.entity_id and e.field = c.own_field and e.undone is not true
            where {Earlier}
            union all
            select r.id, r.applied_at, r.uploaded_by_name, 1 from enrolment e join roster r on r.id = e.roster_id where c.entity = 'enrolment' and e.id = c.entity_id and {Earlier}
            union all
            select r.id, r.applied_at, r.uploaded_by_name, 1 from enrolment e join roster r on r.id = e.roster_id where c.entity = 'record' and e.record_id = c.entity_id and {Earlier}
          ) x order by x.rank, case when x.rank = 0 then x.at end desc, x.at limit 1) h on c.was is not null
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

    /// <summary>Everything that is said of the rows: each code with its number of rows.</summary>
    public const string FindingCodes =
        """
        select f ->> 'code', count(distinct r.row_no)::int
        from roster_row r cross join lateral jsonb_array_elements(r.findings) f
        where r.roster_id = @roster and r.findings <> '[]' and (cast(@outcome as text) is null or r.outcome = @outcome)
        group by 1 order by 2 desc, 1
        """;

    /// <summary>The cohorts that rows are for, each with its number of rows.</summary>
    public const string Cohorts =
        """
        select g.id, g.code, g.name, n.rows from (
          select r.cohort_id, count(*)::int as rows from roster_row r where r.roster_id = @roster and (cast(@outcome as text) is null or r.outcome = @outcome) group by r.cohort_id) n
        join cohort g on g.id = n.cohort_id order by g.name, g.code
        """;

    /// <summary>Whom the brake is about: people who would be dropped, then those whose name, student id or e-mail would become another.</summary>
    public const string Concerned =
        """
        select x.row_no, x.full_name, x.field, x.was, x.became from (
          select s.row_no, s.full_name, null as field, null as was, null as became from roster_row s where s.roster_id = @roster and s.outcome = 'remove'
          union all
          select c.row_no, s.full_name, c.field, c.was, c.became from roster_change c
          join roster_row s on s.roster_id = c.roster_id and s.row_no = c.row_no left join person_record r on r.id = c.entity_id
          where c.roster_id = @roster and c.entity = 'record' and c.was is not null
            and (c.field in ('student_id', 'email') or c.field = 'full_name' and s.name_key is distinct from r.name_key)) x
        order by (x.field is null) desc, x.row_no, x.field limit @limit
        """;

    /// <summary>How many people's name, student id or e-mail would become another.</summary>
    public const string Identities =
        """
        select count(distinct c.row_no)::int from roster_change c
        join roster_row s on s.roster_id = c.roster_id and s.row_no = c.row_no left join person_record r on r.id = c.entity_id
        where c.roster_id = @roster and c.entity = 'record' and c.was is not null and (c.field in ('student_id', 'email') or c.field = 'full_name' and s.name_key is distinct from r.name_key)
        """;

    /// <summary>Values that an undo left alone, with what stands there now.</summary>
    public const string LeftAlone =
        """
        select c.row_no, s.full_name, case when c.entity = 'enrolment' and c.field = 'state' then 'enrolment' else c.field end, c.was, c.became,
          case c.entity when 'record' then to_jsonb(r) ->> case c.field when 'state' then 'region' else c.field end else to_jsonb(e) ->> c.field end
        from roster_change c left join roster_row s on s.roster_id = c.roster_id and s.row_no = c.row_no
        left join person_record r on c.entity = 'record' and r.id = c.entity_id left join enrolment e on c.entity = 'enrolment' and e.id = c.entity_id
        where c.roster_id = @roster and c.undone = false and c.field <> 'national_id' order by c.row_no, c.field limit @limit
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

    // Rosters that stand applied, before this one was.
    private const string Earlier =
        "r.partner_id = @partner and r.id <> @roster and r.state in ('applied', 'partly-undone') and r.applied_at < coalesce(cast(@before as timestamptz), 'infinity')";
}

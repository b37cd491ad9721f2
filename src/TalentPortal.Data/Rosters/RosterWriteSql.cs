namespace TalentPortal.Data.Rosters;

/// <summary>Keeping a roster's rows and writing what was planned.</summary>
internal static class RosterWriteSql
{
    /// <summary>The one outcome of every row, with what it was matched to and what is to be said of it.</summary>
    private const string Fates =
        $"""
        select s.row_no, {Outcome} as outcome, {MatchedRecord} as record_id, {MatchedEnrolment} as enrolment_id, {MatchedPerson} as person_id, p.seen_revision, p.seen_enrolment, n.codes
        from staged s {Told}
        """;

    private const string Outcome =
        """
        coalesce(p.outcome, case when s.outcome is not null then s.outcome when d.row_no is not null then 'duplicate-in-file' when n.codes @> '[{"code":"id-of-another"}]' then 'needs-decision' else 'error' end)
        """;

    private const string MatchedRecord = "case when p.new_record then null else p.record_id end";

    private const string MatchedEnrolment = "case when p.new_enrolment then null else p.enrolment_id end";

    private const string MatchedPerson = "case when p.why is not null then p.person_id end";

    // What the plan, and nothing but the plan, says of a staged row.
    private const string Told =
        """
        left join (select row_no, outcome, new_record, record_id, new_enrolment, enrolment_id, why, person_id, seen_revision, seen_enrolment from plan
          union all select row_no, 'unchanged', false, record_id, false, enrolment_id, why, person_id, seen_revision, seen_enrolment from quiet) p on p.row_no = s.row_no
        left join repeated d on d.row_no = s.row_no
        left join (select row_no, jsonb_agg(finding) as codes from said group by row_no) n on n.row_no = s.row_no
        """;

    private const string Kept =
        """
        roster_id, row_no, partner_id, cells, student_id, email, full_name, mobile, nationality, region, gender, birth_date, birth_year, audience, employer, sector, disability, enrolled_on, status,
        completed_on, score, grade, certificate_no, cohort_id, cohort_text, row_key, cleared, session_on, session_no, attendance, minutes, student_key, email_key, mobile_key, name_key, name_word,
        national_id_hash, new_person, new_record, new_enrolment, new_fact, new_enrolled_fact, in_file
        """;

    private const string MakeFates = $"drop table if exists fate; create temp table fate on commit drop as {Fates}; alter table fate add primary key (row_no); analyze fate;";

    /// <summary>Keeps the staged rows as the roster's rows; how many came to which outcome.</summary>
    public const string KeepAllRows = $"with kept as ({KeepRows} returning outcome) select outcome, count(*) from kept group by outcome";

    private const string KeepRows =
        $"""
        insert into roster_row ({Kept}, outcome, findings, record_id, enrolment_id, person_id, seen_revision, seen_enrolment)
        select s.{KeptOfStaged}, {Outcome}, case when n.codes is null then s.findings else s.findings || n.codes end, {MatchedRecord}, {MatchedEnrolment}, {MatchedPerson}, p.seen_revision, p.seen_enrolment
        from staged s {Told}
        """;

    private const string KeptOfStaged =
        """
        roster_id, s.row_no, s.partner_id, s.cells, s.student_id, s.email, s.full_name, s.mobile, s.nationality, s.region, s.gender, s.birth_date, s.birth_year, s.audience, s.employer, s.sector, s.disability, s.enrolled_on, s.status,
        s.completed_on, s.score, s.grade, s.certificate_no, s.cohort_id, s.cohort_text, s.row_key, s.cleared, s.session_on, s.session_no, s.attendance, s.minutes, s.student_key, s.email_key, s.mobile_key, s.name_key, s.name_word,
        s.national_id_hash, s.new_person, s.new_record, s.new_enrolment, s.new_fact, s.new_enrolled_fact, s.in_file
        """;

    /// <summary>Forgets what was kept of the rows, so that the file can be read again.</summary>
    public const string ForgetRows = "delete from roster_change where roster_id = @roster; delete from roster_row where roster_id = @roster";

    public const string KeepChanges =
        """
        delete from roster_change where roster_id = @roster;
        insert into roster_change (roster_id, entity, entity_id, field, row_no, partner_id, was, became)
        select @roster, c.entity, c.entity_id, c.field, c.row_no, @partner, c.was, c.became from planned_change c
        """;

    /// <summary>Rows whose people changed since the preview, or that match somebody else now: they go back to a decision.</summary>
    public const string FindStale =
        $"""
        {MakeFates}
        drop table if exists stale;
        create temp table stale on commit drop as
        select coalesce(f.row_no, r.row_no) as row_no from fate f full join (select * from roster_row where roster_id = @roster and outcome <> 'error') r on r.row_no = f.row_no
        where (r.record_id, r.enrolment_id, r.person_id, r.seen_revision, r.seen_enrolment, replace(r.outcome, 'conflict', 'update'))
          is distinct from (f.record_id, f.enrolment_id, f.person_id, f.seen_revision, f.seen_enrolment, replace(f.outcome, 'conflict', 'update')) -- an override makes the one the other
        """;

    /// <summary>Planned rows whose person is another one since: somebody merged or parted people between the plan and its locks.</summary>
    public const string Moved =
        """
        select exists (select 1 from plan p join person_record r on r.id = p.record_id where not p.new_record and p.outcome <> 'unchanged' and r.person_id <> p.person_id)
          or exists (select 1 from plan p where p.new_record and not p.new_person and not exists (select 1 from person_link l where l.person_id = p.person_id and l.known_to = 'infinity')
            and not exists (select 1 from plan o where o.new_person and o.person_id = p.person_id))
        """;

    public const string CountStale = "select count(*)::int from stale";

    public const string SetStaleAside =
        """
        update roster_row r set outcome = 'needs-decision',
          findings = r.findings || jsonb_build_array(jsonb_build_object('code', 'changed-since-preview', 'severity', 'warning', 'args', '[]'::jsonb, 'late', true))
        from stale x where r.roster_id = @roster and r.row_no = x.row_no;
        delete from plan p using stale x where x.row_no = p.row_no or x.row_no = p.lead;
        delete from planned_change c where not exists (select 1 from plan p where p.row_no = c.row_no);
        delete from planned_mark k where not exists (select 1 from plan p where p.row_no = k.row_no);
        """;

    /// <summary>Replaces what the last preview said of the rows.</summary>
    public const string ReplaceRows =
        """
        delete from roster_row r where r.roster_id = @roster and not r.in_file;
        update roster_row r set outcome = f.outcome, findings = s.findings || coalesce(f.codes, '[]'), record_id = f.record_id, enrolment_id = f.enrolment_id, person_id = f.person_id,
          seen_revision = f.seen_revision, seen_enrolment = f.seen_enrolment
        from fate f join staged s on s.row_no = f.row_no where r.roster_id = @roster and r.row_no = f.row_no and f.outcome <> 'remove';
        """;

    public const string KeepAbsent = KeepRows + " where not s.in_file";

    /// <summary>Writes what was planned. The knowledge time of the planned rows is set to <c>@at</c> first: the moment is known only once the persons are locked.</summary>
    public const string Write =
        $"""
        insert into person (id, state, revision) select p.person_id, 'live', 1 from plan p where p.new_person;
        insert into person_record (id, source, partner_id, person_id, full_name, email, mobile, student_id, nationality, audience, gender, birth_year, birth_date, region, employer, sector, disability,
          student_key, email_key, mobile_key, name_key, name_word, national_key, held, state, revision)
        select p.record_id, 'partner', s.partner_id, p.person_id, s.full_name, s.email, s.mobile, s.student_id, s.nationality, s.audience, s.gender, s.birth_year, s.birth_date, s.region, s.employer, s.sector, s.disability,
          s.student_key, s.email_key, s.mobile_key, s.name_key, s.name_word, s.national_id_hash, led.held, 'live', 1
        from plan p join staged s on s.row_no = p.row_no
        cross join lateral (select case when @leads <> '{Empty}' then (select jsonb_object_agg(v.field, @source) from (values ('full_name', s.full_name), ('student_id', s.student_id), ('email', s.email), ('mobile', s.mobile),
            ('nationality', s.nationality), ('state', s.region), ('gender', s.gender), ('birth_date', s.birth_date::text), ('birth_year', s.birth_year::text), ('audience', s.audience), ('employer', s.employer),
            ('sector', s.sector), ('disability', s.disability)) v(field, value) where v.value is not null and v.field = any (@leads)) end as held) led
        where p.new_record;
        with became as (select entity_id, min(row_no) as row_no, jsonb_object_agg(field, became) as v from planned_change where entity = 'record' group by entity_id)
        update person_record r set full_name = case when b.v ? 'full_name' then s.full_name else r.full_name end, name_key = case when b.v ? 'full_name' then s.name_key else r.name_key end, name_word = case when b.v ? 'full_name' then s.name_word else r.name_word end,
          email = case when b.v ? 'email' then s.email else r.email end, email_key = case when b.v ? 'email' then s.email_key else r.email_key end,
          mobile = case when b.v ? 'mobile' then s.mobile else r.mobile end, mobile_key = case when b.v ? 'mobile' then s.mobile_key else r.mobile_key end,
          student_id = case when b.v ? 'student_id' then s.student_id else r.student_id end, student_key = case when b.v ? 'student_id' then s.student_key else r.student_key end,
          nationality = case when b.v ? 'nationality' then s.nationality else r.nationality end, audience = case when b.v ? 'audience' then s.audience else r.audience end,
          gender = case when b.v ? 'gender' then s.gender else r.gender end, birth_year = case when b.v ? 'birth_year' then s.birth_year else r.birth_year end,
          birth_date = case when b.v ? 'birth_date' then s.birth_date else r.birth_date end, region = case when b.v ? 'state' then s.region else r.region end,
          employer = case when b.v ? 'employer' then s.employer else r.employer end, sector = case when b.v ? 'sector' then s.sector else r.sector end,
          disability = case when b.v ? 'disability' then s.disability else r.disability end, national_key = case when b.v ? 'national_id' then s.national_id_hash else r.national_key end,
          held = case when @leads = '{Empty}' then r.held else nullif(coalesce(r.held, '{Empty}') || coalesce((select jsonb_object_agg(f, @source) from unnest(@leads) f where b.v ? f), '{Empty}'), '{Empty}') end,
          revision = r.revision + 1
        from became b join staged s on s.row_no = b.row_no where r.id = b.entity_id;
        insert into pair_decision (id, record_a, record_b, status, score, reasons, roster_id, at, revision)
        select id, record_a, record_b, 'open', score, reasons, @roster, @at, 1 from planned_pair on conflict do nothing;
        insert into person_link (record_id, person_id, known_from, known_to, why, decision_id) select record_id, person_id, @at, 'infinity', why, null from planned_link;
        update trait t set known_to = @at where t.known_to = 'infinity' and t.person_id = any (array( -- each looked up: as a rule nobody has one yet
          select p.person_id from planned_trait p cross join lateral (select 1 from trait o where o.person_id = p.person_id and o.known_to = 'infinity' offset 0) o));
        insert into trait (person_id, nationality, audience, gender, birth_year, region, sector, known_from, known_to)
        select person_id, nationality, audience, gender, birth_year, region, sector, @at, 'infinity' from planned_trait;
        insert into enrolment (id, cohort_id, partner_id, record_id, state, result, enrolled_on, completed_on, score, grade, certificate_no, roster_id, revision)
        select p.enrolment_id, p.cohort_id, @partner, p.record_id, p.state, p.result, p.enrolled_on, p.completed_on, p.score, p.grade, p.certificate_no, @roster, 1 from plan p where p.new_enrolment;
        update enrolment e set state = p.state, result = p.result, enrolled_on = p.enrolled_on, completed_on = p.completed_on, score = p.score, grade = p.grade, certificate_no = p.certificate_no, revision = e.revision + 1
        from plan p where e.id = p.enrolment_id and not p.new_enrolment and p.place = p.row_no and exists (select 1 from planned_change c where c.row_no = p.row_no and c.entity = 'enrolment');
        update cohort c set taken = c.taken + d.n from (
          select p.cohort_id, sum((p.state = 'enrolled')::int - (coalesce(p.was_state, '') = 'enrolled')::int)::int as n from plan p where p.place = p.row_no and p.outcome <> 'unchanged' group by p.cohort_id) d where c.id = d.cohort_id and d.n <> 0;
        {RosterAttendanceSql.Write}
        update fact f set known_to = @at, closed_by = @roster from closed_fact x where f.id = x.id and f.known_to = 'infinity';
        insert into fact (id, kind, source_id, record_id, subject_id, on_date, until_date, amount, currency, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, funder, roster_id, row_no, known_from, known_to)
        select id, kind, source_id, record_id, subject_id, on_date, until_date, amount, currency, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, funder, roster_id, row_no, @at, 'infinity' from planned_fact;
        """;

    /// <summary>How many values it changed, and SHA-256 over them and over the keys of what it created, in order.</summary>
    public const string Digest =
        """
        select count(*), sha256(convert_to(coalesce(string_agg(x.line, E'\n' order by x.line), ''), 'UTF8')) from (
          select concat_ws('|', entity, entity_id, field, was, became) collate "C" as line from roster_change where roster_id = @roster
          union all select concat_ws('|', 'created', enrolment_id) from plan where new_enrolment) x
        """;

    public const string Outcomes = "select outcome, count(*) from roster_row where roster_id = @roster group by outcome";

    /// <summary>One apply at a time per partner and cohort; the cohorts' rows are locked first of all, in one order.</summary>
    public const string LockCohorts =
        """
        select pg_advisory_xact_lock(hashtextextended(@partner::text || c::text, 0)) from unnest(@cohorts) c order by c;
        select 1 from cohort where id = any (@cohorts) order by id for update
        """;

    private const string Empty = "{}";
}

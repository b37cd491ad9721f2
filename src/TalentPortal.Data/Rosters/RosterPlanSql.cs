using TalentPortal.Data.People;

namespace TalentPortal.Data.Rosters;

/// <summary>
/// What a roster would write. Preview and apply run the same statements; apply then writes exactly the planned rows. Expects <c>staged</c>,
/// <c>matched</c> and the table <c>ground</c>: the cohorts the rows may be for.
/// </summary>
internal static class RosterPlanSql
{
    public const string CreateGround =
        """
        drop table if exists ground;
        create temp table ground on commit drop as
        select g.*, c.funder from unnest(@cohorts, @starts, @ends, @todays, @programmes, @programme_kinds, @levels, @countries, @partners_word)
          g(cohort_id, starts_on, ends_on, today, programme_id, programme_kind, level, country, partners_word) join cohort c on c.id = g.cohort_id;
        analyze ground;
        """;

    // Personal values of a record and of a row, under the names of the columns they are read from.
    private const string RecordValues =
        """
        ('full_name', r.full_name, s.full_name), ('student_id', r.student_id, s.student_id), ('email', r.email, s.email), ('mobile', r.mobile, s.mobile),
        ('nationality', r.nationality, s.nationality), ('state', r.region, s.region), ('gender', r.gender, s.gender), ('birth_date', r.birth_date::text, s.birth_date::text),
        ('birth_year', r.birth_year::text, s.birth_year::text), ('audience', r.audience, s.audience), ('employer', r.employer, s.employer), ('sector', r.sector, s.sector),
        ('disability', r.disability, s.disability), ('national_id', r.national_key, s.national_id_hash)
        """;

    /// <summary>
    /// What each usable row would make of its record and enrolment: present values, values wanted, facts open and facts wanted.
    /// Blank and absent cells change nothing. A row without a status brings back somebody whom a full roster dropped; it never takes a result back.
    /// </summary>
    /// <param name="from">The rows as <c>s</c>, what they were matched to as <c>m</c>, the record of that as <c>r</c>, a verdict as <c>v</c>.</param>
    /// <param name="mine">What to join for the one enrolment each is about, as <c>e</c>.</param>
    /// <param name="rows">Which of them.</param>
    private static string Wanted(string from, string mine, string rows) =>
        $"""
        select s.row_no, m.lead, m.place, m.record_id is null and m.lead = m.row_no as new_record, m.record_id is null and v.person_id is null and m.lead = m.row_no as new_person,
          coalesce(m.record_id, m.new_record) as record_id, coalesce(r.person_id, v.person_id, m.new_person) as person_id, v.why, s.cohort_id, m.by_student_id,
          r.revision as seen_revision, e.revision as seen_enrolment, e.id is null and m.place = m.row_no as new_enrolment, coalesce(e.id, m.new_enrolment) as enrolment_id,
          e.state as was_state, coalesce(e.result, 'none') as was_result, e.enrolled_on as was_enrolled_on, e.completed_on as was_completed_on,
          w.state, w.result, coalesce(s.enrolled_on, e.enrolled_on, g.starts_on) as enrolled_on,
          case when w.result = 'completed' then coalesce(s.completed_on, case when e.result = 'completed' then e.completed_on end, case when g.ends_on <= g.today then g.ends_on end) end as completed_on,
          case when 'score' = any (s.cleared) then null else coalesce(s.score, e.score) end as score, case when 'grade' = any (s.cleared) then null else coalesce(s.grade, e.grade) end as grade,
          case when 'certificate_no' = any (s.cleared) then null else coalesce(s.certificate_no, e.certificate_no) end as certificate_no,
          e.score as was_score, e.grade as was_grade, e.certificate_no as was_certificate_no, s.status,
          m.lead = m.row_no and r.id is not null and (s.cleared <> '{Empty}' or
            (coalesce(s.full_name, r.full_name), coalesce(s.student_id, r.student_id), coalesce(s.email, r.email), coalesce(s.mobile, r.mobile), coalesce(s.nationality, r.nationality), coalesce(s.region, r.region),
             coalesce(s.gender, r.gender), coalesce(s.birth_date, r.birth_date), coalesce(s.birth_year, r.birth_year), coalesce(s.audience, r.audience), coalesce(s.employer, r.employer), coalesce(s.sector, r.sector), coalesce(s.disability, r.disability), coalesce(s.national_id_hash, r.national_key))
            is distinct from (r.full_name, r.student_id, r.email, r.mobile, r.nationality, r.region, r.gender, r.birth_date, r.birth_year, r.audience, r.employer, r.sector, r.disability, r.national_key)) as differs,
          case when e.id is null and m.place = m.row_no then 'create' else 'unchanged' end as outcome
        from {from}
        join ground g on g.cohort_id = s.cohort_id
        left join {mine}
        cross join lateral (select
          case when s.status = 'withdrawn' then 'withdrawn' when s.status is not null or e.id is null or e.state in ('dropped', 'left') then 'enrolled' else e.state end as state,
          case s.status when 'completed' then 'completed' when 'failed' then 'not-completed' when 'withdrawn' then 'none' else coalesce(e.result, 'none') end as result) w
        where {rows}
        """;

    private const string Matched = "matched m join staged s on s.row_no = m.row_no left join verdict v on v.row_no = m.lead left join person_record r on r.id = m.record_id";

    private const string Usable = "not m.lost_key and m.torn is not true";

    // By nothing but the student id. Of a table just filled the planner knows nothing, so each is looked up.
    private const string FoundById =
        """
        staged s cross join lateral (select r.* from person_record r where r.partner_id = @partner and r.student_key = s.student_key and r.state = 'live' offset 0) r
        cross join lateral (select s.row_no, s.row_no as lead, s.row_no as place, r.id as record_id, true as by_student_id, s.cohort_id, s.new_record, s.new_person, s.new_enrolment) m
        cross join lateral (select cast(null as uuid) as person_id, cast(null as text) as why) v
        """;

    // What a row must come to that says nothing new.
    private const string SaysNothingNew =
        """
        was_state is not null and not differs and (result <> 'completed' or completed_on is not null)
          and (was_state, was_result, was_enrolled_on, was_completed_on, was_score, was_grade, was_certificate_no) is not distinct from (state, result, enrolled_on, completed_on, score, grade, certificate_no)
        """;

    private const string QuietColumns = "row_no, record_id, enrolment_id, why, person_id, seen_revision, seen_enrolment";

    // Known, alone for its person in the file, and of no session.
    private const string MayBeQuiet = $"{Usable} and m.record_id is not null and m.session = '' and m.row_no not in (select row_no from grouped) and {Loud}";

    private const string Loud = "not exists (select 1 from quiet q where q.row_no = m.row_no)";

    // There is one at most of a record in a cohort. Looked up one by one: of a table just filled the planner knows nothing.
    private const string Open = "lateral (select * from enrolment o where o.record_id = m.record_id and o.cohort_id = m.cohort_id and o.state in ('waiting', 'offered', 'enrolled') offset 0) e on true";

    /// <summary>
    /// Rows that say what is known already and nothing else are <c>quiet</c>: as a rule most of a file that comes again, and told by their student id before
    /// anything else is asked of them. One that is not the only row of its person is taken back by <see cref="Plan"/>.
    /// </summary>
    public static readonly string Quiet =
        $"""
        drop table if exists quiet;
        create temp table quiet on commit drop as
        select {QuietColumns} from ({Wanted(FoundById, Open, "s.outcome is null and s.row_key is null and s.session_on is null and s.session_no is null")}) p
        where {SaysNothingNew};
        """;

    /// <summary>Whether every usable row is quiet, and no two are about one person.</summary>
    public const string IsAllQuiet =
        """
        select (select count(*) from staged where outcome is null) = (select count(*) from quiet) and not exists (select 1 from quiet group by record_id having count(*) > 1)
        """;

    /// <summary>Finds the other rows that are quiet, and makes the <c>plan</c> of all that are not; what follows looks at those alone.</summary>
    public static readonly string Plan =
        $"""
        delete from quiet q using grouped o where o.row_no = q.row_no;
        insert into quiet select {QuietColumns} from ({Wanted(Matched, Open, MayBeQuiet)}) p where {SaysNothingNew};
        analyze quiet;
        drop table if exists plan;
        create temp table plan on commit drop as
        with held as materialized (
          select e.*, e.state in ('waiting', 'offered', 'enrolled') as open from (select distinct record_id, cohort_id from matched m where {Loud}) m join enrolment e on e.record_id = m.record_id and e.cohort_id = m.cohort_id
        ), mine as ( -- of several enrolments of one person in one cohort the open one, else the latest
          select * from held where open
          union all (select distinct on (record_id, cohort_id) * from held h where not open and not exists (select 1 from held o where o.open and (o.record_id, o.cohort_id) = (h.record_id, h.cohort_id)) order by record_id, cohort_id, id desc))
        {Wanted(Matched, "mine e on e.record_id = m.record_id and e.cohort_id = m.cohort_id", $"{Usable} and {Loud}")};
        alter table plan add primary key (row_no);

        drop table if exists refused;
        create temp table refused on commit drop as
        select p.row_no, 'completed-on-missing' as code, 'completed_on' as "column", jsonb_build_array(g.ends_on::text) as args
        from plan p join ground g on g.cohort_id = p.cohort_id where p.result = 'completed' and p.completed_on is null;
        {RosterAttendanceSql.Sessions}
        {RosterAttendanceSql.Refuse}
        insert into said select p.row_no, jsonb_build_object('code', 'said-otherwise', 'column', 'status', 'severity', 'warning', 'args', jsonb_build_array(q.row_no), 'late', true)
        from plan p join plan q on q.row_no = p.place where p.place <> p.row_no and p.status <> q.status;
        insert into said select p.row_no, jsonb_build_object('code', 'completed-on-assumed', 'column', 'completed_on', 'severity', 'warning', 'args', jsonb_build_array(p.completed_on::text), 'late', true)
        from plan p join staged s on s.row_no = p.row_no where p.result = 'completed' and s.completed_on is null and p.was_result <> 'completed' and s.status = 'completed';
        insert into said select distinct d.row_no, jsonb_build_object('code', 'looks-like-another', 'severity', 'warning', 'args', '[]'::jsonb, 'late', true) from doubt d join plan p on p.row_no = d.row_no;
        analyze plan;
        """;

    /// <summary>
    /// Values that would change, each with what it was. A value that a person, or the partner's leading source, holds is kept: the row says so instead.
    /// </summary>
    public const string Changes =
        $"""
        drop table if exists wanted_change; drop table if exists planned_change;
        create temp table wanted_change on commit drop as
        select p.row_no, p.record_id, v.field, v.was, v.became, r.held ->> v.field as held
        from plan p join staged s on s.row_no = p.row_no join person_record r on r.id = p.record_id
        cross join lateral (values {RecordValues}) v(field, was, became)
        where exists (select 1 from plan where differs) and p.differs and (v.became is distinct from v.was and v.became is not null or v.was is not null and v.field = any (s.cleared));
        insert into said select row_no, jsonb_build_object('code', 'protected-kept', 'column', field, 'severity', 'warning', 'args', jsonb_build_array(coalesce(was, ''), coalesce(became, ''), split_part(held, ':', 1)), 'late', true)
        from wanted_change where {Protected};

        create temp table planned_change on commit drop as
        select row_no, 'record' as entity, record_id as entity_id, field, was, became from wanted_change where not {Protected}
        union all
        select p.row_no, 'enrolment', p.enrolment_id, v.field, v.was, v.became
        from plan p cross join lateral (values ('state', p.was_state, p.state), ('result', p.was_result, p.result), ('enrolled_on', p.was_enrolled_on::text, p.enrolled_on::text),
          ('completed_on', p.was_completed_on::text, p.completed_on::text), ('score', p.was_score::text, p.score::text), ('grade', p.was_grade, p.grade),
          ('certificate_no', p.was_certificate_no, p.certificate_no)) v(field, was, became)
        where p.was_state is not null and p.place = p.row_no and (p.was_state, p.was_result, p.was_enrolled_on, p.was_completed_on, p.was_score, p.was_grade, p.was_certificate_no)
            is distinct from (p.state, p.result, p.enrolled_on, p.completed_on, p.score, p.grade, p.certificate_no)
          and v.became is distinct from v.was;
        analyze planned_change;

        update plan p set outcome = 'update' from (select distinct row_no from planned_change) c where c.row_no = p.row_no and p.outcome = 'unchanged';
        update plan p set outcome = 'conflict' from (select distinct row_no from wanted_change where {Protected}) k where k.row_no = p.row_no;
        {RosterAttendanceSql.Marks}
        """;

    /// <summary>Rows whose student id is somebody's whose name and birth date are both other ones: looked at before they are believed.</summary>
    public const string OtherPeople =
        """
        select c.row_no, r.full_name, s.full_name, r.birth_date, r.birth_year, s.birth_date, s.birth_year
        from planned_change c join plan p on p.row_no = c.row_no and p.by_student_id join staged s on s.row_no = c.row_no join person_record r on r.id = p.record_id
        where c.field = 'full_name' and c.entity = 'record' and exists (select 1 from planned_change b where b.row_no = c.row_no and b.field in ('birth_date', 'birth_year') and b.was is not null and b.became is not null)
        """;

    /// <summary>Takes the rows named out of the plan; they wait for a decision.</summary>
    public const string SetOthersAside =
        """
        insert into said select p.row_no, jsonb_build_object('code', 'id-of-another', 'column', 'student_id', 'severity', 'error', 'args', '[]'::jsonb, 'late', true) from plan p where p.lead = any (@rows);
        delete from planned_change c using plan p where p.row_no = c.row_no and p.lead = any (@rows);
        delete from planned_mark k using plan p where p.row_no = k.row_no and p.lead = any (@rows);
        delete from plan where lead = any (@rows);
        """;

    /// <summary>
    /// The people of the cohort whom a full roster does not name, and whom this partner's rosters enrolled: they would be dropped. Nobody is dropped
    /// because the row that names them cannot be used.
    /// </summary>
    public const string Absent =
        """
        drop table if exists absent;
        create temp table absent on commit drop as
        with unused as (select s.student_key, s.email_key, s.row_key from staged s where not exists (select 1 from plan p where p.row_no = s.row_no) and not exists (select 1 from quiet q where q.row_no = s.row_no))
        select coalesce(k.row_no, greatest((select max(row_no) from staged), (select max(row_no) from roster_row where roster_id = @roster)) + row_number() over (order by e.id)::int) as row_no,
          e.id as enrolment_id, e.record_id
        from enrolment e join person_record r on r.id = e.record_id
        left join roster_row k on k.roster_id = @roster and not k.in_file and k.enrolment_id = e.id
        where e.cohort_id = @cohort and e.partner_id = @partner and e.roster_id is not null and e.state = 'enrolled'
          and not exists (select 1 from matched m where m.record_id = e.record_id)
          and not exists (select 1 from unused s where s.student_key = r.student_key) and not exists (select 1 from unused s where s.email_key = r.email_key)
          and not exists (select 1 from unused s where s.row_key = e.id::text);
        insert into staged (roster_id, row_no, partner_id, cells, findings, full_name, student_id, email, cohort_id, new_person, new_record, new_enrolment, new_fact, new_enrolled_fact, in_file)
        select @roster, a.row_no, @partner, '{}', '[]', r.full_name, r.student_id, r.email, @cohort, r.person_id, r.id, a.enrolment_id, a.enrolment_id, a.enrolment_id, false
        from absent a join person_record r on r.id = a.record_id;
        insert into plan (row_no, lead, place, new_record, new_person, record_id, person_id, cohort_id, by_student_id, seen_revision, seen_enrolment, new_enrolment, enrolment_id, was_state, was_result,
          was_enrolled_on, was_completed_on, state, result, enrolled_on, completed_on, score, grade, certificate_no, was_score, was_grade, was_certificate_no, differs, outcome)
        select a.row_no, a.row_no, a.row_no, false, false, r.id, r.person_id, @cohort, false, r.revision, e.revision, false, e.id, e.state, e.result,
          e.enrolled_on, e.completed_on, 'dropped', 'none', e.enrolled_on, null, e.score, e.grade, e.certificate_no, e.score, e.grade, e.certificate_no, false, 'remove'
        from absent a join enrolment e on e.id = a.enrolment_id join person_record r on r.id = a.record_id;
        insert into planned_change (row_no, entity, entity_id, field, was, became)
        select p.row_no, 'enrolment', p.enrolment_id, v.field, v.was, v.became from plan p
        cross join lateral (values ('state', p.was_state, 'dropped'), ('result', p.was_result, 'none'), ('completed_on', p.was_completed_on::text, null)) v(field, was, became)
        where p.outcome = 'remove' and v.became is distinct from v.was;
        analyze plan; analyze planned_change;
        """;

    /// <summary>What the brake looks at: people dropped, of how many enrolled; people whose name, student id or e-mail would change, of how many known.</summary>
    public const string Brake =
        """
        select (select count(*)::int from plan where outcome = 'remove'),
          case when exists (select 1 from plan where outcome = 'remove') then (select count(*)::int from enrolment e where e.cohort_id = @cohort and e.partner_id = @partner and e.state = 'enrolled') else 0 end,
          (select count(distinct c.row_no)::int from planned_change c left join staged s on s.row_no = c.row_no left join person_record r on r.id = c.entity_id
             where c.entity = 'record' and c.was is not null and (c.field in ('student_id', 'email') or c.field = 'full_name' and s.name_key is distinct from r.name_key)),
          (select count(*)::int from plan where not new_record and outcome <> 'remove') + (select count(*)::int from quiet)
        """;

    /// <summary>The rows that would be written, in the very shapes of their tables.</summary>
    public const string PlanRows =
        $"""
        drop table if exists open_fact; drop table if exists closed_fact; drop table if exists planned_fact; drop table if exists planned_link; drop table if exists planned_pair;
        create temp table open_fact on commit drop as
        select p.row_no, f.id, f.kind, f.on_date from plan p join fact f on f.kind in ('completed', 'certified', 'enrolled') and f.source_id = p.enrolment_id and f.known_to = 'infinity'
        where p.was_state is not null and p.place = p.row_no and p.outcome <> 'unchanged';
        create temp table closed_fact on commit drop as
        select f.id, p.person_id from open_fact f join plan p on p.row_no = f.row_no
        where p.state in ('withdrawn', 'dropped') or f.on_date <> case f.kind when 'enrolled' then p.enrolled_on else p.completed_on end or f.kind <> 'enrolled' and p.result <> 'completed' or f.kind = 'certified' and p.certificate_no is null;

        create temp table planned_fact (like fact including defaults) on commit drop;
        insert into planned_fact (id, kind, source_id, record_id, on_date, until_date, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, funder, roster_id, row_no, known_from, known_to)
        select v.id, v.kind, p.enrolment_id, p.record_id, v.on_date, 'infinity', @partner, @partner_kind, p.cohort_id, g.programme_id, g.programme_kind, g.level, g.country, g.funder, @roster, p.row_no, @at, 'infinity'
        from plan p join staged s on s.row_no = p.row_no join ground g on g.cohort_id = p.cohort_id
        cross join lateral (values (s.new_fact, 'completed', case when p.result = 'completed' and g.partners_word then p.completed_on end), (s.new_enrolled_fact, 'enrolled', p.enrolled_on),
          (case when p.certificate_no is not null then {CertifiedKey} end, 'certified', case when p.result = 'completed' and g.partners_word and p.certificate_no is not null then p.completed_on end)) v(id, kind, on_date)
        left join open_fact o on o.row_no = p.row_no and o.kind = v.kind and o.on_date = v.on_date
        where o.id is null and v.on_date is not null and p.state not in ('withdrawn', 'dropped') and p.place = p.row_no and p.outcome <> 'unchanged';
        {RosterAttendanceSql.Facts}

        create temp table planned_link (like person_link including defaults) on commit drop;
        insert into planned_link (record_id, person_id, known_from, known_to, why) select p.record_id, p.person_id, @at, 'infinity', coalesce(p.why, 'new') from plan p where p.new_record;

        create temp table planned_pair on commit drop as
        select distinct on (1, 2) least(d.record_id, p.record_id) as record_a, greatest(d.record_id, p.record_id) as record_b, d.id, d.score, d.reasons, d.row_no
        from doubt d join plan p on p.row_no = d.row_no where p.new_record and d.record_id <> p.record_id
          and (exists (select 1 from person_record o where o.id = d.record_id) or exists (select 1 from plan o where o.record_id = d.record_id))
        order by 1, 2, d.id;
        analyze closed_fact; analyze planned_fact; analyze planned_link; analyze planned_pair;
        """;

    /// <summary>What counting would ask of the persons in the plan, and whom it would touch.</summary>
    public static readonly string PlanTraits =
        $"""
        drop table if exists planned_trait; drop table if exists touched;
        create temp table planned_trait (like trait including defaults) on commit drop;
        insert into planned_trait (person_id, nationality, audience, gender, birth_year, region, sector, known_from, known_to)
        select p.person_id, s.nationality, s.audience, s.gender, s.birth_year, s.region, s.sector, @at, 'infinity'
        from plan p join staged s on s.row_no = p.row_no
        where p.new_person and num_nonnulls(s.nationality, s.audience, s.gender, s.birth_year, s.region, s.sector) > 0
          and not exists (select 1 from plan o where o.person_id = p.person_id and o.new_record and not o.new_person); -- with two records in one file they are heard together, below

        with changed as (
          select distinct p.person_id from plan p where p.new_record and not p.new_person
          union select p.person_id from plan p join planned_change c on c.row_no = p.row_no where c.entity = 'record' and c.field in ('nationality', 'audience', 'gender', 'birth_year', 'birth_date', 'state', 'sector')
        ), became as (
          select entity_id, jsonb_object_agg(field, became) as v from planned_change where entity = 'record' group by entity_id
        ), said_now as (
          select r.person_id, r.id, r.held, case when b.v ? 'nationality' then b.v ->> 'nationality' else r.nationality end as nationality, case when b.v ? 'audience' then b.v ->> 'audience' else r.audience end as audience,
            case when b.v ? 'gender' then b.v ->> 'gender' else r.gender end as gender, case when b.v ? 'birth_year' then (b.v ->> 'birth_year')::int else r.birth_year end as birth_year,
            case when b.v ? 'state' then b.v ->> 'state' else r.region end as region, case when b.v ? 'sector' then b.v ->> 'sector' else r.sector end as sector
          from changed x cross join lateral (select * from person_record r where r.person_id = x.person_id and r.state = 'live' offset 0) r left join became b on b.entity_id = r.id
          union all
          select p.person_id, p.record_id, null, s.nationality, s.audience, s.gender, s.birth_year, s.region, s.sector
          from changed x join plan p on p.person_id = x.person_id and p.new_record join staged s on s.row_no = p.row_no
        ), {TraitSql.Resolved("changed", "said_now")}
        insert into planned_trait (person_id, nationality, audience, gender, birth_year, region, sector, known_from, known_to)
        select z.person_id, z.nationality, z.audience, z.gender, z.birth_year, z.region, z.sector, @at, 'infinity'
        from resolved z left join trait t on t.person_id = z.person_id and t.known_to = 'infinity'
        where (z.nationality, z.audience, z.gender, z.birth_year, z.region, z.sector) is distinct from (t.nationality, t.audience, t.gender, t.birth_year, t.region, t.sector);

        create temp table touched on commit drop as -- fresh: nothing is known of them but the plan
        select w.person_id as subject_id, bool_or(w.fresh) as fresh from (
          select p.person_id, p.new_person as fresh from plan p where p.row_no in (select f.row_no from planned_fact f)
          union all select person_id, false from closed_fact
          union all select t.person_id, false from planned_trait t where exists (select 1 from plan p where p.person_id = t.person_id and not p.new_person)
          union all select p.person_id, p.new_person from planned_pair d join plan p on p.row_no = d.row_no) w
        group by 1;
        analyze planned_trait; analyze touched;
        """;

    public const string TouchesNobody = "select not exists (select 1 from touched)";

    public const string Doubtful = "select count(distinct row_no)::int from planned_pair";

    private const string Empty = "{}";

    // Follows from the row's own key, so planning again gives the same; the first bits stay those of its time.
    private const string CertifiedKey = "(left(s.new_fact::text, 15) || substr(md5(s.new_fact::text || 'certified')::uuid::text, 16))::uuid";

    // Who may be overruled: nobody who is a person, unless a manager said so; another source only by the source that leads.
    private const string Protected = "(held is not null and held <> @source and not @overrides)";
}

namespace TalentPortal.Data.Rosters;

/// <summary>
/// Matching, planning and applying a roster, set-based. Preview and apply run the same <see cref="Match"/> and <see cref="Plan"/>; apply then
/// writes exactly the planned rows. Expects a temporary table <c>staged</c> of the shape of <c>roster_row</c>.
/// </summary>
public static class RosterSql
{
    public const string CreateStaged = "drop table if exists staged; create temp table staged (like roster_row) on commit drop";

    /// <summary>Stages the kept rows once more, without what the last matching said of them.</summary>
    public const string StageAgain =
        """
        drop table if exists staged;
        create temp table staged (like roster_row) on commit drop;
        insert into staged select * from roster_row where roster_id = @roster and outcome <> 'error';
        update staged s set outcome = null, record_id = null, enrolment_id = null, seen_revision = null, seen_enrolment = null,
          findings = coalesce((select jsonb_agg(f order by n) from jsonb_array_elements(s.findings) with ordinality e(f, n)
            where f ->> 'code' not in ('duplicate-of-row', 'completed-on-assumed', 'looks-like-another', 'changed-since-preview')), '[]');
        """;

    public const string CopyIn =
        """
        copy staged (roster_id, row_no, partner_id, cells, outcome, findings, student_id, email, full_name, mobile, nationality, region, gender, birth_date, birth_year,
          audience, employer, sector, disability, enrolled_on, status, completed_on, score, grade, certificate_no, new_person, new_record, new_enrolment, new_fact, new_enrolled_fact)
        from stdin (format binary)
        """;

    /// <summary>
    /// Gives every row its one record or none: duplicates inside the file first (the first row stands), then the partner's student id,
    /// then the e-mail inside the partner. An e-mail that belongs to somebody with another student id, or to several people, is a doubt, not a match.
    /// </summary>
    public const string Match =
        """
        analyze staged;
        drop table if exists keyed;
        create temp table keyed on commit drop as
        select s.row_no, lower(s.student_id) as sid, lower(s.email) as mail from staged s where s.outcome is null;
        drop table if exists repeated;
        create temp table repeated on commit drop as
        select row_no, least(case when sid is not null then first_sid end, case when sid is null then first_mail end, first_bare) as first_row
        from (select k.*, min(row_no) over (partition by sid) as first_sid,
                case when mail is not null then min(row_no) over (partition by mail) end as first_mail,
                case when mail is not null then min(row_no) filter (where sid is null) over (partition by mail) end as first_bare
              from keyed k) f;
        update staged s set outcome = 'duplicate-in-file',
          findings = s.findings || jsonb_build_array(jsonb_build_object('code', 'duplicate-of-row', 'severity', 'warning', 'args', jsonb_build_array(r.first_row)))
        from repeated r where r.row_no = s.row_no and s.outcome is null and r.first_row < s.row_no;

        drop table if exists matched;
        create temp table matched on commit drop as
        select k.row_no, coalesce(by_id.record_id, case when by_mail.n = 1 and not by_mail.other_id then by_mail.record_id end) as record_id,
          case when by_id.record_id is null and by_mail.record_id is not null and (by_mail.n > 1 or by_mail.other_id) then by_mail.record_id end as doubt
        from keyed k join staged s on s.row_no = k.row_no and s.outcome is null
        left join lateral (select i.record_id from identifier i join person_record p on p.id = i.record_id and p.state = 'live'
          where k.sid is not null and i.kind = 'student-id' and i.value = k.sid and i.scope_partner = s.partner_id limit 1) by_id on true
        left join lateral (select min(i.record_id::text)::uuid as record_id, count(*) as n, bool_or(k.sid is not null and p.student_id is not null) as other_id
          from identifier i join person_record p on p.id = i.record_id and p.state = 'live' and p.partner_id = s.partner_id
          where k.mail is not null and i.kind = 'e-mail' and i.value = k.mail) by_mail on by_mail.record_id is not null;
        alter table matched add primary key (row_no);
        analyze matched;

        update staged s set outcome = 'duplicate-in-file', record_id = null,
          findings = s.findings || jsonb_build_array(jsonb_build_object('code', 'duplicate-of-row', 'severity', 'warning', 'args', jsonb_build_array(d.first_row)))
        from (select row_no, min(row_no) over (partition by record_id) as first_row from matched where record_id is not null) d
        where d.row_no = s.row_no and d.first_row < s.row_no;
        """;

    /// <summary>
    /// What each usable row would make of its record and enrolment: present values, values wanted, facts open and facts wanted.
    /// Blank and absent cells change nothing.
    /// </summary>
    public const string Plan =
        """
        drop table if exists plan;
        create temp table plan on commit drop as
        select s.row_no, m.record_id is null as new_record, coalesce(m.record_id, s.new_record) as record_id, coalesce(r.person_id, s.new_person) as person_id, m.doubt,
          r.revision as seen_revision, e.revision as seen_enrolment, e.id is null as new_enrolment, coalesce(e.id, s.new_enrolment) as enrolment_id,
          e.state as was_state, coalesce(e.result, 'none') as was_result, e.enrolled_on as was_enrolled_on, e.completed_on as was_completed_on,
          w.state, w.result, coalesce(s.enrolled_on, e.enrolled_on, @starts) as enrolled_on,
          case when w.result = 'completed' then coalesce(s.completed_on, case when e.result = 'completed' then e.completed_on end, case when @ends <= @today then @ends end) end as completed_on,
          coalesce(s.score, e.score) as score, coalesce(s.grade, e.grade) as grade, coalesce(s.certificate_no, e.certificate_no) as certificate_no,
          e.score as was_score, e.grade as was_grade, e.certificate_no as was_certificate_no,
          done.id as open_fact, done.on_date as open_fact_on, begun.id as open_begun, begun.on_date as open_begun_on
        from staged s join matched m on m.row_no = s.row_no
        left join person_record r on r.id = m.record_id
        left join lateral (select e.* from enrolment e where e.record_id = m.record_id and e.cohort_id = @cohort
          order by (e.state in ('waiting', 'offered', 'enrolled')) desc, e.id desc limit 1) e on true
        cross join lateral (select
          case when s.status = 'withdrawn' then 'withdrawn' when s.status is not null or e.id is null then 'enrolled' else e.state end as state,
          case s.status when 'completed' then 'completed' when 'failed' then 'not-completed' when 'withdrawn' then 'none' else coalesce(e.result, 'none') end as result) w -- 'enrolled' never takes a result back: rosters may come in any order
        left join fact done on done.kind = 'completed' and done.source_id = e.id and done.known_to = 'infinity'
        left join fact begun on begun.kind = 'enrolled' and begun.source_id = e.id and begun.known_to = 'infinity'
        where s.outcome is null;
        alter table plan add primary key (row_no);
        analyze plan;

        update staged s set outcome = 'error',
          findings = s.findings || jsonb_build_array(jsonb_build_object('code', 'completed-on-missing', 'column', 'completed_on', 'severity', 'error', 'args', jsonb_build_array(@ends::text)))
        from plan p where p.row_no = s.row_no and p.result = 'completed' and p.completed_on is null;
        delete from plan p where p.result = 'completed' and p.completed_on is null;

        update staged s set findings = s.findings || jsonb_build_array(jsonb_build_object('code', 'completed-on-assumed', 'column', 'completed_on', 'severity', 'warning', 'args', jsonb_build_array(p.completed_on::text)))
        from plan p where p.row_no = s.row_no and p.result = 'completed' and s.completed_on is null and p.was_result <> 'completed' and s.status = 'completed';

        update staged s set findings = s.findings || jsonb_build_array(jsonb_build_object('code', 'looks-like-another', 'severity', 'warning', 'args', '[]'::jsonb))
        from plan p where p.row_no = s.row_no and p.doubt is not null;

        drop table if exists planned_change;
        create temp table planned_change on commit drop as
        select p.row_no, 'record' as entity, p.record_id as entity_id, v.field, v.was, v.became
        from plan p join staged s on s.row_no = p.row_no join person_record r on r.id = p.record_id
        cross join lateral (values ('full_name', r.full_name, s.full_name), ('student_id', r.student_id, s.student_id), ('email', r.email, s.email), ('mobile', r.mobile, s.mobile),
          ('nationality', r.nationality, s.nationality), ('state', r.region, s.region), ('gender', r.gender, s.gender), ('birth_date', r.birth_date::text, s.birth_date::text),
          ('birth_year', r.birth_year::text, s.birth_year::text), ('audience', r.audience, s.audience), ('employer', r.employer, s.employer), ('sector', r.sector, s.sector),
          ('disability', r.disability, s.disability)) v(field, was, became)
        where not p.new_record and v.became is not null and v.became is distinct from v.was
        union all
        select p.row_no, 'enrolment', p.enrolment_id, v.field, v.was, v.became
        from plan p cross join lateral (values ('state', p.was_state, p.state), ('result', p.was_result, p.result), ('enrolled_on', p.was_enrolled_on::text, p.enrolled_on::text),
          ('completed_on', p.was_completed_on::text, p.completed_on::text), ('score', p.was_score::text, p.score::text), ('grade', p.was_grade, p.grade),
          ('certificate_no', p.was_certificate_no, p.certificate_no)) v(field, was, became)
        where not p.new_enrolment and v.became is distinct from v.was;
        analyze planned_change;

        update staged s set record_id = case when p.new_record then null else p.record_id end, enrolment_id = case when p.new_enrolment then null else p.enrolment_id end,
          seen_revision = p.seen_revision, seen_enrolment = p.seen_enrolment,
          outcome = case when p.new_enrolment then 'create' when c.row_no is not null then 'update' else 'unchanged' end
        from plan p left join (select distinct row_no from planned_change) c on c.row_no = p.row_no
        where p.row_no = s.row_no;
        delete from plan p using staged s where s.row_no = p.row_no and s.outcome = 'unchanged';
        """;

    /// <summary>The rows that would be written, in the very shapes of their tables.</summary>
    public const string PlanRows =
        """
        drop table if exists closed_fact; drop table if exists planned_fact; drop table if exists planned_link; drop table if exists planned_trait; drop table if exists planned_pair;
        create temp table closed_fact on commit drop as
        select p.open_fact as id, p.person_id from plan p where p.open_fact is not null and (p.result <> 'completed' or p.state = 'withdrawn' or p.open_fact_on <> p.completed_on)
        union all select p.open_begun, p.person_id from plan p where p.open_begun is not null and (p.state = 'withdrawn' or p.open_begun_on <> p.enrolled_on);

        create temp table planned_fact (like fact including defaults) on commit drop;
        insert into planned_fact (id, kind, source_id, record_id, on_date, until_date, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, roster_id, row_no, known_from, known_to)
        select v.id, v.kind, p.enrolment_id, p.record_id, v.on_date, 'infinity', @partner, @partner_kind, @cohort, @programme, @programme_kind, @level, @country, @roster, p.row_no, @at, 'infinity'
        from plan p join staged s on s.row_no = p.row_no
        cross join lateral (values
          (s.new_fact, 'completed', case when p.result = 'completed' and p.state <> 'withdrawn' and @partners_word and p.completed_on is distinct from p.open_fact_on then p.completed_on end),
          (s.new_enrolled_fact, 'enrolled', case when p.state <> 'withdrawn' and p.enrolled_on is distinct from p.open_begun_on then p.enrolled_on end)) v(id, kind, on_date)
        where v.on_date is not null;

        create temp table planned_link (like person_link including defaults) on commit drop;
        insert into planned_link (record_id, person_id, known_from, known_to, why) select p.record_id, p.person_id, @at, 'infinity', 'new' from plan p where p.new_record;

        create temp table planned_trait (like trait including defaults) on commit drop;
        insert into planned_trait (person_id, nationality, audience, gender, birth_year, region, sector, known_from, known_to)
        select p.person_id, coalesce(s.nationality, t.nationality), coalesce(s.audience, t.audience), coalesce(s.gender, t.gender), coalesce(s.birth_year, t.birth_year),
          coalesce(s.region, t.region), coalesce(s.sector, t.sector), @at, 'infinity'
        from plan p join staged s on s.row_no = p.row_no left join trait t on t.person_id = p.person_id and t.known_to = 'infinity'
        where (coalesce(s.nationality, t.nationality), coalesce(s.audience, t.audience), coalesce(s.gender, t.gender), coalesce(s.birth_year, t.birth_year), coalesce(s.region, t.region), coalesce(s.sector, t.sector))
          is distinct from (t.nationality, t.audience, t.gender, t.birth_year, t.region, t.sector);

        create temp table planned_pair on commit drop as
        select least(p.doubt, p.record_id) as record_a, greatest(p.doubt, p.record_id) as record_b from plan p where p.doubt is not null and p.new_record;

        drop table if exists touched;
        create temp table touched on commit drop as
        select p.person_id as subject_id from plan p join planned_fact f on f.row_no = p.row_no
        union select person_id from closed_fact union select person_id from planned_trait
        union select p.person_id from plan p where p.doubt is not null;
        analyze closed_fact; analyze planned_fact; analyze planned_link; analyze planned_trait; analyze planned_pair; analyze touched;
        """;

    /// <summary>
    /// Planned rows stand beside the kept ones in unions that no index reaches, and the planner takes the union of a large roster for a few rows:
    /// a nested loop over it would read everybody once for each row. Hash joins read everybody once.
    /// </summary>
    public const string JoinByHash = "set local enable_nestloop = off";

    /// <summary>The planner may choose again.</summary>
    public const string JoinFreely = "set local enable_nestloop = on";

    /// <summary>Keeps the staged rows as the preview.</summary>
    public const string KeepRows = "insert into roster_row select * from staged";

    public const string CountStale = "select count(*)::int from stale";

    /// <summary>Rows whose people changed since the preview, or that match somebody else now: they go back to a decision.</summary>
    public const string FindStale =
        """
        drop table if exists stale;
        create temp table stale on commit drop as
        select s.row_no from staged s join roster_row r on r.roster_id = @roster and r.row_no = s.row_no
        where (r.record_id, r.enrolment_id, r.seen_revision, r.seen_enrolment, r.outcome) is distinct from (s.record_id, s.enrolment_id, s.seen_revision, s.seen_enrolment, s.outcome);
        """;

    public const string SetStaleAside =
        """
        update roster_row r set outcome = 'needs-decision',
          findings = r.findings || jsonb_build_array(jsonb_build_object('code', 'changed-since-preview', 'severity', 'warning', 'args', '[]'::jsonb))
        from stale x where r.roster_id = @roster and r.row_no = x.row_no;
        delete from plan p using stale x where x.row_no = p.row_no;
        delete from planned_change c using stale x where x.row_no = c.row_no;
        """;

    /// <summary>Forgets the preview, so that it can be made again.</summary>
    public const string ReplaceRows =
        """
        update roster_row r set outcome = s.outcome, findings = s.findings, record_id = s.record_id, enrolment_id = s.enrolment_id, seen_revision = s.seen_revision, seen_enrolment = s.seen_enrolment
        from staged s where r.roster_id = @roster and r.row_no = s.row_no
          and (r.outcome, r.record_id, r.enrolment_id, r.seen_revision, r.seen_enrolment) is distinct from (s.outcome, s.record_id, s.enrolment_id, s.seen_revision, s.seen_enrolment);
        """;

    /// <summary>Writes what was planned. The knowledge time of the planned rows is set to <c>@at</c> first: the moment is known only once the persons are locked.</summary>
    public const string Write =
        """
        insert into person (id, state, revision) select p.person_id, 'live', 1 from plan p where p.new_record;
        insert into person_record (id, source, partner_id, person_id, full_name, email, mobile, student_id, nationality, audience, gender, birth_year, birth_date, region, employer, sector, disability, state, revision)
        select p.record_id, 'partner', s.partner_id, p.person_id, s.full_name, s.email, s.mobile, s.student_id, s.nationality, s.audience, s.gender, s.birth_year, s.birth_date, s.region, s.employer, s.sector, s.disability, 'live', 1
        from plan p join staged s on s.row_no = p.row_no where p.new_record;
        update person_record r set full_name = coalesce(s.full_name, r.full_name), email = coalesce(s.email, r.email), mobile = coalesce(s.mobile, r.mobile), student_id = coalesce(s.student_id, r.student_id),
          nationality = coalesce(s.nationality, r.nationality), audience = coalesce(s.audience, r.audience), gender = coalesce(s.gender, r.gender), birth_year = coalesce(s.birth_year, r.birth_year),
          birth_date = coalesce(s.birth_date, r.birth_date), region = coalesce(s.region, r.region), employer = coalesce(s.employer, r.employer), sector = coalesce(s.sector, r.sector),
          disability = coalesce(s.disability, r.disability), revision = r.revision + 1
        from plan p join staged s on s.row_no = p.row_no
        where r.id = p.record_id and exists (select 1 from planned_change c where c.row_no = p.row_no and c.entity = 'record');
        delete from identifier i using plan p, planned_change c
        where i.record_id = p.record_id and c.row_no = p.row_no and c.entity = 'record' and i.kind = case c.field when 'email' then 'e-mail' when 'student_id' then 'student-id' end;
        insert into identifier (record_id, kind, scope_partner, value, strength)
        select p.record_id, v.kind, v.scope, v.value, v.strength from plan p join staged s on s.row_no = p.row_no
        cross join lateral (values ('student-id', s.partner_id, lower(s.student_id), 'strong'), ('e-mail', '00000000-0000-0000-0000-000000000000'::uuid, lower(s.email), 'medium')) v(kind, scope, value, strength)
        where v.value is not null and (p.new_record or exists (select 1 from planned_change c where c.row_no = p.row_no and c.field in ('email', 'student_id')))
        on conflict do nothing;
        insert into pair_decision (record_a, record_b, status, at) select record_a, record_b, 'open', @at from planned_pair on conflict do nothing;
        insert into person_link (record_id, person_id, known_from, known_to, why, decision_id) select record_id, person_id, @at, 'infinity', why, null from planned_link;
        update trait t set known_to = @at from planned_trait p where t.person_id = p.person_id and t.known_to = 'infinity';
        insert into trait (person_id, nationality, audience, gender, birth_year, region, sector, known_from, known_to)
        select person_id, nationality, audience, gender, birth_year, region, sector, @at, 'infinity' from planned_trait;
        insert into enrolment (id, cohort_id, partner_id, record_id, state, result, enrolled_on, completed_on, score, grade, certificate_no, revision)
        select p.enrolment_id, @cohort, @partner, p.record_id, p.state, p.result, p.enrolled_on, p.completed_on, p.score, p.grade, p.certificate_no, 1 from plan p where p.new_enrolment;
        update enrolment e set state = p.state, result = p.result, enrolled_on = p.enrolled_on, completed_on = p.completed_on, score = p.score, grade = p.grade, certificate_no = p.certificate_no, revision = e.revision + 1
        from plan p where e.id = p.enrolment_id and not p.new_enrolment and exists (select 1 from planned_change c where c.row_no = p.row_no and c.entity = 'enrolment');
        update cohort c set taken = c.taken + d.n from (
          select coalesce(sum((p.state = 'enrolled')::int - (coalesce(p.was_state, '') = 'enrolled')::int), 0)::int as n from plan p) d where c.id = @cohort and d.n <> 0;
        update fact f set known_to = @at, closed_by = @roster from closed_fact x where f.id = x.id and f.known_to = 'infinity';
        insert into fact (id, kind, source_id, record_id, subject_id, on_date, until_date, amount, currency, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, roster_id, row_no, known_from, known_to)
        select id, kind, source_id, record_id, subject_id, on_date, until_date, amount, currency, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, roster_id, row_no, @at, 'infinity' from planned_fact;
        insert into roster_change (roster_id, entity, entity_id, field, row_no, partner_id, was, became)
        select @roster, c.entity, c.entity_id, c.field, c.row_no, @partner, c.was, c.became from planned_change c
        union all select @roster, 'record', p.record_id, '', p.row_no, @partner, null, null from plan p where p.new_record
        union all select @roster, 'enrolment', p.enrolment_id, '', p.row_no, @partner, null, null from plan p where p.new_enrolment;
        """;

    public const string Digest =
        """
        select count(*), sha256(convert_to(coalesce(string_agg(concat_ws('|', entity, entity_id, field, was, became), E'\n' order by entity, entity_id, field), ''), 'UTF8'))
        from roster_change where roster_id = @roster
        """;

    public const string Outcomes = "select outcome, count(*) from roster_row where roster_id = @roster group by outcome";

    /// <summary>One apply at a time per partner and cohort; the cohort's row is locked first of all.</summary>
    public const string LockCohort =
        "select pg_advisory_xact_lock(hashtextextended(@partner::text || @cohort::text, 0)); select 1 from cohort where id = @cohort for update";
}

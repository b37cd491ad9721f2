namespace TalentPortal.Data.Rosters;

/// <summary>
/// Attendance in rosters: which session each row is for, and what it would make of the mark there. Marks are told as changes of
/// <c>attendance</c>, a new one as a change from nothing, so preview, report and undo treat them like every other value.
/// </summary>
internal static class RosterAttendanceSql
{
    /// <summary>
    /// Finds each row's session by its number, else by its day; a day without a session gets one. A row whose session cannot be told is refused.
    /// Expects <c>plan</c> and <c>refused</c>.
    /// </summary>
    public const string Sessions =
        $"""
        drop table if exists mark; drop table if exists planned_session;
        create temp table mark on commit drop as
        select s.row_no, p.cohort_id, p.enrolment_id, s.session_on, s.session_no, s.new_fact as seed, s.minutes,
          case when 'attendance' = any (s.cleared) then 'void' when s.attendance is not null then s.attendance when s.minutes = 0 then 'absent' else 'partial' end as mark, 'minutes' = any (s.cleared) as clears, null::uuid as session_id
        from staged s join plan p on p.row_no = s.row_no
        where exists (select 1 from plan) and (s.session_on is not null or s.session_no is not null) and (s.attendance is not null or s.minutes is not null or 'attendance' = any (s.cleared))
          and not exists (select 1 from refused r where r.row_no = s.row_no);

        create temp table planned_session on commit drop as
        select id, cohort_id, n, held_on, false as is_new from session where cohort_id in (select cohort_id from mark);
        insert into planned_session
        select distinct on (m.cohort_id, m.session_no) {SessionKey}, m.cohort_id, m.session_no, m.session_on, true
        from mark m where m.session_no is not null and m.session_on is not null and not exists (select 1 from planned_session o where o.cohort_id = m.cohort_id and o.n = m.session_no)
        order by m.cohort_id, m.session_no, m.row_no;
        insert into planned_session
        select {SessionKey}, m.cohort_id, coalesce((select max(o.n) from planned_session o where o.cohort_id = m.cohort_id), 0) + row_number() over (partition by m.cohort_id order by m.session_on)::int, m.session_on, true
        from (select distinct on (m.cohort_id, m.session_on) m.* from mark m where m.session_no is null and not exists (select 1 from planned_session o where o.cohort_id = m.cohort_id and o.held_on = m.session_on)
              order by m.cohort_id, m.session_on, m.row_no) m;

        update mark m set session_id = o.id from planned_session o where o.cohort_id = m.cohort_id and o.n = m.session_no;
        update mark m set session_id = o.id from planned_session o where o.cohort_id = m.cohort_id and m.session_no is null and o.held_on = m.session_on;

        insert into refused select m.row_no, 'session-unknown', 'session', jsonb_build_array(m.session_no::text) from mark m where m.session_id is null;
        insert into refused select m.row_no, 'session-other-day', 'session', jsonb_build_array(m.session_no::text, o.held_on::text, m.session_on::text)
        from mark m join planned_session o on o.id = m.session_id where m.session_no is not null and o.held_on <> m.session_on;
        insert into refused select m.row_no, 'session-ambiguous', 'session', jsonb_build_array(m.session_on::text)
        from mark m where m.session_no is null and (select count(*) from planned_session o where o.cohort_id = m.cohort_id and o.held_on = m.session_on) > 1;
        insert into said select m.row_no, jsonb_build_object('code', 'session-outside-cohort', 'column', 'session', 'severity', 'warning', 'args', jsonb_build_array(o.held_on::text, g.starts_on::text, g.ends_on::text), 'late', true)
        from mark m join planned_session o on o.id = m.session_id join ground g on g.cohort_id = m.cohort_id where o.held_on not between g.starts_on and g.ends_on;
        """;

    /// <summary>
    /// Refuses rows (<c>refused</c>) and gives what they led to the next row of the same person or enrolment, so that nobody is lost because
    /// another row cannot be used.
    /// </summary>
    public const string Refuse =
        """
        insert into said select row_no, jsonb_build_object('code', code, 'column', "column", 'severity', 'error', 'args', args, 'late', true) from refused;
        update plan p set lead = n.row_no, new_record = n.new_record and p.row_no = n.row_no, new_person = n.new_person and p.row_no = n.row_no
        from (select l.row_no as lead, l.new_record, l.new_person, min(f.row_no) as row_no from refused r join plan l on l.row_no = r.row_no and l.lead = l.row_no
              join plan f on f.lead = l.row_no and not exists (select 1 from refused o where o.row_no = f.row_no) group by l.row_no, l.new_record, l.new_person) n
        where p.lead = n.lead and not exists (select 1 from refused o where o.row_no = p.row_no);
        update plan p set place = n.row_no, new_enrolment = n.new_enrolment and p.row_no = n.row_no, outcome = case when n.new_enrolment and p.row_no = n.row_no then 'create' else p.outcome end
        from (select l.row_no as place, l.new_enrolment, min(f.row_no) as row_no from refused r join plan l on l.row_no = r.row_no and l.place = l.row_no
              join plan f on f.place = l.row_no and not exists (select 1 from refused o where o.row_no = f.row_no) group by l.row_no, l.new_enrolment) n
        where p.place = n.place and not exists (select 1 from refused o where o.row_no = p.row_no);
        delete from plan p using refused r where r.row_no = p.row_no;
        delete from mark m using refused r where r.row_no = m.row_no;
        """;

    /// <summary>What the marks would become. One that somebody made by hand is kept, and the row says so; of two rows for one session the first is heard.</summary>
    public const string Marks =
        $"""
        drop table if exists planned_mark;
        create temp table planned_mark on commit drop as
        select m.row_no, coalesce(a.id, {MarkKey}) as id, a.id is null as is_new, m.session_id, m.enrolment_id, m.cohort_id, o.held_on, a.mark as was, a.minutes as was_minutes, m.mark, w.minutes,
          f.id as open_fact, a.id is not null and a.roster_id is null and not @overrides and (m.mark, w.minutes) is distinct from (a.mark, a.minutes) as kept,
          min(m.row_no) over (partition by m.enrolment_id, m.session_id) as first_row, m.seed
        from mark m join planned_session o on o.id = m.session_id
        left join attendance a on a.enrolment_id = m.enrolment_id and a.session_id = m.session_id
        cross join lateral (select case when m.minutes is null and m.mark = a.mark and not m.clears then a.minutes else m.minutes end as minutes) w
        left join fact f on f.kind = 'attended' and f.source_id = a.id and f.known_to = 'infinity';

        insert into said select row_no, jsonb_build_object('code', 'duplicate-of-row', 'severity', 'warning', 'args', jsonb_build_array(first_row), 'late', true) from planned_mark where first_row < row_no;
        insert into said select row_no, jsonb_build_object('code', 'protected-kept', 'column', 'attendance', 'severity', 'warning', 'args', jsonb_build_array(was, mark, 'manager'), 'late', true) from planned_mark where kept;
        update plan p set outcome = 'conflict' from planned_mark k where k.row_no = p.row_no and k.kept;
        delete from planned_mark where kept or first_row < row_no or (was, was_minutes) is not distinct from (mark, minutes) or is_new and mark = 'void';

        insert into planned_change (row_no, entity, entity_id, field, was, became)
        select k.row_no, 'attendance', k.id, v.field, v.was, v.became
        from planned_mark k cross join lateral (values ('attendance', k.was, k.mark), ('minutes', k.was_minutes::text, k.minutes::text)) v(field, was, became) where v.was is distinct from v.became;
        update plan p set outcome = 'update' from planned_mark k where k.row_no = p.row_no and p.outcome = 'unchanged';
        analyze planned_mark;
        """;

    /// <summary>Facts that marks would close, in the shape of <c>closed_fact</c>, and begin.</summary>
    public const string Facts =
        $"""
        insert into closed_fact select k.open_fact, p.person_id from planned_mark k join plan p on p.row_no = k.row_no where k.open_fact is not null and k.mark not in {Attended};
        insert into planned_fact (id, kind, source_id, record_id, on_date, until_date, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, funder, roster_id, row_no, known_from, known_to)
        select {FactKey}, 'attended', k.id, p.record_id, k.held_on, 'infinity', @partner, @partner_kind, p.cohort_id, g.programme_id, g.programme_kind, g.level, g.country, g.funder, @roster, p.row_no, @at, 'infinity'
        from planned_mark k join plan p on p.row_no = k.row_no join ground g on g.cohort_id = p.cohort_id where k.open_fact is null and k.held_on is not null and k.mark in {Attended};
        """;

    /// <summary>Writes sessions and marks. An enrolment that stood before gets a new revision, so an undo of what created it sees that somebody built on it.</summary>
    public const string Write =
        """
        insert into session (id, cohort_id, n, held_on, revision) select o.id, o.cohort_id, o.n, o.held_on, 1 from planned_session o where o.is_new and exists (select 1 from planned_mark k where k.session_id = o.id);
        insert into attendance (id, partner_id, cohort_id, session_id, enrolment_id, mark, minutes, roster_id, revision)
        select k.id, @partner, k.cohort_id, k.session_id, k.enrolment_id, k.mark, k.minutes, @roster, 1 from planned_mark k where k.is_new;
        update attendance a set mark = k.mark, minutes = k.minutes, roster_id = @roster, revision = a.revision + 1 from planned_mark k where a.id = k.id and not k.is_new;
        update enrolment e set revision = e.revision + 1 where e.id in (select k.enrolment_id from planned_mark k) and not exists (select 1 from plan p where p.enrolment_id = e.id and p.new_enrolment);
        """;

    /// <summary>Marks by which somebody was there.</summary>
    private const string Attended = "('present', 'partial', 'make-up')";

    // Keys follow from the row's own, so planning again gives the same ones; the first bits stay those of its time.
    private const string SessionKey = "(left(m.seed::text, 15) || substr(md5(m.seed::text || 'session')::uuid::text, 16))::uuid";

    private const string MarkKey = "(left(m.seed::text, 15) || substr(md5(m.seed::text || 'mark')::uuid::text, 16))::uuid";

    private const string FactKey = "(left(k.seed::text, 15) || substr(md5(k.seed::text || 'attended')::uuid::text, 16))::uuid";
}

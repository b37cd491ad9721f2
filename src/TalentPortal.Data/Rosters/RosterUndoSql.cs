namespace TalentPortal.Data.Rosters;

/// <summary>
/// Taking back what a roster wrote, value by value: a value nobody changed since goes back to what it was, any other one is left alone and named.
/// </summary>
internal static class RosterUndoSql
{
    /// <summary>Finds what can be put back (<c>undo_change</c>), what was created (<c>undo_record</c>, <c>undo_enrolment</c>), and whom it concerns (<c>touched</c>).</summary>
    public const string Find =
        """
        drop table if exists undo_record; drop table if exists undo_enrolment; drop table if exists undo_change; drop table if exists touched;
        create temp table undo_enrolment on commit drop as
        select e.id, e.record_id, e.cohort_id, e.state, s.row_no, e.revision = 1 as untouched
        from roster_row s join enrolment e on e.id = s.new_enrolment and e.roster_id = @roster and e.state <> 'left' where s.roster_id = @roster and s.in_file;
        create temp table undo_record on commit drop as
        select r.id, r.person_id, s.row_no, r.revision = 1
            and not exists (select 1 from enrolment e where e.record_id = r.id and e.state <> 'left' and (e.roster_id is distinct from @roster or e.revision > 1))
            and not exists (select 1 from fact f where f.record_id = r.id and f.known_to = 'infinity' and f.roster_id is distinct from @roster) as untouched
        from roster_row s join person_record r on r.id = s.new_record and r.state = 'live' where s.roster_id = @roster and s.in_file;
        analyze undo_record; analyze undo_enrolment;

        create temp table undo_change on commit drop as
        select c.entity, c.entity_id, c.field, c.row_no, c.was, c.became, now.value is not distinct from c.became and coalesce(r.held ->> c.field, '') not in ('learner', 'manager')
            and not (c.field = 'student_id' and c.was is not null and exists (select 1 from person_record o where o.partner_id = @partner and o.student_key = lower(c.was) and o.state = 'live' and o.id <> r.id
              and not exists (select 1 from undo_record u where u.id = o.id and u.untouched))) as restorable
        from roster_change c
        left join person_record r on c.entity = 'record' and r.id = c.entity_id
        left join enrolment e on c.entity = 'enrolment' and e.id = c.entity_id
        left join attendance a on c.entity = 'attendance' and a.id = c.entity_id
        cross join lateral (select case c.entity
          when 'record' then case c.field when 'full_name' then r.full_name when 'student_id' then r.student_id when 'email' then r.email when 'mobile' then r.mobile when 'nationality' then r.nationality
            when 'state' then r.region when 'gender' then r.gender when 'birth_date' then r.birth_date::text when 'birth_year' then r.birth_year::text when 'audience' then r.audience
            when 'employer' then r.employer when 'sector' then r.sector when 'disability' then r.disability when 'national_id' then r.national_key end
          when 'attendance' then case c.field when 'attendance' then a.mark when 'minutes' then a.minutes::text end
          else case c.field when 'state' then e.state when 'result' then e.result when 'enrolled_on' then e.enrolled_on::text when 'completed_on' then e.completed_on::text
            when 'score' then e.score::text when 'grade' then e.grade when 'certificate_no' then e.certificate_no end end as value) now
        where c.roster_id = @roster and c.undone is distinct from true and c.field <> 'created';
        update undo_change c set restorable = false from undo_change o -- what makes one fact goes back together or not at all
        where c.entity = 'enrolment' and o.entity = 'enrolment' and o.entity_id = c.entity_id and not o.restorable
          and c.field in ('state', 'result', 'enrolled_on', 'completed_on', 'certificate_no') and o.field in ('state', 'result', 'enrolled_on', 'completed_on', 'certificate_no');
        update undo_change c set restorable = false from undo_change o where c.entity = 'attendance' and o.entity = 'attendance' and o.entity_id = c.entity_id and not o.restorable;
        analyze undo_change;

        create temp table touched on commit drop as
        select r.person_id as subject_id from person_record r where r.id in (
          select id from undo_record union select record_id from undo_enrolment union select entity_id from undo_change where entity = 'record'
          union select e.record_id from undo_change c join enrolment e on e.id = c.entity_id where c.entity = 'enrolment'
          union select e.record_id from undo_change c join attendance a on a.id = c.entity_id join enrolment e on e.id = a.enrolment_id where c.entity = 'attendance')
        group by 1;
        analyze touched;
        """;

    /// <summary>How many facts the roster had closed that are to be opened again, for as many new keys.</summary>
    public const string FindClosedFacts =
        """
        drop table if exists undo_fact;
        create temp table undo_fact on commit drop as
        select distinct on (f.kind, f.source_id) f.id, row_number() over (order by f.id) as n from fact f join undo_change c on c.entity_id = f.source_id and c.restorable
          and (c.entity, c.field) in (('enrolment', 'state'), ('enrolment', 'result'), ('enrolment', 'enrolled_on'), ('enrolment', 'completed_on'), ('enrolment', 'certificate_no'), ('attendance', 'attendance'))
        where f.closed_by = @roster and f.roster_id is distinct from @roster and f.known_to <> 'infinity'
        order by f.kind, f.source_id, f.known_to desc;
        select coalesce(max(n), 0)::int from undo_fact
        """;

    public const string Write =
        """
        update fact f set known_to = @at, closed_by = @roster where f.roster_id = @roster and f.known_to = 'infinity' and f.source_id in (
          select id from undo_enrolment where untouched
          union select entity_id from undo_change where entity = 'enrolment' and restorable and field in ('state', 'result', 'enrolled_on', 'completed_on', 'certificate_no')
          union select entity_id from undo_change where entity = 'attendance' and restorable and field = 'attendance');
        insert into fact (id, kind, source_id, record_id, subject_id, on_date, until_date, amount, currency, partner_id, partner_kind, cohort_id, programme_id, programme_kind, level, country, funder, commitment_id, first_known, roster_id, row_no, known_from, known_to)
        select i.id, f.kind, f.source_id, f.record_id, f.subject_id, f.on_date, f.until_date, f.amount, f.currency, f.partner_id, f.partner_kind, f.cohort_id, f.programme_id, f.programme_kind, f.level, f.country, f.funder, f.commitment_id, coalesce(f.first_known, f.known_from), f.roster_id, f.row_no, @at, 'infinity'
        from undo_fact x join fact f on f.id = x.id join unnest(@ids) with ordinality i(id, n) on i.n = x.n
        where not exists (select 1 from fact o where o.kind = f.kind and o.source_id = f.source_id and o.known_to = 'infinity');

        update cohort c set taken = c.taken + d.n from (
          select cohort_id, sum(n)::int as n from (
            select cohort_id, -(state = 'enrolled')::int as n from undo_enrolment where untouched
            union all select e.cohort_id, (c.was = 'enrolled')::int - (e.state = 'enrolled')::int from undo_change c join enrolment e on e.id = c.entity_id where c.entity = 'enrolment' and c.field = 'state' and c.restorable) x
          group by cohort_id) d where c.id = d.cohort_id and d.n <> 0;
        update enrolment e set state = 'left', result = 'none', revision = e.revision + 1 from undo_enrolment u where u.id = e.id and u.untouched;
        with back as (select entity_id, jsonb_object_agg(field, was) as v from undo_change where entity = 'enrolment' and restorable group by entity_id)
        update enrolment e set state = case when b.v ? 'state' then b.v ->> 'state' else e.state end, result = case when b.v ? 'result' then b.v ->> 'result' else e.result end,
          enrolled_on = case when b.v ? 'enrolled_on' then (b.v ->> 'enrolled_on')::date else e.enrolled_on end, completed_on = case when b.v ? 'completed_on' then (b.v ->> 'completed_on')::date else e.completed_on end,
          score = case when b.v ? 'score' then (b.v ->> 'score')::numeric else e.score end, grade = case when b.v ? 'grade' then b.v ->> 'grade' else e.grade end,
          certificate_no = case when b.v ? 'certificate_no' then b.v ->> 'certificate_no' else e.certificate_no end, revision = e.revision + 1
        from back b where e.id = b.entity_id;
        with back as (select entity_id, jsonb_object_agg(field, was) as v from undo_change where entity = 'attendance' and restorable group by entity_id)
        update attendance a set mark = case when b.v ? 'attendance' then coalesce(b.v ->> 'attendance', 'void') else a.mark end, minutes = case when b.v ? 'minutes' then (b.v ->> 'minutes')::int else a.minutes end, revision = a.revision + 1
        from back b where a.id = b.entity_id;
        update enrolment e set revision = e.revision + 1 where e.id in (select a.enrolment_id from undo_change c join attendance a on a.id = c.entity_id where c.entity = 'attendance' and c.restorable);

        update person_record r set state = 'retired', revision = r.revision + 1 from undo_record u where u.id = r.id and u.untouched;
        update person_link l set known_to = @at from undo_record u where u.id = l.record_id and u.untouched and l.known_to = 'infinity';
        update person p set state = 'retired', revision = p.revision + 1 from undo_record u where p.id = u.person_id and u.untouched and not exists (select 1 from person_record r where r.person_id = p.id and r.state = 'live');
        with back as (select entity_id, jsonb_object_agg(field, was) as v from undo_change where entity = 'record' and restorable group by entity_id)
        update person_record r set full_name = coalesce(b.v ->> 'full_name', r.full_name), student_id = case when b.v ? 'student_id' then b.v ->> 'student_id' else r.student_id end,
          student_key = case when b.v ? 'student_id' then lower(b.v ->> 'student_id') else r.student_key end,
          email = case when b.v ? 'email' then b.v ->> 'email' else r.email end, mobile = case when b.v ? 'mobile' then b.v ->> 'mobile' else r.mobile end,
          nationality = case when b.v ? 'nationality' then b.v ->> 'nationality' else r.nationality end, region = case when b.v ? 'state' then b.v ->> 'state' else r.region end,
          gender = case when b.v ? 'gender' then b.v ->> 'gender' else r.gender end, birth_date = case when b.v ? 'birth_date' then (b.v ->> 'birth_date')::date else r.birth_date end,
          birth_year = case when b.v ? 'birth_year' then (b.v ->> 'birth_year')::int else r.birth_year end, audience = case when b.v ? 'audience' then b.v ->> 'audience' else r.audience end,
          employer = case when b.v ? 'employer' then b.v ->> 'employer' else r.employer end, sector = case when b.v ? 'sector' then b.v ->> 'sector' else r.sector end,
          disability = case when b.v ? 'disability' then b.v ->> 'disability' else r.disability end, national_key = case when b.v ? 'national_id' then b.v ->> 'national_id' else r.national_key end, revision = r.revision + 1
        from back b where r.id = b.entity_id;

        update roster_change c set undone = u.restorable from undo_change u where c.roster_id = @roster and (c.entity, c.entity_id, c.field) = (u.entity, u.entity_id, u.field);
        insert into roster_change (roster_id, entity, entity_id, field, row_no, partner_id, was, became, undone)
        select @roster, 'record', id, 'created', row_no, @partner, null, null, untouched from undo_record where not untouched
        union all select @roster, 'enrolment', id, 'created', row_no, @partner, null, null, untouched from undo_enrolment where not untouched
        on conflict do nothing;
        """;

    /// <summary>Records whose identifying values went back: their keys follow.</summary>
    public const string ToRekey =
        """
        select r.id, r.full_name, r.email, r.mobile, p.country from person_record r join partner p on p.id = r.partner_id
        where r.id in (select entity_id from undo_change where entity = 'record' and restorable and field in ('full_name', 'email', 'mobile'))
        """;

    public const string Rekey =
        """
        update person_record r set name_key = k.name_key, name_word = k.name_word, email_key = k.email_key, mobile_key = k.mobile_key
        from unnest(@records, @name_keys, @name_words, @email_keys, @mobile_keys) k(id, name_key, name_word, email_key, mobile_key) where r.id = k.id
        """;

    public const string Conflicts = "select count(*)::int from roster_change where roster_id = @roster and undone = false";

    public const string Digest =
        """
        select count(*), sha256(convert_to(coalesce(string_agg(x.line, E'\n' order by x.line), ''), 'UTF8'))
        from (select concat_ws('|', entity, entity_id, field, was, became, undone) collate "C" as line from roster_change where roster_id = @roster) x
        """;
}

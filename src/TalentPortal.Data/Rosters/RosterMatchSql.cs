namespace TalentPortal.Data.Rosters;

/// <summary>
/// Staging a roster's rows and finding out whom each is about. The rows stand in the temporary table <c>staged</c>, of the shape of
/// <c>roster_row</c>, and are not changed any more; what is found of them stands in narrow tables beside it.
/// </summary>
internal static class RosterMatchSql
{
    public const string CreateStaged =
        """
        set local work_mem = '64MB'; -- one transaction at a time, over all rows of a file
        set local max_parallel_workers_per_gather = 0; -- nobody waits at a page for a file, but people do wait for processors
        set local default_statistics_target = 10; -- of tables that live for this transaction a coarse idea is enough
        drop table if exists staged; drop table if exists said; drop table if exists verdict; drop table if exists doubt;
        create temp table staged (like roster_row including defaults) on commit drop;
        create temp table said (row_no int, finding jsonb) on commit drop;
        create temp table verdict (row_no int, record_id uuid, person_id uuid, why text) on commit drop;
        create temp table doubt (row_no int, record_id uuid, id uuid, score int, reasons text[]) on commit drop;
        """;

    /// <summary>Stages the kept rows once more, without what the last matching said of them.</summary>
    public const string StageAgain =
        $"""
        {CreateStaged}
        insert into staged select * from roster_row where roster_id = @roster and in_file and outcome <> 'error';
        update staged s set outcome = null, record_id = null, enrolment_id = null, person_id = null, seen_revision = null, seen_enrolment = null,
          findings = case when s.findings = '[]' then s.findings else coalesce((select jsonb_agg(f order by n) from jsonb_array_elements(s.findings) with ordinality e(f, n) where not f ? 'late'), '[]') end;
        """;

    /// <summary>What reading a file gives of each row.</summary>
    public static readonly string[] StagedColumns =
    [
        "roster_id", "row_no", "partner_id", "cells", "outcome", "findings", "student_id", "email", "full_name", "mobile", "nationality", "region", "gender", "birth_date", "birth_year",
        "audience", "employer", "sector", "disability", "enrolled_on", "status", "completed_on", "score", "grade", "certificate_no", "cohort_id", "cohort_text", "row_key", "cleared", "session_on", "session_no",
        "attendance", "minutes", "student_key", "email_key", "mobile_key", "name_key", "name_word", "national_id_hash", "new_person", "new_record", "new_enrolment", "new_fact", "new_enrolled_fact", "in_file",
    ];

    public static readonly string CopyIn = $"copy staged ({string.Join(", ", StagedColumns)}) from stdin (format binary)";

    /// <summary>
    /// The record each row is about by what is certain inside the partner: the key of a downloaded register, else the student id.
    /// </summary>
    /// <remarks>Where <c>@all_quiet</c>, every row was found by its student id alone and says nothing new: nothing is left to ask.</remarks>
    public const string MatchCertain =
        """
        analyze staged (row_no, cohort_id, student_key);
        drop table if exists keyed;
        create temp table keyed on commit drop as
        select s.row_no, s.student_key collate "C" as sid, s.email_key collate "C" as mail from staged s where s.outcome is null and not @all_quiet;
        analyze keyed;
        drop table if exists matched;
        create temp table matched on commit drop as
        select s.row_no, s.cohort_id, concat(s.session_no, case when s.session_no is null then s.session_on end) as session, s.name_key,
          s.row_no as lead,
          coalesce(by_key.record_id, q.record_id, by_id.id) as record_id, by_key.record_id is null and coalesce(q.record_id, by_id.id) is not null as by_student_id,
          by_key.record_id <> by_id.id as torn, s.row_key is not null and by_key.id is null as lost_key, s.new_record, s.new_person, s.new_enrolment, s.row_no as place
        from keyed k
        join staged s on s.row_no = k.row_no
        left join lateral (select e.id, e.record_id from enrolment e where s.row_key is not null and e.id = s.row_key::uuid and e.partner_id = @partner and e.cohort_id = s.cohort_id
          offset 0) by_key on true -- looked up one by one, so that files without row keys, nearly all, do not read the partner's enrolments
        left join quiet q on q.row_no = k.row_no
        left join lateral (select r.id from person_record r where q.row_no is null and r.partner_id = @partner and r.student_key = s.student_key and r.state = 'live' offset 0) by_id on true;
        alter table matched add primary key (row_no);
        analyze matched;
        insert into said select row_no, jsonb_build_object('code', 'row-key-unknown', 'column', 'row_key', 'severity', 'error', 'args', '[]'::jsonb, 'late', true) from matched where lost_key;
        insert into said select row_no, jsonb_build_object('code', 'id-of-another', 'column', 'student_id', 'severity', 'error', 'args', '[]'::jsonb, 'late', true) from matched where torn;
        insert into said select k.row_no, jsonb_build_object('code', 'address-of-many', 'column', 'email', 'severity', 'error', 'args', jsonb_build_array(n.rows), 'late', true)
        from keyed k join (select mail, count(*) as rows from keyed where mail is not null group by mail having count(*) > @most_of_address) n on n.mail = k.mail join matched m on m.row_no = k.row_no
        where k.sid is null and m.record_id is null and not m.lost_key;
        update matched m set lost_key = true from said f where f.row_no = m.row_no and f.finding ->> 'code' = 'address-of-many';
        update matched set record_id = null where lost_key;
        delete from keyed k using matched m where m.row_no = k.row_no and (m.lost_key or m.torn); -- an unusable row speaks for nobody
        """;

    /// <summary>Rows of one file that name the same student id are about one person: the first of them leads, or the first whose record is known by its key.</summary>
    public const string Spread =
        """
        update matched m set lead = f.lead from (
          select k.row_no, first_value(k.row_no) over (partition by k.sid order by m.record_id is null, k.row_no) as lead from keyed k join matched m on m.row_no = k.row_no
          where k.sid in (select sid from keyed where sid is not null group by sid having count(*) > 1)) f
        where f.row_no = m.row_no and f.lead <> m.lead
        """;

    /// <summary>Whether the record of any row is not known; and what finding it out looks up again and again.</summary>
    public const string IsAnyUnknown = "select exists (select 1 from matched where record_id is null)";

    public const string IndexMatched = "create index on matched (record_id) where record_id is not null";

    // An index is used only under its own collation: what is kept under "C", to be grouped quickly, is compared with columns under the default one.

    /// <summary>The addresses that may tell whose a row or a record is: those of several rows, one of them without an id, and those of records for rows whose record is not known.</summary>
    public const string Addressed =
        """
        drop table if exists addressed;
        create temp table addressed on commit drop as
        select k.mail from keyed k join matched m on m.row_no = k.row_no where k.mail is not null group by k.mail
        having count(*) > 1 and bool_or(k.sid is null and m.record_id is null)
          or bool_or(m.record_id is null) and exists (select 1 from person_record r where r.email_key = k.mail collate "default" and r.partner_id = @partner and r.state = 'live' offset 0);
        analyze addressed;
        """;

    /// <summary>Their rows, each with who it names for certain.</summary>
    public const string AddressedRows =
        """
        select k.row_no, m.lead, k.mail, coalesce(k.sid, r.student_key, r.id::text), m.record_id, s.full_name, s.birth_date
        from addressed a join keyed k on k.mail = a.mail join matched m on m.row_no = k.row_no join staged s on s.row_no = k.row_no left join person_record r on r.id = m.record_id
        order by k.row_no
        """;

    /// <summary>Their records. What the file says for certain of a record is taken for said: so it looks the same when the file comes again.</summary>
    public const string AddressedRecords =
        """
        select r.id, r.person_id, a.mail, coalesce(s.student_key, r.student_key, case when m.row_no is not null then r.id::text end), m.row_no, coalesce(s.full_name, r.full_name),
          case when 'birth_date' = any (s.cleared) then null else coalesce(s.birth_date, r.birth_date) end
        from addressed a
        cross join lateral (select r.* from person_record r where r.email_key = a.mail collate "default" and r.partner_id = @partner and r.state = 'live' offset 0) r -- one by one: of a table just filled the planner knows nothing
        left join lateral (select m.row_no from matched m where m.record_id = r.id and m.lead = m.row_no order by m.row_no limit 1) m on true
        left join staged s on s.row_no = m.row_no
        where case when 'email' = any (s.cleared) then false else coalesce(s.email_key, r.email_key) = a.mail end
        order by r.id
        """;

    /// <summary>Takes over what addresses told.</summary>
    public const string TakeAddresses =
        """
        update matched m set lead = x.lead from unnest(@followers, @leads) x(row_no, lead) where x.row_no = m.row_no;
        update matched m set record_id = x.record_id from unnest(@takers, @records) x(row_no, record_id) where x.row_no = m.row_no;
        """;

    /// <summary>Rows that nothing certain names, each once for its person, with what may name it.</summary>
    public const string Unknown =
        """
        drop table if exists unknown;
        create temp table unknown on commit drop as
        select s.row_no, s.email_key, s.mobile_key, s.national_id_hash, s.name_key, s.name_word, s.birth_date
        from matched m join staged s on s.row_no = m.row_no
        where m.record_id is null and m.row_no = m.lead and not m.lost_key;
        analyze unknown;
        """;

    /// <summary>
    /// Who the unknown rows may be: at most ten records for each e-mail, mobile and national hash, thirty for a name with its date of birth. A key that more share says little.
    /// </summary>
    public const string Candidates =
        """
        with found as (
          select u.row_no, r.id from unknown u cross join lateral (select id from person_record r where r.email_key = u.email_key and r.state = 'live' limit 10) r where u.email_key is not null
          union select u.row_no, r.id from unknown u cross join lateral (select id from person_record r where r.mobile_key = u.mobile_key and r.state = 'live' limit 10) r where u.mobile_key is not null
          union select u.row_no, r.id from unknown u cross join lateral (select id from person_record r where r.national_key = u.national_id_hash and r.state = 'live' limit 10) r where u.national_id_hash is not null
          union select u.row_no, r.id from unknown u cross join lateral (select id from person_record r where r.birth_date = u.birth_date and r.name_key = u.name_key and r.state = 'live' limit 30) r
            where u.name_key is not null and u.birth_date is not null
          union select u.row_no, r.id from unknown u cross join lateral (select id from person_record r where r.birth_date = u.birth_date and r.name_word = u.name_word and r.state = 'live' limit 30) r
            where u.name_word is not null and u.birth_date is not null
        )
        select f.row_no, r.id, r.person_id, r.partner_id, r.full_name, r.student_key, r.email_key, r.mobile_key, r.birth_date, r.birth_year, r.gender, r.national_key,
          m.taken is not null as taken
        from found f join person_record r on r.id = f.id left join lateral (select true as taken from matched m where m.record_id = r.id limit 1) m on true order by f.row_no, r.id
        """;

    /// <summary>Unknown rows of the same file that share such a key, where two to ten do. Keys are told apart by 64 bits of their hash: whoever judges the pair sees the values.</summary>
    public const string InnerCandidates =
        """
        with k as materialized (
          select row_no, hashtextextended(email_key, 1) as key from unknown where email_key is not null
          union all select row_no, hashtextextended(mobile_key, 2) from unknown where mobile_key is not null
          union all select row_no, hashtextextended(name_key, 4 * (birth_date - date '0001-01-01') + 3) from unknown where name_key is not null and birth_date is not null
          union all select row_no, hashtextextended(name_word, 4 * (birth_date - date '0001-01-01') + 4) from unknown where name_word is not null and birth_date is not null
        ), g as materialized (select key from k group by key having count(*) between 2 and 10
        ), alike as materialized (select k.row_no, k.key from g join k on k.key = g.key)
        select distinct a.row_no, b.row_no from alike a join alike b on b.key = a.key and b.row_no < a.row_no order by 1, 2
        """;

    /// <summary>What rows say of themselves, for judging: the rows named.</summary>
    public const string Identities =
        """
        select s.row_no, s.new_record, s.new_person, s.full_name, s.student_key, s.email_key, s.mobile_key, s.birth_date, s.birth_year, s.gender, s.national_id_hash
        from staged s where s.row_no = any (@rows)
        """;

    public const string CopyVerdicts = "copy verdict (row_no, record_id, person_id, why) from stdin (format binary)";

    public const string CopyDoubts = "copy doubt (row_no, record_id, id, score, reasons) from stdin (format binary)";

    /// <summary>Takes the verdicts over, gives rows about one person one leader, and finds duplicates: the same person twice in one cohort and session.</summary>
    public const string Settle =
        """
        update matched m set record_id = v.record_id from verdict v where v.row_no = m.lead and m.record_id is null and v.record_id is not null;
        update matched m set record_id = l.record_id from matched l where l.row_no = m.lead and m.record_id is null and l.record_id is not null;
        update matched m set lead = x.lead from (select record_id, min(lead) as lead from matched where record_id is not null and torn is not true group by record_id having min(lead) < max(lead)) x
        where m.record_id = x.record_id and m.torn is not true;
        update matched m set new_record = l.new_record, new_person = l.new_person from matched l where l.row_no = m.lead and m.lead <> m.row_no;

        drop table if exists repeated; drop table if exists grouped;
        create temp table grouped on commit drop as -- rows of people of whom the file has several
        select m.row_no from matched m where m.lead in (select lead from matched where lead <> row_no);
        analyze grouped;
        create temp table repeated on commit drop as
        select row_no, first_row, name_key is distinct from first_name as other_name
        from (select row_no, lead, name_key, first_value(row_no) over w as first_row, first_value(name_key) over w as first_name
              from matched m where m.row_no in (select row_no from grouped)
              window w as (partition by lead, cohort_id, session order by row_no <> lead, row_no)) d -- the leading row is never a repetition
        where first_row <> row_no;
        analyze repeated; analyze verdict; -- as a rule nothing is in them, and the planner would not think so
        delete from matched m using repeated d where d.row_no = m.row_no;
        insert into said select row_no, jsonb_build_object('code', case when other_name then 'duplicate-other-name' else 'duplicate-of-row' end, 'severity', 'warning', 'args', jsonb_build_array(first_row), 'late', true) from repeated;
        update matched m set place = x.place, new_enrolment = p.new_enrolment
        from (select m.row_no, first_value(m.row_no) over (partition by m.lead, m.cohort_id order by s.status is null, m.row_no) as place
              from grouped o join matched m on m.row_no = o.row_no join staged s on s.row_no = m.row_no) x join matched p on p.row_no = x.place
        where x.row_no = m.row_no and x.place <> m.row_no;
        """;
}

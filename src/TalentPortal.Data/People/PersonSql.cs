namespace TalentPortal.Data.People;

/// <summary>Correcting one record, and what pages about people ask that no query language says well.</summary>
internal static class PersonSql
{
    /// <summary>Writes corrected values over a record that is still as it was seen. Where somebody holds the changed values from now on, rosters keep away from them.</summary>
    public const string Correct =
        """
        update person_record set full_name = @full_name, student_id = @student_id, email = @email, mobile = @mobile, nationality = @nationality, region = @state, gender = @gender,
          birth_date = @birth_date, birth_year = @birth_year, audience = @audience, employer = @employer, sector = @sector, disability = @disability,
          student_key = @student_key, email_key = @email_key, mobile_key = @mobile_key, name_key = @name_key, name_word = @name_word,
          held = case when @holder is null then held else coalesce(held, '{}') || (select jsonb_object_agg(f, @holder) from unnest(@fields) f) end, revision = revision + 1
        where id = @id and person_id = @person and revision = @revision and state = 'live'
        """;

    /// <summary>Of the pairs suggested for exactly these reasons and answered by somebody: how many were one person, and how many there are.</summary>
    public const string AnsweredAlike =
        """
        select count(*) filter (where status = 'same')::int, count(*)::int from pair_decision where status in ('same', 'different') and decided_at is not null and reasons = @reasons
        """;

    /// <summary>How many other persons use a value: of an e-mail and of a mobile.</summary>
    public const string SharedBy =
        """
        select (select count(distinct person_id)::int from person_record where email_key = @email and state = 'live' and not person_id = any (@persons)),
          (select count(distinct person_id)::int from person_record where mobile_key = @mobile and state = 'live' and not person_id = any (@persons))
        """;

    /// <summary>
    /// Whom a record of <c>@person</c> may be about: at most ten records for each e-mail and mobile, thirty for a name with its date of birth; and whether somebody asked about the two persons before.
    /// </summary>
    public const string Suspects =
        """
        with found as (
          (select id from person_record where email_key = @email_key and state = 'live' and person_id <> @person limit 10)
          union (select id from person_record where mobile_key = @mobile_key and state = 'live' and person_id <> @person limit 10)
          union (select id from person_record where birth_date = @birth_date and name_key = @name_key and state = 'live' and person_id <> @person limit 30)
          union (select id from person_record where birth_date = @birth_date and name_word = @name_word and state = 'live' and person_id <> @person limit 30)
        )
        select r.id, r.person_id, r.partner_id, r.full_name, r.student_key, r.email_key, r.mobile_key, r.birth_date, r.birth_year, r.gender, r.national_key,
          exists (
            select 1 from person_record mine join person_record theirs on theirs.person_id = r.person_id
            join pair_decision q on q.record_a = least(mine.id, theirs.id) and q.record_b = greatest(mine.id, theirs.id) where mine.person_id = @person)
        from found f join person_record r on r.id = f.id order by r.id
        """;

    /// <summary>Asks whether two records are one human, unless somebody was faster.</summary>
    public const string Suspect =
        """
        insert into pair_decision (id, record_a, record_b, status, score, reasons, roster_id, at, revision)
        values (@id, least(@one, @other), greatest(@one, @other), 'open', @score, @reasons, null, @at, 1) on conflict do nothing
        """;

    /// <summary>Live records without a key they could have, behind <c>@after</c>; what somebody changes at the moment gets its keys from there.</summary>
    public const string WithoutKeys =
        """
        select r.id, r.full_name, r.student_id, r.email, r.mobile, (select p.country from partner p where p.id = r.partner_id)
        from person_record r
        where r.id > @after and r.state = 'live' and (r.name_key is null or r.name_word is null or (r.student_key is null and r.student_id is not null)
          or (r.email_key is null and r.email is not null) or (r.mobile_key is null and r.mobile is not null))
        order by r.id limit @batch for no key update of r skip locked
        """;

    /// <summary>Fills keys that are missing. A student id that two records of a partner have stays without one on the later.</summary>
    public const string FillKeys =
        """
        update person_record r set name_key = coalesce(r.name_key, k.name_key), name_word = coalesce(r.name_word, k.name_word), email_key = coalesce(r.email_key, k.email_key),
          mobile_key = coalesce(r.mobile_key, k.mobile_key), student_key = coalesce(r.student_key, case when k.free then k.student_key end)
        from (
          select u.*, row_number() over (partition by m.partner_id, u.student_key order by m.id) = 1
            and not exists (select 1 from person_record o where o.partner_id = m.partner_id and o.student_key = u.student_key and o.state = 'live' and o.id <> m.id) as free
          from unnest(@ids, @student_keys, @email_keys, @mobile_keys, @name_keys, @name_words) u(id, student_key, email_key, mobile_key, name_key, name_word) join person_record m on m.id = u.id) k
        where r.id = k.id
        """;
}

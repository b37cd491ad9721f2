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
}

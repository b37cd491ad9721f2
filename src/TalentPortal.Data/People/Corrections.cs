using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Data.People;

/// <summary>Corrects one record in place, and answers small questions about people. Scope must be everything where it writes: counting crosses partners.</summary>
public static class Corrections
{
    /// <summary>Writes the values, asks about those it may be now, resolves the person's traits and counts the person again.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="record">The record as it was seen.</param>
    /// <param name="values">All its values as they shall be, read as a roster's row is.</param>
    /// <param name="fields">The columns that change.</param>
    /// <param name="holder">Who holds them against rosters from now on; null where rosters may change them again.</param>
    /// <param name="clock">When.</param>
    /// <param name="by">Who corrects.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The moment of the change; null where the record was changed in the meantime, and nothing is written.</returns>
    public static async Task<DateTimeOffset?> CorrectAsync(
        this PortalDbContext db, PersonRecord record, RosterRow values, IReadOnlyCollection<string> fields, string? holder, TimeProvider clock, (Guid? Id, string Name) by, CancellationToken cancellationToken)
    {
        var suspects = await db.SuspectsAsync(record, values, cancellationToken);
        await db.TouchAsync([record.PersonId, .. suspects.Select(s => s.Person)], cancellationToken);
        var at = await db.BeginKnowingAsync(clock, new(KnowingKind.Correction, record.Id, by.Id, by.Name), cancellationToken);
        NpgsqlParameter[] parameters =
        [
            new("id", record.Id), new("person", record.PersonId), new("revision", record.Revision), new("fields", fields.ToArray()), Counting.Text("holder", holder),
            Counting.Text("full_name", values.FullName), Counting.Text("student_id", values.StudentId), Counting.Text("email", values.Email), Counting.Text("mobile", values.Mobile),
            Counting.Text("nationality", values.Nationality), Counting.Text("state", values.Region), Counting.Text("gender", values.Gender),
            new("birth_date", NpgsqlDbType.Date) { Value = (object?)values.BirthDate ?? DBNull.Value }, new("birth_year", NpgsqlDbType.Integer) { Value = (object?)values.BirthYear ?? DBNull.Value },
            Counting.Text("audience", values.Audience), Counting.Text("employer", values.Employer), Counting.Text("sector", values.Sector), Counting.Text("disability", values.Disability),
            Counting.Text("student_key", values.StudentKey), Counting.Text("email_key", values.EmailKey), Counting.Text("mobile_key", values.MobileKey), Counting.Text("name_key", values.NameKey),
            Counting.Text("name_word", values.NameWord),
        ];
        if (await db.RunAsync(PersonSql.Correct, cancellationToken, parameters) == 0)
        {
            return null;
        }

        await db.SuspectAsync(record.Id, suspects, at, cancellationToken);
        await db.KeepDoubtsAsync(at, cancellationToken);
        await db.ResolveTraitsAsync(at, cancellationToken);
        await db.CountTouchedAsync(at, null, null, cancellationToken);
        return at;
    }

    /// <summary>Of the pairs that were suggested for exactly these reasons and answered: how many were one person, and how many there are.</summary>
    public static async Task<(int Same, int Of)> AnsweredAlikeAsync(this PortalDbContext db, string[] reasons, CancellationToken cancellationToken) =>
        (await db.ListAsync(PersonSql.AnsweredAlike, r => (r.GetInt32(0), r.GetInt32(1)), cancellationToken, new NpgsqlParameter("reasons", reasons)))[0];

    /// <summary>How many persons besides those named use an e-mail address, and how many a mobile number.</summary>
    public static async Task<(int Email, int Mobile)> SharedByAsync(this PortalDbContext db, string? emailKey, string? mobileKey, Guid[] persons, CancellationToken cancellationToken) => (await db.ListAsync(
        PersonSql.SharedBy, r => (r.GetInt32(0), r.GetInt32(1)), cancellationToken, Counting.Text("email", emailKey), Counting.Text("mobile", mobileKey), new NpgsqlParameter("persons", persons)))[0];
}

using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.People;
using TalentPortal.Domain.People.Matching;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Data.People;

/// <summary>Somebody whom a changed record may be about too.</summary>
internal sealed record Suspect(Guid Record, Guid Person, Verdict Verdict);

/// <summary>
/// Whom a record that exists may be, once it is given another address, number, name or birth: asked and never linked, since it has a history of its own. Persons about
/// whom the question was put before, whatever the answer, are left in peace.
/// </summary>
internal static class Suspecting
{
    private const int MostSuspects = 3;

    /// <summary>Judges the record as it shall be against everybody it has something in common with. Nobody where nothing changed by which people are found.</summary>
    /// <param name="db">The unit of work; it waits until nobody else decides who is who.</param>
    /// <param name="record">As it was.</param>
    /// <param name="values">As it shall be.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<IReadOnlyList<Suspect>> SuspectsAsync(this PortalDbContext db, PersonRecord record, RosterRow values, CancellationToken cancellationToken)
    {
        if ((record.EmailKey, record.MobileKey, record.FullName, record.BirthDate) == (values.EmailKey, values.MobileKey, values.FullName, values.BirthDate))
        {
            return [];
        }

        await db.LockDecisionsAsync(cancellationToken);
        var candidates = await db.ListAsync(
            PersonSql.Suspects, Read, cancellationToken, new NpgsqlParameter("person", record.PersonId), Counting.Text("email_key", values.EmailKey), Counting.Text("mobile_key", values.MobileKey),
            Counting.Text("name_key", values.NameKey), Counting.Text("name_word", values.NameWord), new NpgsqlParameter("birth_date", NpgsqlDbType.Date) { Value = (object?)values.BirthDate ?? DBNull.Value });
        var says = new Identity(values.FullName ?? record.FullName, values.EmailKey, values.MobileKey, values.BirthDate, values.BirthYear, values.Gender, values.StudentKey, record.PartnerId, record.NationalKey)
        {
            EmailShared = IsShared(candidates, values.EmailKey, c => c.Says.EmailKey),
            MobileShared = IsShared(candidates, values.MobileKey, c => c.Says.MobileKey),
        };
        return [.. candidates.Where(c => !c.Asked).Select(c => new Suspect(c.Record, c.Person, Matching.Judge(says, c.Says)))
            .Where(s => s.Verdict.Sameness != Sameness.Unrelated).OrderByDescending(s => s.Verdict.Score).ThenBy(s => s.Record).DistinctBy(s => s.Person).Take(MostSuspects)];
    }

    /// <summary>Puts the questions.</summary>
    public static async Task SuspectAsync(this PortalDbContext db, Guid record, IReadOnlyList<Suspect> suspects, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var suspect in suspects)
        {
            await db.RunAsync(
                PersonSql.Suspect, cancellationToken, new NpgsqlParameter("id", Guid.CreateVersion7(at)), new NpgsqlParameter("one", record), new NpgsqlParameter("other", suspect.Record),
                new NpgsqlParameter("score", suspect.Verdict.Score), new NpgsqlParameter("reasons", suspect.Verdict.Reasons.ToArray()), Counting.At("at", at));
        }
    }

    private static bool IsShared(List<Candidate> candidates, string? key, Func<Candidate, string?> of) => key is not null && candidates.Where(c => of(c) == key).Select(c => c.Person).Distinct().Count() > 1;

    private static Candidate Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), new(r.GetString(3), Text(r, 5), Text(r, 6), r.IsDBNull(7) ? null : r.GetFieldValue<DateOnly>(7), r.IsDBNull(8) ? null : r.GetInt32(8), Text(r, 9), Text(r, 4), r.IsDBNull(2) ? null : r.GetGuid(2), Text(r, 10)),
        r.GetBoolean(11));

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private sealed record Candidate(Guid Record, Guid Person, Identity Says, bool Asked);
}

using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Rosters;

/// <summary>The columns a roster may have, and what the headings of a file mean.</summary>
public static class RosterColumns
{
    public const string StudentId = "student_id";
    public const string FullName = "full_name";
    public const string GivenName = "given_name";
    public const string FamilyName = "family_name";
    public const string Email = "email";
    public const string Mobile = "mobile";
    public const string Nationality = "nationality";
    public const string State = "state";
    public const string Gender = "gender";
    public const string BirthDate = "birth_date";
    public const string BirthYear = "birth_year";
    public const string Audience = "audience";
    public const string Employer = "employer";
    public const string Sector = "sector";
    public const string Disability = "disability";
    public const string EnrolledOn = "enrolled_on";
    public const string Status = "status";
    public const string CompletedOn = "completed_on";
    public const string Score = "score";
    public const string Grade = "grade";
    public const string CertificateNo = "certificate_no";

    /// <summary>One file for many cohorts: the code of the cohort of this row.</summary>
    public const string Cohort = "cohort";

    /// <summary>The key that a register downloaded from here gives each of its rows.</summary>
    public const string RowKey = "row_key";

    /// <summary>The session an attendance mark is for: its day, or its number within the cohort.</summary>
    public const string Session = "session";

    /// <summary>The day of the session, where <see cref="Session"/> gives its number.</summary>
    public const string SessionDate = "session_date";
    public const string Attendance = "attendance";
    public const string Minutes = "minutes";

    /// <summary>Keyed hashes of national identity numbers. Only the intake writes such a column; a heading in an uploaded file never means it.</summary>
    public const string NationalId = "national_id";

    /// <summary>What the intake leaves in a cell that held a national identity number. No person and no number has this name.</summary>
    public const string RemovedCell = "(national id removed)";

    /// <summary>The columns of the template, in its order.</summary>
    public static IReadOnlyList<string> Template { get; } =
    [
        StudentId, FullName, GivenName, FamilyName, Email, Mobile, Nationality, State, Gender, BirthDate, BirthYear, Audience, Employer, Sector, Disability,
        EnrolledOn, Status, CompletedOn, Score, Grade, CertificateNo,
    ];

    /// <summary>Every canonical column that a heading can mean.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Template, Cohort, RowKey, Session, SessionDate, Attendance, Minutes];

    /// <summary>The canonical column a heading means, or null.</summary>
    public static string? Find(string heading) => RosterHeadings.Find(heading) ?? RosterHeadings.FindSecond(heading)?.Column;

    /// <summary>Whether a column under this heading must not be stored: passwords, national identity numbers, passports.</summary>
    public static bool IsSensitive(string heading) => RosterHeadings.IsSensitive(heading);

    /// <summary>Whether a heading announces national identity numbers, and no password or passport.</summary>
    public static bool IsNationalId(string heading) => RosterHeadings.IsNationalId(heading);

    /// <summary>What each column is called when a human is asked for its meaning: its heading; the second of two equal ones "name (2)"; one without a heading "#3".</summary>
    public static string[] Names(IReadOnlyList<string> headings)
    {
        var names = new string[headings.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var heading = headings[i].Trim();
            var name = heading.Length == 0 ? $"#{i + 1}" : heading;
            for (var n = 2; !seen.Add(name); n++)
            {
                name = $"{(heading.Length == 0 ? $"#{i + 1}" : heading)} ({n})";
            }

            names[i] = name;
        }

        return names;
    }

    /// <summary>Reads the headings of a file, by themselves.</summary>
    /// <inheritdoc cref="Map(IReadOnlyList{string}, IReadOnlyDictionary{string, string})" path="/returns"/>
    public static Result<string[]> Map(IReadOnlyList<string> headings) => Map(headings, RosterAnswers.None.Mapping);

    /// <summary>Reads the headings of a file.</summary>
    /// <param name="answers">What a human said of columns, by <see cref="Names"/>; it wins over what a heading means by itself, and an empty text leaves the column unused.</param>
    /// <returns>
    /// For each heading the canonical column, or an empty text where it is not used. Refused when an identifier or a name is missing,
    /// or when two headings mean the same column; of several telephone numbers the first is used, for registries print two.
    /// </returns>
    public static Result<string[]> Map(IReadOnlyList<string> headings, IReadOnlyDictionary<string, string> answers)
    {
        if (headings.Count > Roster.MaxColumns)
        {
            return RosterProblems.TooManyColumns(headings.Count, Roster.MaxColumns);
        }

        var mapping = Read(headings, answers);
        for (var i = 0; i < mapping.Length; i++)
        {
            if (mapping[i].Length > 0 && Array.IndexOf(mapping, mapping[i]) is var first && first < i)
            {
                return RosterProblems.TwoColumnsForOne(mapping[i], headings[first], headings[i]);
            }
        }

        if (!mapping.Contains(StudentId) && !mapping.Contains(Email))
        {
            return RosterProblems.MissingColumn($"{StudentId} / {Email}");
        }

        return mapping.Contains(FullName) || mapping.Contains(GivenName) || mapping.Contains(FamilyName) ? mapping : RosterProblems.MissingColumn(FullName);
    }

    /// <summary>What each heading may mean, no column twice: for a human to confirm.</summary>
    public static string?[] Suggest(IReadOnlyList<string> headings, IReadOnlyDictionary<string, string> answers, IReadOnlyList<IReadOnlyList<string>> samples)
    {
        var read = Read(headings, answers);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var suggested = read.Select(c => c.Length > 0 && taken.Add(c) ? c : null).ToArray();
        for (var i = 0; i < suggested.Length; i++)
        {
            var guess = suggested[i] is not null || answers.ContainsKey(headings[i]) ? null : RosterHeadings.Within(headings[i]) ?? ByValue(samples[i]);
            if (guess is not null && taken.Add(guess))
            {
                suggested[i] = guess;
            }
        }

        return suggested;
    }

    private static string? ByValue(IReadOnlyList<string> samples) => samples.Count > 0 && samples.All(s => s.Contains('@', StringComparison.Ordinal)) ? Email : null;

    private static string[] Read(IReadOnlyList<string> headings, IReadOnlyDictionary<string, string> answers)
    {
        var names = Names(headings);
        var answered = names.Select(n => answers.TryGetValue(n, out var answer) && (answer.Length == 0 || All.Contains(answer)) ? answer : null).ToArray();
        var mapping = new string[headings.Count];
        for (var i = 0; i < mapping.Length; i++)
        {
            var column = answered[i] ?? (headings[i] == NationalId ? NationalId : RosterHeadings.Find(headings[i])) ?? "";
            mapping[i] = answered[i] is null && (answered.Contains(column) || (column == Mobile && mapping.AsSpan(0, i).Contains(Mobile))) ? "" : column;
        }

        // A stand-in counts only where nothing better is there, and of several stand-ins the best.
        foreach (var standIn in Enumerable.Range(0, mapping.Length).Where(i => answered[i] is null && mapping[i].Length == 0)
            .Select(i => (At: i, Found: RosterHeadings.FindSecond(headings[i]))).Where(s => s.Found is not null).OrderBy(s => s.Found!.Value.Rank))
        {
            if (!mapping.Contains(standIn.Found!.Value.Column))
            {
                mapping[standIn.At] = standIn.Found.Value.Column;
            }
        }

        return mapping;
    }
}

using System.Globalization;
using System.Text;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Reference;

namespace TalentPortal.Domain.Rosters;

/// <summary>Reads one row's cells: every value or every reason it cannot be used, all at once. A blank or absent cell says nothing.</summary>
/// <param name="mapping">For each column of the file its canonical name, or an empty text.</param>
/// <param name="today">The day in the cohort's zone; nothing can have happened later.</param>
public sealed class RosterRowReader(IReadOnlyList<string> mapping, DateOnly today)
{
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "d MMM yyyy", "d MMMM yyyy", "dd-MMM-yyyy", "d-MMM-yyyy"];

    // Nobody alive was born before; a typing error rather than a day.
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal)
    {
        ["enrolled"] = "enrolled",
        ["enrolment"] = "enrolled",
        ["active"] = "enrolled",
        ["registered"] = "enrolled",
        ["in progress"] = "enrolled",
        ["berdaftar"] = "enrolled",
        ["aktif"] = "enrolled",
        ["已报名"] = "enrolled",
        ["withdrawn"] = "withdrawn",
        ["dropped"] = "withdrawn",
        ["tarik diri"] = "withdrawn",
        ["menarik diri"] = "withdrawn",
        ["退出"] = "withdrawn",
        ["completed"] = "completed",
        ["complete"] = "completed",
        ["pass"] = "completed",
        ["passed"] = "completed",
        ["selesai"] = "completed",
        ["lulus"] = "completed",
        ["完成"] = "completed",
        ["通过"] = "completed",
        ["failed"] = "failed",
        ["fail"] = "failed",
        ["not completed"] = "failed",
        ["gagal"] = "failed",
        ["未通过"] = "failed",
    };

    /// <summary>Reads a row.</summary>
    /// <param name="ids">Keys of the roster and partner, and the number of the row (the header is 1).</param>
    /// <param name="cells">As uploaded.</param>
    /// <returns>The row, and what is to be said of it; with a finding of severity error it cannot be used.</returns>
    public (RosterRow Row, IReadOnlyList<Finding> Findings) Read((Guid Roster, Guid Partner, int RowNo) ids, string[] cells)
    {
        var findings = new List<Finding>();
        var values = new Values(mapping, cells, findings);
        var name = values.Text(RosterColumns.FullName, PersonRecord.NameMaxLength) ?? Joined(values, findings);
        var studentId = values.Text(RosterColumns.StudentId, PersonRecord.StudentIdMaxLength);
        var email = Email(values, findings);
        if (name is null && !findings.Exists(f => f.Column is RosterColumns.FullName or RosterColumns.GivenName or RosterColumns.FamilyName))
        {
            findings.Add(new("name-missing", RosterColumns.FullName, Severity.Error));
        }

        if (studentId is null && email is null && !findings.Exists(f => f.Column is RosterColumns.Email or RosterColumns.StudentId))
        {
            findings.Add(new("identifier-missing", RosterColumns.StudentId, Severity.Error));
        }

        var birthDate = Date(values, RosterColumns.BirthDate, findings);
        var completedOn = Date(values, RosterColumns.CompletedOn, findings);
        var row = new RosterRow
        {
            RosterId = ids.Roster,
            PartnerId = ids.Partner,
            RowNo = ids.RowNo,
            Cells = cells,
            FullName = name,
            StudentId = studentId,
            Email = email,
            Mobile = values.Text(RosterColumns.Mobile, PersonRecord.MobileMaxLength),
            Nationality = values.Known(RosterColumns.Nationality, Countries.Find),
            Region = values.Known(RosterColumns.State, t => Regions.Find(t)?.Code),
            Gender = values.Known(RosterColumns.Gender, Groups.Gender),
            BirthDate = birthDate,
            BirthYear = BirthYear(values, birthDate),
            Audience = values.Known(RosterColumns.Audience, Groups.Audience),
            Employer = values.Text(RosterColumns.Employer, PersonRecord.EmployerMaxLength),
            Sector = values.Known(RosterColumns.Sector, Groups.Sector),
            Disability = values.Text(RosterColumns.Disability, 60),
            EnrolledOn = Date(values, RosterColumns.EnrolledOn, findings),
            Status = Status(values, completedOn, findings),
            CompletedOn = completedOn,
            Score = Score(values, findings),
            Grade = values.Text(RosterColumns.Grade, 40),
            CertificateNo = values.Text(RosterColumns.CertificateNo, 100),
            NewPerson = Guid.CreateVersion7(),
            NewRecord = Guid.CreateVersion7(),
            NewEnrolment = Guid.CreateVersion7(),
            NewFact = Guid.CreateVersion7(),
            NewEnrolledFact = Guid.CreateVersion7(),
        };
        return (row, findings);
    }

    private static string? Joined(Values values, List<Finding> findings)
    {
        var joined = $"{values.Text(RosterColumns.GivenName, PersonRecord.NameMaxLength)} {values.Text(RosterColumns.FamilyName, PersonRecord.NameMaxLength)}".Trim();
        if (joined.Length > PersonRecord.NameMaxLength)
        {
            findings.Add(new("value-too-long", RosterColumns.FullName, Severity.Error, PersonRecord.NameMaxLength.ToString(CultureInfo.InvariantCulture)));
            return null;
        }

        return joined.Length == 0 ? null : joined;
    }

    private static string? Email(Values values, List<Finding> findings)
    {
        var email = values.Text(RosterColumns.Email, PersonRecord.EmailMaxLength);
        if (email is null)
        {
            return null;
        }

        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && at == email.LastIndexOf('@') && at < email.Length - 1 && !email.Any(char.IsWhiteSpace))
        {
            return email;
        }

        findings.Add(new("email-malformed", RosterColumns.Email, Severity.Error, email));
        return null;
    }

    private static string? Status(Values values, DateOnly? completedOn, List<Finding> findings)
    {
        var text = values.Text(RosterColumns.Status, 60);
        if (text is null)
        {
            return completedOn is null ? null : "completed";
        }

        if (Statuses.TryGetValue(text.ToLower(CultureInfo.InvariantCulture), out var status))
        {
            return status;
        }

        findings.Add(new("status-unknown", RosterColumns.Status, Severity.Error, text));
        return null;
    }

    private static decimal? Score(Values values, List<Finding> findings)
    {
        var text = values.Text(RosterColumns.Score, 20);
        if (text is null)
        {
            return null;
        }

        // Three decimals are kept; rounded here, so that a file uploaded again says the same.
        if (decimal.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && decimal.Round(score, 3) is < 1_000_000 and var kept)
        {
            return kept;
        }

        findings.Add(new("score-malformed", RosterColumns.Score, Severity.Error, text));
        return null;
    }

    private int? BirthYear(Values values, DateOnly? birthDate)
    {
        if (birthDate is { } date)
        {
            return date.Year;
        }

        return values.Known(RosterColumns.BirthYear, t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y >= 1900 && y <= today.Year ? t : null) is { } year
            ? int.Parse(year, CultureInfo.InvariantCulture)
            : null;
    }

    private DateOnly? Date(Values values, string column, List<Finding> findings)
    {
        var text = values.Text(column, 60);
        if (text is null)
        {
            return null;
        }

        var readings = DateOnly.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? [exact] : SlashedReadings(text);
        if (readings is not [var date] || date < Earliest)
        {
            findings.Add(new(readings.Count > 1 ? "date-ambiguous" : "date-malformed", column, Severity.Error, text));
            return null;
        }

        if (date > today)
        {
            findings.Add(new("date-in-future", column, Severity.Error, text));
            return null;
        }

        return date;
    }

    // 18/11/2026 can mean one day only; 03/04/2026 two, and is never guessed. Nor is the century of a short year.
    private static IReadOnlyList<DateOnly> SlashedReadings(string text)
    {
        var parts = text.Split('/', '-', '.');
        if (parts.Length != 3 || parts[0].Length is < 1 or > 2 || parts[1].Length is < 1 or > 2 || parts[2].Length != 4 || !parts.All(p => p.All(char.IsAsciiDigit)))
        {
            return [];
        }

        var (first, second, year) = (Number(parts[0]), Number(parts[1]), Number(parts[2]));
        return [.. new[] { (Month: second, Day: first), (Month: first, Day: second) }.Distinct().Where(d => Exists(year, d.Month, d.Day)).Select(d => new DateOnly(year, d.Month, d.Day))];
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static bool Exists(int year, int month, int day) => year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private sealed class Values(IReadOnlyList<string> mapping, string[] cells, List<Finding> findings)
    {
        public string? Text(string column, int maxLength)
        {
            for (var i = 0; i < mapping.Count && i < cells.Length; i++)
            {
                if (mapping[i] == column)
                {
                    return Clean(column, cells[i], maxLength);
                }
            }

            return null;
        }

        public string? Known(string column, Func<string, string?> find)
        {
            var text = Text(column, Roster.MaxCellLength);
            if (text is null)
            {
                return null;
            }

            var known = find(text);
            if (known is null)
            {
                findings.Add(new("value-not-understood", column, Severity.Warning, text));
            }

            return known;
        }

        private string? Clean(string column, string cell, int maxLength)
        {
            var text = Unescaped(cell).Trim();
            if (text.All(c => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\u2060'))
            {
                return null;
            }

            if (text.EnumerateRunes().Any(IsForbidden))
            {
                findings.Add(new("forbidden-characters", column, Severity.Error));
                return null;
            }

            text = text.Normalize(NormalizationForm.FormC);
            if (text.Length > maxLength)
            {
                findings.Add(new("value-too-long", column, Severity.Error, maxLength.ToString(CultureInfo.InvariantCulture)));
                return null;
            }

            return text;
        }

        // Controls and orderings that make a text look like another one; the replacement character is what is left of a letter lost before.
        private static bool IsForbidden(Rune rune) =>
            Rune.IsControl(rune) || rune == Rune.ReplacementChar || Runes.IsNoncharacter(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

        // Our exports put ' before what a spreadsheet would run as a formula; a file that comes back must read the same.
        private static string Unescaped(string cell) => cell.Length > 1 && cell[0] == '\'' && cell[1] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠' ? cell[1..] : cell;
    }
}

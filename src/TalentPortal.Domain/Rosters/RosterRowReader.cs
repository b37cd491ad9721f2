using System.Globalization;
using System.Text;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.People;
using TalentPortal.Domain.People.Matching;
using TalentPortal.Domain.Reference;

namespace TalentPortal.Domain.Rosters;

/// <summary>Reads one row's cells: every value or every reason it cannot be used, all at once. A blank or absent cell says nothing.</summary>
/// <param name="mapping">For each column of the file its canonical name, or an empty text.</param>
/// <param name="today">The day in the cohort's zone; nothing can have happened later.</param>
/// <param name="country">Where national telephone numbers are from: ISO 3166-1 alpha-2.</param>
/// <param name="order">Which part of a date such as 03/04/2026 is the day; null where nobody has said, and then it is not guessed.</param>
public sealed class RosterRowReader(IReadOnlyList<string> mapping, DateOnly today, string? country = null, DateOrder? order = null)
{
    private const int MaxSessions = 1000;
    private const int MinutesOfADay = 24 * 60;

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "d MMM yyyy", "d MMMM yyyy", "dd-MMM-yyyy", "d-MMM-yyyy"];

    // Nobody alive was born before; a typing error rather than a day.
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    private readonly Dictionary<string, DateChoice> _ambiguous = new(StringComparer.Ordinal);

    /// <summary>The first date of each column that meant two days, in all rows read so far.</summary>
    public IReadOnlyCollection<DateChoice> AmbiguousDates => _ambiguous.Values;

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
        var enrolledOn = Date(values, RosterColumns.EnrolledOn, findings);
        var mobile = values.Text(RosterColumns.Mobile, PersonRecord.MobileMaxLength);
        var (sessionOn, sessionNo) = Session(values, findings);
        var (mark, minutes) = Attendance(values, findings);
        Agree(values, (sessionOn, sessionNo), (mark, minutes), findings);
        Span<Guid> keys = stackalloc Guid[5];
        TakeKeys(keys);
        var row = new RosterRow
        {
            RosterId = ids.Roster,
            PartnerId = ids.Partner,
            RowNo = ids.RowNo,
            Cells = cells,
            FullName = name,
            StudentId = studentId,
            Email = email,
            Mobile = mobile,
            Nationality = values.Known(RosterColumns.Nationality, Countries.Find),
            Region = values.Known(RosterColumns.State, t => Regions.Find(t)?.Code),
            Gender = values.Known(RosterColumns.Gender, Groups.Gender),
            BirthDate = birthDate,
            BirthYear = BirthYear(values, birthDate),
            Audience = values.Known(RosterColumns.Audience, Groups.Audience),
            Employer = values.Text(RosterColumns.Employer, PersonRecord.EmployerMaxLength),
            Sector = values.Known(RosterColumns.Sector, Groups.Sector),
            Disability = values.Text(RosterColumns.Disability, 60),
            EnrolledOn = enrolledOn,
            Status = Status(values, completedOn, findings),
            CompletedOn = completedOn,
            Score = Score(values, findings),
            Grade = values.Text(RosterColumns.Grade, 40),
            CertificateNo = values.Text(RosterColumns.CertificateNo, 100),
            CohortText = values.Text(RosterColumns.Cohort, 200),
            RowKey = RowKey(values, findings),
            NationalIdHash = values.Text(RosterColumns.NationalId, 200),
            SessionOn = sessionOn,
            SessionNo = sessionNo,
            Attendance = mark,
            Minutes = minutes,
            Cleared = [.. values.Cleared],
            StudentKey = studentId?.ToLowerInvariant(),
            EmailKey = IdentityKeys.Email(email),
            MobileKey = IdentityKeys.Mobile(mobile, country),
            NameKey = IdentityKeys.Name(name),
            NameWord = IdentityKeys.NameWord(name),
            NewPerson = keys[0],
            NewRecord = keys[1],
            NewEnrolment = keys[2],
            NewFact = keys[3],
            NewEnrolledFact = keys[4],
        };
        return (row, findings);
    }

    /// <summary>Keys that differ in their last bits only: one draw for all, for drawing five took as long as reading the row.</summary>
    private static void TakeKeys(Span<Guid> keys)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        for (var i = 0; i < keys.Length; i++)
        {
            bytes[15] = (byte)((bytes[15] & ~7) | i);
            keys[i] = new(bytes, bigEndian: true);
        }
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

        if (RosterWords.Status(text) is { } status)
        {
            return status;
        }

        findings.Add(new("status-unknown", RosterColumns.Status, Severity.Error, text));
        return null;
    }

    private static string? RowKey(Values values, List<Finding> findings)
    {
        var text = values.Text(RosterColumns.RowKey, 100);
        if (text is null)
        {
            return null;
        }

        if (Guid.TryParse(text, out var key))
        {
            return key.ToString();
        }

        findings.Add(new("row-key-unknown", RosterColumns.RowKey, Severity.Error));
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

    private (DateOnly? On, int? No) Session(Values values, List<Finding> findings)
    {
        var day = Date(values, RosterColumns.SessionDate, findings);
        var text = values.Text(RosterColumns.Session, 60);
        if (text is null)
        {
            return (day, null);
        }

        // "3", "Session 3", "Sesi 3", "第3次": the number of a session; anything longer is a day.
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.Length is > 0 and <= 3 && text.All(c => char.IsAsciiDigit(c) || char.IsLetter(c) || c is ' ' or '#' or '.') && int.Parse(digits, CultureInfo.InvariantCulture) is > 0 and < MaxSessions and var number)
        {
            return (day, number);
        }

        return (day ?? Date(values, RosterColumns.Session, findings), null);
    }

    private static (string? Mark, int? Minutes) Attendance(Values values, List<Finding> findings)
    {
        var text = values.Text(RosterColumns.Attendance, 60);
        var mark = text is null ? null : RosterWords.Attendance(text);
        if (text is not null && mark is null)
        {
            findings.Add(new("attendance-unknown", RosterColumns.Attendance, Severity.Error, text));
        }

        return (mark, Minutes(values, findings));
    }

    /// <summary>A mark needs its session; a session without a mark says nothing of anybody.</summary>
    private static void Agree(Values values, (DateOnly? On, int? No) session, (string? Mark, int? Minutes) attendance, List<Finding> findings)
    {
        var told = session.On is not null || session.No is not null;
        var marked = attendance.Mark is not null || attendance.Minutes is not null || values.Cleared.Contains(RosterColumns.Attendance);
        if (marked && !told && !findings.Exists(f => f.Column is RosterColumns.Session or RosterColumns.SessionDate))
        {
            findings.Add(new("session-missing", RosterColumns.Session, Severity.Error));
        }
        else if (told && !marked && !findings.Exists(f => f.Column is RosterColumns.Attendance or RosterColumns.Minutes))
        {
            findings.Add(new("mark-missing", RosterColumns.Attendance, Severity.Warning));
        }
    }

    private static int? Minutes(Values values, List<Finding> findings)
    {
        var text = values.Text(RosterColumns.Minutes, 20);
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= MinutesOfADay)
        {
            return minutes;
        }

        findings.Add(new("minutes-malformed", RosterColumns.Minutes, Severity.Error, text));
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
        if (readings is [var dayFirst, var monthFirst])
        {
            if (order is null)
            {
                _ambiguous.TryAdd(column, new(column, text, dayFirst, monthFirst));
            }
            else
            {
                readings = [order == DateOrder.DayFirst ? dayFirst : monthFirst];
            }
        }

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
        // What tells a person or a row from others is corrected, never emptied.
        private static readonly string[] Kept =
            [RosterColumns.FullName, RosterColumns.GivenName, RosterColumns.FamilyName, RosterColumns.StudentId, RosterColumns.RowKey, RosterColumns.Cohort, RosterColumns.NationalId];

        /// <summary>Columns whose cell asks to be emptied.</summary>
        public SortedSet<string> Cleared { get; } = new(StringComparer.Ordinal);

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
            var text = SpreadsheetText.Read(cell).Trim();
            if (text.All(c => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF' or '\u2060'))
            {
                return null;
            }

            if (RosterWords.IsClear(text))
            {
                Clear(column);
                return null;
            }

            if (text == RosterColumns.RemovedCell)
            {
                findings.Add(new("national-id-in-cell", column, Array.IndexOf(Kept, column) >= 0 || column == RosterColumns.Email ? Severity.Error : Severity.Warning));
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

        private void Clear(string column)
        {
            if (Array.IndexOf(Kept, column) < 0)
            {
                Cleared.Add(column);
            }
            else if (!findings.Exists(f => f.Code == "cannot-clear" && f.Column == column))
            {
                findings.Add(new("cannot-clear", column, Severity.Error));
            }
        }

        // Controls and orderings that make a text look like another one; the replacement character is what is left of a letter lost before.
        private static bool IsForbidden(Rune rune) =>
            Rune.IsControl(rune) || rune == Rune.ReplacementChar || Runes.IsNoncharacter(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
    }
}

using System.Buffers.Binary;
using System.Globalization;
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
    // More rows than any file has, with five keys each.
    private const ulong RoomToCount = (1UL << 24) - 1;

    private readonly RowLayout _layout = new(mapping);
    private readonly RosterDates _dates = new(today, order);
    private readonly Guid _drawn = Guid.CreateVersion7();
    private ulong _taken;

    /// <summary>The first date of each column that meant two days, in all rows read so far.</summary>
    public IReadOnlyCollection<DateChoice> AmbiguousDates => _dates.Ambiguous;

    /// <summary>Reads a row.</summary>
    /// <param name="ids">Keys of the roster and partner, and the number of the row (the header is 1).</param>
    /// <param name="cells">As uploaded.</param>
    /// <returns>The row, and what is to be said of it; with a finding of severity error it cannot be used.</returns>
    public (RosterRow Row, IReadOnlyList<Finding> Findings) Read((Guid Roster, Guid Partner, int RowNo) ids, string[] cells)
    {
        var findings = new List<Finding>();
        var values = new RowCells(_layout, cells, findings);
        var (name, studentId, email) = WhoseItIs(values);
        var birthDate = _dates.Read(values, RosterColumns.BirthDate);
        var completedOn = _dates.Read(values, RosterColumns.CompletedOn);
        var enrolledOn = _dates.Read(values, RosterColumns.EnrolledOn);
        var mobile = values.Text(RosterColumns.Mobile, PersonRecord.MobileMaxLength);
        var attendance = AttendanceCells.Read(values, _dates);
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
            Status = Status(values, completedOn),
            CompletedOn = completedOn,
            Score = Score(values),
            Grade = values.Text(RosterColumns.Grade, 40),
            CertificateNo = values.Text(RosterColumns.CertificateNo, 100),
            CohortText = values.Text(RosterColumns.Cohort, 200),
            RowKey = RowKey(values),
            NationalIdHash = values.Text(RosterColumns.NationalId, 200),
            SessionOn = attendance.On,
            SessionNo = attendance.No,
            Attendance = attendance.Mark,
            Minutes = attendance.Minutes,
            Cleared = values.Cleared,
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

    /// <summary>
    /// Keys that follow one another, drawn once for all rows: a draw for each took longer than reading it, and indexes that grow at their end only stay small.
    /// Between two readers they differ as any two draws do.
    /// </summary>
    private void TakeKeys(Span<Guid> keys)
    {
        Span<byte> bytes = stackalloc byte[16];
        _drawn.TryWriteBytes(bytes, bigEndian: true, out _);
        var low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & ~RoomToCount;
        for (var i = 0; i < keys.Length; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low | _taken++);
            keys[i] = new(bytes, bigEndian: true);
        }
    }

    /// <summary>The name, and one identifier at least: without them a row is about nobody.</summary>
    private static (string? Name, string? StudentId, string? Email) WhoseItIs(RowCells values)
    {
        var name = values.Text(RosterColumns.FullName, PersonRecord.NameMaxLength) ?? Joined(values);
        var studentId = values.Text(RosterColumns.StudentId, PersonRecord.StudentIdMaxLength);
        var email = Email(values);
        if (name is null && !values.Said(RosterColumns.FullName, RosterColumns.GivenName, RosterColumns.FamilyName))
        {
            values.Say("name-missing", RosterColumns.FullName, Severity.Error);
        }

        if (studentId is null && email is null && !values.Said(RosterColumns.Email, RosterColumns.StudentId))
        {
            values.Say("identifier-missing", RosterColumns.StudentId, Severity.Error);
        }

        return (name, studentId, email);
    }

    private static string? Joined(RowCells values)
    {
        var joined = $"{values.Text(RosterColumns.GivenName, PersonRecord.NameMaxLength)} {values.Text(RosterColumns.FamilyName, PersonRecord.NameMaxLength)}".Trim();
        if (joined.Length > PersonRecord.NameMaxLength)
        {
            values.Say("value-too-long", RosterColumns.FullName, Severity.Error, PersonRecord.NameMaxLength.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        return joined.Length == 0 ? null : joined;
    }

    private static string? Email(RowCells values)
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

        values.Say("email-malformed", RosterColumns.Email, Severity.Error, email);
        return null;
    }

    private static string? Status(RowCells values, DateOnly? completedOn)
    {
        var said = values.Known(RosterColumns.Status, 60, RosterWords.Status, "status-unknown", Severity.Error);
        return said ?? (completedOn is not null && !values.Said(RosterColumns.Status) ? "completed" : null);
    }

    private static string? RowKey(RowCells values)
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

        values.Say("row-key-unknown", RosterColumns.RowKey, Severity.Error);
        return null;
    }

    private static decimal? Score(RowCells values)
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

        values.Say("score-malformed", RosterColumns.Score, Severity.Error, text);
        return null;
    }

    private int? BirthYear(RowCells values, DateOnly? birthDate)
    {
        if (birthDate is { } date)
        {
            return date.Year;
        }

        return values.Known(RosterColumns.BirthYear, t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y >= 1900 && y <= today.Year ? t : null) is { } year
            ? int.Parse(year, CultureInfo.InvariantCulture)
            : null;
    }
}

using System.Globalization;

namespace TalentPortal.Domain.Rosters;

/// <summary>What a row says of one session.</summary>
/// <param name="On">Its day.</param>
/// <param name="No">Its number, from 1.</param>
/// <param name="Mark">present, partial, absent, excused or make-up.</param>
/// <param name="Minutes">How long somebody was there.</param>
internal readonly record struct AttendanceCells(DateOnly? On, int? No, string? Mark, int? Minutes)
{
    private const int MaxSessions = 1000;
    private const int MinutesOfADay = 24 * 60;

    /// <summary>Reads them. A mark needs its session; a session without a mark says nothing of anybody.</summary>
    public static AttendanceCells Read(RowCells cells, RosterDates dates)
    {
        var (on, no) = Session(cells, dates);
        var read = new AttendanceCells(on, no, cells.Known(RosterColumns.Attendance, 60, RosterWords.Attendance, "attendance-unknown", Severity.Error), MinutesOf(cells));
        var told = read.On is not null || read.No is not null;
        var marked = read.Mark is not null || read.Minutes is not null || cells.Clears(RosterColumns.Attendance);
        if (marked && !told && !cells.Said(RosterColumns.Session, RosterColumns.SessionDate))
        {
            cells.Say("session-missing", RosterColumns.Session, Severity.Error);
        }
        else if (told && !marked && !cells.Said(RosterColumns.Attendance, RosterColumns.Minutes))
        {
            cells.Say("mark-missing", RosterColumns.Attendance, Severity.Warning);
        }

        return read;
    }

    private static (DateOnly? On, int? No) Session(RowCells cells, RosterDates dates)
    {
        var day = dates.Read(cells, RosterColumns.SessionDate);
        var text = cells.Text(RosterColumns.Session, 60);
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

        return (day ?? dates.Read(cells, RosterColumns.Session), null);
    }

    private static int? MinutesOf(RowCells cells)
    {
        var text = cells.Text(RosterColumns.Minutes, 20);
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= MinutesOfADay)
        {
            return minutes;
        }

        cells.Say("minutes-malformed", RosterColumns.Minutes, Severity.Error, text);
        return null;
    }
}

using System.Globalization;

namespace TalentPortal.Domain.Rosters;

/// <summary>Reads the days in a file's cells; which of two days a date means is asked once per file, never guessed.</summary>
/// <param name="today">Nothing can have happened later.</param>
/// <param name="order">Which part of a date such as 03/04/2026 is the day; null where nobody has said.</param>
internal sealed class RosterDates(DateOnly today, DateOrder? order)
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "d MMM yyyy", "d MMMM yyyy", "dd-MMM-yyyy", "d-MMM-yyyy"];

    // Nobody alive was born before; a typing error rather than a day.
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    private readonly Dictionary<string, DateChoice> _ambiguous = new(StringComparer.Ordinal);

    /// <summary>The first date of each column that meant two days, in all rows read so far.</summary>
    public IReadOnlyCollection<DateChoice> Ambiguous => _ambiguous.Values;

    public DateOnly? Read(RowCells cells, string column)
    {
        if (cells.Text(column, 60) is not { } text)
        {
            return null;
        }

        var readings = DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? [exact] : Slashed(text);
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
            cells.Say(readings.Count > 1 ? "date-ambiguous" : "date-malformed", column, Severity.Error, text);
            return null;
        }

        if (date > today)
        {
            cells.Say("date-in-future", column, Severity.Error, text);
            return null;
        }

        return date;
    }

    // 18/11/2026 can mean one day only; 03/04/2026 two, and is never guessed. Nor is the century of a short year.
    private static IReadOnlyList<DateOnly> Slashed(string text)
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
}

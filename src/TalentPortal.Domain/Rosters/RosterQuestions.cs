namespace TalentPortal.Domain.Rosters;

/// <summary>What a roster waits for: everything that only a human can say of the file. Each list is empty where there is nothing to ask.</summary>
/// <param name="Sheets">A workbook with several sheets that could be the roster: which one.</param>
/// <param name="Columns">Headings that could not be read by themselves, where a needed column is missing: what each means.</param>
/// <param name="Dates">Columns with dates that mean two days: which part is the day. Asked once for the whole file.</param>
/// <param name="Cohorts">Values of the cohort column that name no cohort of the partner.</param>
public sealed record RosterQuestions(
    IReadOnlyList<SheetChoice> Sheets, IReadOnlyList<ColumnChoice> Columns, IReadOnlyList<DateChoice> Dates, IReadOnlyList<CohortChoice> Cohorts)
{
    public static RosterQuestions None { get; } = new([], [], [], []);

    /// <summary>The first few values of each column in the order of the file, where dates or cohorts are asked about; otherwise none.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Samples { get; init; } = [];

    /// <summary>Whether there is anything to ask.</summary>
    public bool Any => Sheets.Count + Columns.Count + Dates.Count + Cohorts.Count > 0;
}

/// <summary>A sheet one may choose.</summary>
/// <param name="Rows">Filled rows below the headings, as far as they were counted.</param>
public sealed record SheetChoice(string Name, bool Hidden, int Rows, IReadOnlyList<string> Headings);

/// <summary>A heading of the file and what it may mean.</summary>
/// <param name="Samples">The first few values, to recognise it by.</param>
/// <param name="Suggested">The canonical column it was read as or seems to be; null where nothing fits.</param>
public sealed record ColumnChoice(string Heading, IReadOnlyList<string> Samples, string? Suggested);

/// <summary>A date that means two days.</summary>
public sealed record DateChoice(string Column, string Sample, DateOnly DayFirst, DateOnly MonthFirst);

/// <summary>A value of the cohort column that names no cohort.</summary>
public sealed record CohortChoice(string Value, int Rows);

/// <summary>Which part of 03/04/2026 is the day.</summary>
public enum DateOrder
{
    DayFirst,
    MonthFirst,
}

/// <summary>What a human, or an earlier file of the same source, said of the file.</summary>
/// <param name="Sheet">The sheet to read; null for the only one.</param>
/// <param name="Encoding">The encoding to read with; null to detect it.</param>
/// <param name="DateOrder">Null where nobody has said.</param>
/// <param name="Mapping">Heading to canonical column, or to an empty text for a column that is not used.</param>
/// <param name="Cohorts">Value of the cohort column to a cohort's code, or to an empty text for rows to leave out.</param>
public sealed record RosterAnswers(
    string? Sheet, string? Encoding, DateOrder? DateOrder, IReadOnlyDictionary<string, string> Mapping, IReadOnlyDictionary<string, string> Cohorts)
{
    public static RosterAnswers None { get; } = new(null, null, null, new Dictionary<string, string>(), new Dictionary<string, string>());
}

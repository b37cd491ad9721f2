namespace TalentPortal.Web.Platform.Exports;

/// <summary>What a workbook holds besides its rows.</summary>
/// <param name="Sheet">The name of the sheet with the rows, the first one; at most 31 characters, none of <c>[]:*?/\</c>.</param>
/// <param name="Columns">Its columns from the left.</param>
public sealed record XlsxWorkbook(string Sheet, IReadOnlyList<XlsxColumn> Columns)
{
    /// <summary>The hidden sheet behind the drop-down lists.</summary>
    public const string ListsSheet = "Lists";

    /// <summary>How many rows below the headings offer lists and hints.</summary>
    public int PreparedRows { get; init; } = 10_000;

    /// <summary>A second sheet to read, not to fill in.</summary>
    public XlsxNotes? Notes { get; init; }
}

/// <summary>A column of the sheet with the rows. Its cells are text, those still empty too: what is typed there stays as it was typed.</summary>
/// <param name="Heading">What stands in its first row.</param>
/// <param name="Width">In characters.</param>
public sealed record XlsxColumn(string Heading, double Width = 16)
{
    /// <summary>Not shown, but there and sorted with the rest.</summary>
    public bool IsHidden { get; init; }

    /// <summary>A drop-down of values, each with its meaning in the reader's language. Offers and does not force.</summary>
    public IReadOnlyList<(string Value, string Meaning)> Choices { get; init; } = [];

    /// <summary>What a spreadsheet shows while a cell is chosen; at most 255 characters.</summary>
    public string? Hint { get; init; }
}

/// <summary>A sheet of explanations.</summary>
/// <param name="Sheet">Its name; the rule of <see cref="XlsxWorkbook"/> holds.</param>
/// <param name="Widths">Of its columns, in characters; longer texts are wrapped.</param>
public sealed record XlsxNotes(string Sheet, IReadOnlyList<double> Widths, IReadOnlyList<XlsxNote> Rows);

/// <summary>A row of explanations.</summary>
public sealed record XlsxNote(bool IsHeading, params IReadOnlyList<string> Cells);

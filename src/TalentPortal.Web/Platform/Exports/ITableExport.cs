namespace TalentPortal.Web.Platform.Exports;

/// <summary>
/// A table on its way out of the portal, row by row; nothing leaves as CSV or XLSX but through here. Cells that a spreadsheet would run as a
/// formula begin with an apostrophe in both forms, which the roster reader takes off again.
/// </summary>
public interface ITableExport : IAsyncDisposable
{
    /// <summary>Writes the next row; the first one holds the headings.</summary>
    Task WriteRowAsync(IEnumerable<string> cells);

    /// <summary>Sends on what was written so far.</summary>
    Task FlushAsync();

    /// <summary>Ends the table. What was disposed of without it is broken off, so that nobody takes half a workbook for a whole one.</summary>
    Task CompleteAsync();
}

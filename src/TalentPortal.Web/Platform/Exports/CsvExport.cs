using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Exports;

/// <summary>CSV: comma and CR LF, UTF-8 with a byte order mark, so that spreadsheets read every script.</summary>
public sealed class CsvExport : ITableExport
{
    public const string Media = "text/csv; charset=utf-8";

    private static readonly SearchValues<char> Splitting = SearchValues.Create(",;\t|\"\r\n");

    private readonly CsvWriter _csv;

    /// <param name="to">Where it goes; stays open.</param>
    public CsvExport(Stream to) => _csv = new(
        new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 * 1024, leaveOpen: true),
        new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });

    public async Task WriteRowAsync(IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            var harmless = SpreadsheetText.Harmless(cell);
            _csv.WriteField(harmless, ShouldQuote(harmless));
        }

        await _csv.NextRecordAsync();
    }

    public Task FlushAsync() => _csv.FlushAsync();

    public Task CompleteAsync() => FlushAsync();

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    // A spreadsheet of another region splits at its own separator, and "x;=1+1" would become a formula there.
    private static bool ShouldQuote(string cell) =>
        cell.AsSpan().ContainsAny(Splitting) || (cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1])));
}

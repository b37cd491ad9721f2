using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace TalentPortal.Web.Platform.Exports;

/// <summary>
/// The one writer of CSV exports: UTF-8 with a byte order mark, so that spreadsheets read every script; and cells that a spreadsheet would run as
/// a formula begin with an apostrophe, which the roster reader takes off again.
/// </summary>
public sealed class CsvExport : IAsyncDisposable
{
    private readonly CsvWriter _csv;

    /// <param name="to">Where it goes; stays open.</param>
    public CsvExport(Stream to) => _csv = new(new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 * 1024, leaveOpen: true), new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });

    public static string Escaped(string cell) => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠' ? $"'{cell}" : cell;

    public async Task WriteRowAsync(IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            _csv.WriteField(Escaped(cell));
        }

        await _csv.NextRecordAsync();
    }

    /// <summary>Sends on what was written so far.</summary>
    public Task FlushAsync() => _csv.FlushAsync();

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}

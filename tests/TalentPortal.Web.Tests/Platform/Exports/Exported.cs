using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Tests.Platform.Exports;

/// <summary>Writes tables as the portal does and reads workbooks without the portal's help.</summary>
internal static partial class Exported
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>Values that spreadsheets, CSV and XML each have their own ideas about.</summary>
    public static IReadOnlyList<string> Awkward { get; } =
    [
        "+60123", "=cmd|' /C calc'!A0", "'=x", "''=x", "'", "-5", "@SUM(A1)", "＝1", "\tx", "00012", "12345678901234567890", "2026-11-18", "1e9", "TRUE", "say \"hi\", he said", "a;=1+1", "a\tb|c",
        "two\nlines", "two\r\nlines", "\rx", " at the edges ", "陈伟明", "அருண்", "😀", "e\u0301", "<b>&amp;</b>", "_x000D_", "_x41_", "\u0001\u001B\uFFFE", new string('字', 4000), "",
    ];

    public static async Task<byte[]> CsvAsync(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var to = new AsyncOnly();
        await using (var csv = new CsvExport(to))
        {
            foreach (var row in rows)
            {
                await csv.WriteRowAsync(row);
            }

            await csv.CompleteAsync();
        }

        return to.Bytes;
    }

    public static async Task<byte[]> XlsxAsync(XlsxWorkbook workbook, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var to = new AsyncOnly();
        await using (var xlsx = new XlsxExport(to, workbook))
        {
            foreach (var row in rows)
            {
                await xlsx.WriteRowAsync(row);
            }

            await xlsx.CompleteAsync();
        }

        return to.Bytes;
    }

    /// <summary>One part of the package.</summary>
    public static XDocument Part(byte[] package, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using var part = zip.GetEntry(path)!.Open();
        return XDocument.Load(part, LoadOptions.PreserveWhitespace);
    }

    /// <summary>The rows of a sheet as texts, up to the last cell that holds one.</summary>
    public static IReadOnlyList<string[]> Rows(byte[] package, int sheet = 1) =>
    [
        .. Part(package, $"xl/worksheets/sheet{sheet}.xml").Descendants(Main + "row").Select(row =>
        {
            var cells = row.Elements(Main + "c").ToDictionary(c => Index(c.Attribute("r")!.Value), c => Unescaped(c.Value));
            return Enumerable.Range(0, cells.Count == 0 ? 0 : cells.Keys.Max() + 1).Select(i => cells.GetValueOrDefault(i, "")).ToArray();
        }),
    ];

    /// <summary>A row as the roster reader would take it: without the apostrophes, and as wide as its headings.</summary>
    public static string[] Read(string[] cells, int columns) => [.. cells.Concat(Enumerable.Repeat("", columns)).Take(columns).Select(SpreadsheetText.Read)];

    private static int Index(string place) => place.TakeWhile(char.IsAsciiLetter).Aggregate(0, (n, letter) => (n * 26) + letter - 'A' + 1) - 1;

    private static string Unescaped(string text) => Escape().Replace(text, m => ((char)int.Parse(m.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escape();

    /// <summary>A stream as the answer of a request is: forward only, and nothing may wait for it.</summary>
    internal sealed class AsyncOnly : Stream
    {
        private readonly MemoryStream _kept = new();

        public byte[] Bytes => _kept.ToArray();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _kept.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _kept.WriteAsync(buffer, offset, count, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _kept.Dispose();
            base.Dispose(disposing);
        }
    }
}

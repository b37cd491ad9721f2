using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Exports;

/// <summary>
/// XLSX, sent as it is written: a row is forgotten once it is compressed, so a hundred thousand need no more memory than ten. Every cell is typed
/// as text in a column formatted as text: nothing is a formula, and zeros in front, long numbers and dates stay as they are.
/// </summary>
/// <remarks>
/// The package is written part by part rather than through a document object: those need a stream they can read back, and keep a whole sheet until the end.
/// </remarks>
public sealed class XlsxExport : ITableExport
{
    public const string Media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The longest text a cell of a spreadsheet holds.</summary>
    public const int MaxCellLength = 32_767;

    private const int Chunk = 64 * 1024;

    private readonly Stream _to;
    private readonly XlsxWorkbook _workbook;
    private readonly Outgoing _outgoing = new();
    private readonly ZipArchive _archive;
    private readonly Stream _sheet;
    private readonly XmlWriter _xml;
    private int _rows;

    /// <param name="to">Where it goes; needs neither seeking nor reading, and stays open.</param>
    /// <param name="workbook">What is in it besides the rows.</param>
    public XlsxExport(Stream to, XlsxWorkbook workbook)
    {
        (_to, _workbook) = (to, workbook);
        _archive = new(_outgoing, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, part) in XlsxParts.Around(workbook))
        {
            using var entry = _archive.CreateEntry(path, CompressionLevel.Fastest).Open();
            part.Save(entry, SaveOptions.DisableFormatting);
        }

        _sheet = _archive.CreateEntry(XlsxParts.RowsPath, CompressionLevel.Fastest).Open();
        _xml = XmlWriter.Create(_sheet, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        XlsxParts.BeginRows(_xml, workbook);
    }

    /// <exception cref="ArgumentException">A cell is longer than <see cref="MaxCellLength"/>: a spreadsheet would call the file damaged.</exception>
    public Task WriteRowAsync(IEnumerable<string> cells)
    {
        var row = (++_rows).ToString(CultureInfo.InvariantCulture);
        _xml.WriteStartElement("row", XlsxParts.Namespace);
        _xml.WriteAttributeString("r", row);
        var column = 0;
        foreach (var cell in cells)
        {
            if (cell.Length > 0)
            {
                WriteCell(XlsxParts.Column(column) + row, cell);
            }

            column++;
        }

        _xml.WriteEndElement();
        return _outgoing.Kept.Length >= Chunk ? SendAsync() : Task.CompletedTask;
    }

    public async Task FlushAsync()
    {
        _xml.Flush();
        await SendAsync();
        await _to.FlushAsync();
    }

    public async Task CompleteAsync()
    {
        XlsxParts.EndRows(_xml, _workbook);
        _xml.Close();
        await _sheet.DisposeAsync();
        await _archive.DisposeAsync();
        await SendAsync();
        await _to.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever these still write goes nowhere.
        await _sheet.DisposeAsync();
        await _archive.DisposeAsync();
        await _outgoing.DisposeAsync();
    }

    private void WriteCell(string place, string cell)
    {
        // The apostrophe of CSV here too, though a text is never run: the sheet saved as CSV must be as harmless, and both forms read back alike.
        var text = XlsxParts.Text(SpreadsheetText.Harmless(cell));
        if (text.Length > MaxCellLength)
        {
            throw new ArgumentException($"The text for {place} has {text.Length} characters; a cell holds {MaxCellLength}.", nameof(cell));
        }

        _xml.WriteStartElement("c", XlsxParts.Namespace);
        _xml.WriteAttributeString("r", place);
        _xml.WriteAttributeString("s", _rows == 1 ? XlsxParts.HeadingStyle : XlsxParts.TextStyle);
        _xml.WriteAttributeString("t", "inlineStr");
        _xml.WriteStartElement("is", XlsxParts.Namespace);
        _xml.WriteStartElement("t", XlsxParts.Namespace);
        _xml.WriteAttributeString("xml", "space", null, "preserve");
        _xml.WriteString(text);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private async Task SendAsync()
    {
        await _to.WriteAsync(_outgoing.Kept.GetBuffer().AsMemory(0, (int)_outgoing.Kept.Length));
        _outgoing.Kept.SetLength(0);
    }

    /// <summary>Takes what the archive writes, which it does synchronously, until it is sent on: the answer of a request takes asynchronous writes only.</summary>
    private sealed class Outgoing : Stream
    {
        public MemoryStream Kept { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Kept.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => Kept.Write(buffer);
    }
}

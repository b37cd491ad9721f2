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
    private readonly XlsxPackage _package;
    private int _rows;

    /// <param name="to">Where it goes; needs neither seeking nor reading, and stays open.</param>
    /// <param name="workbook">What is in it besides the rows.</param>
    public XlsxExport(Stream to, XlsxWorkbook workbook)
    {
        (_to, _workbook) = (to, workbook);
        var others = XlsxParts.OtherSheets(workbook).ToList();
        _package = new(_outgoing, [(workbook.Sheet, false), .. others.Select(o => (o.Name, o.IsHidden))]);
        for (var i = 0; i < others.Count; i++)
        {
            _package.Add(XlsxParts.PathOf(i + 1), others[i].Sheet);
        }

        _package.Begin(0, XlsxParts.BeforeRows(workbook));
    }

    /// <exception cref="ArgumentException">A cell is longer than <see cref="MaxCellLength"/>: a spreadsheet would call the file damaged.</exception>
    public Task WriteRowAsync(IEnumerable<string> cells)
    {
        _rows++;
        _package.Write(_rows, cells.Select(Harmless), _rows == 1 ? XlsxParts.HeadingStyle : XlsxParts.TextStyle);
        return _outgoing.Kept.Length >= Chunk ? SendAsync() : Task.CompletedTask;
    }

    public async Task FlushAsync()
    {
        _package.Flush();
        await SendAsync();
        await _to.FlushAsync();
    }

    public async Task CompleteAsync()
    {
        _package.End(XlsxParts.BehindRows(_workbook));
        _package.Dispose();
        await SendAsync();
        await _to.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever these still write goes nowhere.
        _package.Dispose();
        await _outgoing.DisposeAsync();
    }

    // The apostrophe of CSV here too, though a text is never run: the sheet saved as CSV must be as harmless, and both forms read back alike.
    private string Harmless(string cell)
    {
        var text = SpreadsheetText.Harmless(cell);
        var length = XlsxParts.Text(text).Length;
        return length <= MaxCellLength ? text : throw new ArgumentException($"A text in row {_rows} has {length} characters; a cell holds {MaxCellLength}.", nameof(cell));
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

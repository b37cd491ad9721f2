using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>What a file turned out to be.</summary>
public sealed record CsvHeader(string[] Columns, string[] Mapping, char Delimiter, string Encoding);

/// <summary>Reads a CSV roster as a stream: strict UTF-8, any of the usual delimiters, rows numbered as a spreadsheet shows them.</summary>
public sealed class CsvRosterReader : IDisposable
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly StreamReader _text;
    private CsvParser? _parser;

    public CsvRosterReader(Stream bytes) => _text = new(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);

    public CsvHeader? Header { get; private set; }

    /// <summary>The row of the file as a spreadsheet shows it; the header is 1.</summary>
    public int RowNo { get; private set; }

    /// <summary>Looks at the first bytes for files that only pretend to be text.</summary>
    /// <returns>What it looks like, or null when it may be CSV.</returns>
    public static string? LooksLike(ReadOnlySpan<byte> start) => start switch
    {
        [0x50, 0x4B, 0x03, 0x04, ..] or [0x50, 0x4B, 0x05, 0x06, ..] => "XLSX / ZIP",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "XLS",
        [0x25, 0x50, 0x44, 0x46, ..] => "PDF",
        [0x89, 0x50, 0x4E, 0x47, ..] => "PNG",
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [0x1F, 0x8B, ..] => "GZIP",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16",
        _ when start.Contains((byte)0) => "BINARY",
        _ => null,
    };

    /// <summary>Reads the header and the first rows without judging them.</summary>
    /// <returns>Null where the bytes are no text or hold nothing.</returns>
    public (char Delimiter, string[] Columns, IReadOnlyList<string[]> Rows)? Peek(int rows)
    {
        try
        {
            var delimiter = Open();
            if (_parser is null || !Next(out var columns))
            {
                return null;
            }

            var first = new List<string[]>();
            while (first.Count < rows && Next(out var cells))
            {
                first.Add(cells);
            }

            return (delimiter, columns, first);
        }
        catch (Exception unreadable) when (unreadable is DecoderFallbackException or MaxFieldSizeException)
        {
            return null;
        }
    }

    /// <summary>Reads the header.</summary>
    /// <returns>Refused when there is none, when it lacks a needed column, or when the bytes are not UTF-8.</returns>
    public Result<CsvHeader> ReadHeader()
    {
        try
        {
            var delimiter = Open();
            if (_parser is null || !Next(out var columns))
            {
                return RosterProblems.Empty;
            }

            var mapping = RosterColumns.Map(columns);
            if (mapping.Problem is { } problem)
            {
                return problem;
            }

            return Header = new(columns, mapping.Value, delimiter, "UTF-8");
        }
        catch (DecoderFallbackException)
        {
            return RosterProblems.NotUtf8;
        }
        catch (MaxFieldSizeException)
        {
            return RosterProblems.CellTooLong(1, Roster.MaxCellLength);
        }
    }

    /// <summary>Reads the next row that holds anything.</summary>
    /// <returns>The cells; null at the end. Refused when the file cannot be read on.</returns>
    public Result<string[]?> ReadRow()
    {
        try
        {
            while (Next(out var cells))
            {
                if (Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
                {
                    continue;
                }

                if (cells.Length > Roster.MaxColumns)
                {
                    return RosterProblems.TooManyColumns(cells.Length, Roster.MaxColumns);
                }

                if (Array.Exists(cells, c => c.Length > Roster.MaxCellLength))
                {
                    return RosterProblems.CellTooLong(RowNo, Roster.MaxCellLength);
                }

                return cells;
            }

            return (string[]?)null;
        }
        catch (DecoderFallbackException)
        {
            return RosterProblems.NotUtf8;
        }
        catch (MaxFieldSizeException)
        {
            return RosterProblems.BrokenQuoting(RowNo + 1);
        }
    }

    public void Dispose()
    {
        _parser?.Dispose();
        _text.Dispose();
    }

    private char Open()
    {
        var delimiter = SniffDelimiter(out var preamble);
        _parser = preamble is null ? null : new(preamble, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            BadDataFound = null,
            LineBreakInQuotedFieldIsBadData = false,
            MaxFieldSize = Roster.MaxCellLength * 4,
            IgnoreBlankLines = false,
        });
        return delimiter;
    }

    private bool Next(out string[] cells)
    {
        if (!_parser!.Read())
        {
            cells = [];
            return false;
        }

        RowNo++;
        cells = _parser.Record!;
        return true;
    }

    // The delimiter is the candidate that stands most often outside quotes in the first line; a comma where none does.
    private char SniffDelimiter(out TextReader? preamble)
    {
        var line = new StringBuilder();
        var quoted = false;
        var counts = new int[Delimiters.Length];
        for (int next; (next = _text.Read()) >= 0 && line.Length < 200_000;)
        {
            var c = (char)next;
            line.Append(c);
            quoted ^= c == '"';
            var candidate = Array.IndexOf(Delimiters, c);
            if (candidate >= 0 && !quoted)
            {
                counts[candidate]++;
            }

            if (c == '\n' && !quoted && line.ToString().Trim('\uFEFF', '\r', '\n', ' ').Length > 0)
            {
                break;
            }
        }

        var start = line.ToString().TrimStart('\uFEFF');
        preamble = start.Trim().Length == 0 ? null : new Prefixed(start.TrimStart('\r', '\n'), _text);
        var most = Array.IndexOf(counts, counts.Max());
        return Delimiters[most];
    }

    /// <summary>A text that was already read, and the rest of the stream behind it.</summary>
    private sealed class Prefixed(string start, TextReader rest) : TextReader
    {
        private int _at;

        public override int Peek() => _at < start.Length ? start[_at] : rest.Peek();

        public override int Read() => _at < start.Length ? start[_at++] : rest.Read();

        public override int Read(char[] buffer, int index, int count)
        {
            if (_at >= start.Length)
            {
                return rest.Read(buffer, index, count);
            }

            var taken = Math.Min(count, start.Length - _at);
            start.CopyTo(_at, buffer, index, taken);
            _at += taken;
            return taken;
        }
    }
}

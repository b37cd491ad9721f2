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
    private const int SniffedCharacters = 200_000;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly StreamReader _text;
    private CsvParser? _parser;

    /// <param name="bytes">The file, from its first byte.</param>
    /// <param name="lenient">Whether to look at bytes that are not UTF-8 all the same, as far as they can be read. For looking only: names would be spoilt.</param>
    public CsvRosterReader(Stream bytes, bool lenient = false) =>
        _text = new(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: !lenient), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);

    public CsvHeader? Header { get; private set; }

    /// <summary>The row of the file as a spreadsheet shows it; the header is 1 where no blank line stands above it.</summary>
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
    /// <returns>Null where there is nothing to read; fewer rows where it cannot be read on.</returns>
    public (char Delimiter, string[] Columns, IReadOnlyList<string[]> Rows)? Peek(int rows)
    {
        if (Open(out var delimiter) is not null || NextFilled(out var columns) is not null || columns is null)
        {
            return null;
        }

        var first = new List<string[]>();
        while (first.Count < rows && NextFilled(out var cells) is null && cells is not null)
        {
            first.Add(cells);
        }

        return (delimiter, columns, first);
    }

    /// <summary>Reads the header.</summary>
    /// <returns>Refused when there is none, when it lacks a needed column, or when it cannot be read.</returns>
    public Result<CsvHeader> ReadHeader()
    {
        string[]? columns = null;
        if ((Open(out var delimiter) ?? NextFilled(out columns)) is { } unreadable)
        {
            return unreadable;
        }

        if (columns is null)
        {
            return RosterProblems.Empty;
        }

        var mapping = RosterColumns.Map(columns);
        return mapping.Problem is { } problem ? problem : Header = new(columns, mapping.Value, delimiter, "UTF-8");
    }

    /// <summary>Reads the next row that holds anything.</summary>
    /// <returns>The cells; null at the end. Refused when the file cannot be read on.</returns>
    public Result<string[]?> ReadRow()
    {
        if (NextFilled(out var cells) is { } problem)
        {
            return problem;
        }

        return cells?.Length > Roster.MaxColumns ? RosterProblems.TooManyColumns(cells.Length, Roster.MaxColumns) : cells;
    }

    public void Dispose()
    {
        _parser?.Dispose();
        _text.Dispose();
    }

    /// <summary>Whether a cell took in the lines behind it because nobody closed its quote.</summary>
    internal static bool IsOpen(string cell, CsvParser parser) => cell.AsSpan().IndexOfAny('\r', '\n') >= 0 && parser.RawRecord.AsSpan().Count('"') % 2 == 1;

    private Problem? Open(out char delimiter)
    {
        delimiter = Delimiters[0];
        try
        {
            delimiter = SniffDelimiter(out var whole);
            _parser = new(whole, new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = delimiter.ToString(),
                BadDataFound = null,
                LineBreakInQuotedFieldIsBadData = false,
                MaxFieldSize = Roster.MaxCellLength * 4,
                IgnoreBlankLines = false,
            });
            return null;
        }
        catch (DecoderFallbackException)
        {
            return RosterProblems.NotUtf8;
        }
    }

    // Blank lines keep their numbers and say nothing.
    private Problem? NextFilled(out string[]? cells)
    {
        Problem? problem;
        do
        {
            problem = Next(out cells);
        }
        while (problem is null && cells is not null && Array.TrueForAll(cells, string.IsNullOrWhiteSpace));
        return problem;
    }

    private Problem? Next(out string[]? cells)
    {
        cells = null;
        try
        {
            if (!_parser!.Read())
            {
                return null;
            }
        }
        catch (DecoderFallbackException)
        {
            return RosterProblems.NotUtf8;
        }
        catch (MaxFieldSizeException)
        {
            return RosterProblems.BrokenQuoting(RowNo + 1);
        }

        RowNo++;
        cells = _parser.Record!;

        // PostgreSQL stores no NUL, and text has none.
        if (Array.Exists(cells, c => c.Contains('\0', StringComparison.Ordinal)))
        {
            return RosterProblems.NotCsv("BINARY");
        }

        // A quote nobody closed swallows the lines behind it; without this they would be lost in one cell.
        if (Array.Exists(cells, c => IsOpen(c, _parser)))
        {
            return RosterProblems.BrokenQuoting(RowNo);
        }

        return Array.Exists(cells, c => c.Length > Roster.MaxCellLength) ? RosterProblems.CellTooLong(RowNo, Roster.MaxCellLength) : null;
    }

    // The delimiter is the candidate that stands most often outside quotes in the first line that holds anything; a comma where none does.
    private char SniffDelimiter(out TextReader whole)
    {
        var read = new StringBuilder();
        var counts = new int[Delimiters.Length];
        var (quoted, filled) = (false, false);
        for (int next; read.Length < SniffedCharacters && (next = _text.Read()) >= 0;)
        {
            var c = (char)next;
            if (c == '\uFEFF' && read.Length == 0)
            {
                continue;
            }

            read.Append(c);
            quoted ^= c == '"';
            filled |= !char.IsWhiteSpace(c);
            if (c is '\n' or '\r' && !quoted && filled)
            {
                break;
            }

            if (!quoted && Array.IndexOf(Delimiters, c) is >= 0 and var candidate)
            {
                counts[candidate]++;
            }
        }

        whole = new Prefixed(read.ToString(), _text);
        return Delimiters[Array.IndexOf(counts, counts.Max())];
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

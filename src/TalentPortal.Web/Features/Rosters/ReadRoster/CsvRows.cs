using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>The rows of delimited text, numbered as a spreadsheet shows them.</summary>
internal sealed class CsvRows : IRowSource
{
    private const int SniffedCharacters = 200_000;

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    private readonly StreamReader _text;
    private readonly CsvParser _parser;

    /// <param name="file">Stays open.</param>
    /// <param name="encoding">What its bytes mean.</param>
    /// <exception cref="DecoderFallbackException">The first line is not in that encoding.</exception>
    public CsvRows(Stream file, TextEncoding encoding)
    {
        file.Position = encoding.Mark;
        _text = new(file, encoding.Encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true);
        Delimiter = SniffDelimiter(out var whole, out var named);
        DelimiterIsNamed = named;
        _parser = new(whole, Configuration(Delimiter));
    }

    public char Delimiter { get; }

    /// <summary>Whether a first line says <c>sep=;</c>, as Excel writes and hides it; it has no number.</summary>
    public bool DelimiterIsNamed { get; }

    public int RowNo { get; private set; }

    internal static CsvConfiguration Configuration(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        BadDataFound = null,
        LineBreakInQuotedFieldIsBadData = false,
        MaxFieldSize = Roster.MaxCellLength * 4,
        IgnoreBlankLines = false,
    };

    /// <inheritdoc />
    public Problem? Next(out string[]? cells)
    {
        Problem? problem;
        do
        {
            problem = NextLine(out cells);
        }
        while (problem is null && cells is not null && Array.TrueForAll(cells, string.IsNullOrWhiteSpace));
        return problem;
    }

    /// <summary>Goes to the next line, blank ones included.</summary>
    public Problem? NextLine(out string[]? cells)
    {
        cells = null;
        try
        {
            if (!_parser.Read())
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
            return RosterProblems.NotCsv(FileKind.Binary);
        }

        // A quote nobody closed swallows the lines behind it; without this they would be lost in one cell.
        if (Array.Exists(cells, IsOpen))
        {
            return RosterProblems.BrokenQuoting(RowNo);
        }

        return Array.Exists(cells, c => c.Length > Roster.MaxCellLength) ? RosterProblems.CellTooLong(RowNo, Roster.MaxCellLength) : null;
    }

    public void Dispose()
    {
        _parser.Dispose();
        _text.Dispose();
    }

    private bool IsOpen(string cell) => cell.AsSpan().IndexOfAny('\r', '\n') >= 0 && _parser.RawRecord.AsSpan().Count('"') % 2 == 1;

    // The delimiter is the one a first line names; else the one that makes headings of one of the first lines, for a title may stand above them; else the candidate that
    // stands most often outside quotes in the first line that holds anything; a comma where none does.
    private char SniffDelimiter(out TextReader whole, out bool named)
    {
        var line = ReadLine();
        named = line.TrimEnd('\r', '\n') is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', not '"'];
        if (named)
        {
            if (line[^1] == '\r' && _text.Peek() == '\n')
            {
                _ = _text.Read();
            }

            whole = _text;
            return line[4];
        }

        var (read, lines, found) = (new StringBuilder(line), 1, Heading(line));
        for (var next = line; found is null && lines < HeadedRows.Looked && next.Length > 0 && read.Length < SniffedCharacters; lines++)
        {
            next = ReadLine();
            read.Append(next);
            found = Heading(next);
        }

        whole = new Prefixed(read.ToString(), _text);
        return found ?? MostOften(line);
    }

    private static char? Heading(string line) => Delimiters.Select(d => (Delimiter: d, Known: HeadedRows.Known(line.Split(d, StringSplitOptions.TrimEntries).Select(c => c.Trim('"')).ToArray(), RosterAnswers.None.Mapping)))
        .Where(d => d.Known >= HeadedRows.LeastKnown).OrderByDescending(d => d.Known).Select(d => (char?)d.Delimiter).FirstOrDefault();

    private static char MostOften(string line)
    {
        var counts = new int[Delimiters.Length];
        var quoted = false;
        foreach (var c in line)
        {
            quoted ^= c == '"';
            if (!quoted && Array.IndexOf(Delimiters, c) is >= 0 and var candidate)
            {
                counts[candidate]++;
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())];
    }

    // Up to the end of the next line that holds anything, with the blank ones before it.
    private string ReadLine()
    {
        var read = new StringBuilder();
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
        }

        return read.ToString();
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

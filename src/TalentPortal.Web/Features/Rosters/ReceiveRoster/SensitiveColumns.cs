using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>
/// Takes passwords and national identity numbers out of a roster before it is stored: by heading, and by pattern where most of the first
/// rows of a column we do not use look like identity numbers. The column goes, not the file.
/// </summary>
public static partial class SensitiveColumns
{
    private const int RowsLookedAt = 100;

    /// <summary>Finds the columns to drop.</summary>
    /// <returns>Their positions and headings; none where there is nothing to read. A file the reading job will refuse (Latin-1, an open quote) is looked at all the same:
    /// its bytes are stored too.</returns>
    public static (char Delimiter, IReadOnlyDictionary<int, string> Columns) Find(Stream file)
    {
        file.Position = 0;
        using var reader = new CsvRosterReader(new Unowned(file), lenient: true);
        var looked = reader.Peek(RowsLookedAt);
        if (looked is not var (delimiter, headings, rows))
        {
            return (',', new Dictionary<int, string>());
        }

        var found = new Dictionary<int, string>();
        for (var i = 0; i < headings.Length; i++)
        {
            var column = i;
            var filled = rows.Where(r => r.Length > column && r[column].Trim().Length > 0).Select(r => r[column].Trim()).ToList();
            if (RosterColumns.IsSensitive(headings[i])
                || (RosterColumns.Find(headings[i]) is null && filled.Count >= 3 && filled.Count(v => NationalId().IsMatch(v)) >= 0.8 * filled.Count))
            {
                found[i] = headings[i];
            }
        }

        return (delimiter, found);
    }

    /// <summary>Copies the file without the columns named; every other byte of a cell stays, whatever its encoding, so that the reading job can judge it.</summary>
    /// <returns>Refused where a quote nobody closed in such a column has swallowed rows: they would be dropped with it.</returns>
    public static async Task<Problem?> CopyWithoutAsync(Stream file, char delimiter, IReadOnlyDictionary<int, string> columns, Stream to, CancellationToken cancellationToken)
    {
        await SkipByteOrderMarkAsync(file, cancellationToken);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter.ToString(), BadDataFound = null, IgnoreBlankLines = false };

        // Latin-1 stands for bytes here: one character each, there and back, and what CSV means by itself is ASCII in every encoding we meet.
        using var parser = new CsvParser(new StreamReader(new Unowned(file), Encoding.Latin1, detectEncodingFromByteOrderMarks: false), configuration);
        await using var writer = new CsvWriter(new StreamWriter(to, Encoding.Latin1, leaveOpen: true), configuration);
        while (await parser.ReadAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < parser.Count; i++)
            {
                if (!columns.ContainsKey(i))
                {
                    writer.WriteField(parser[i]);
                }
                else if (CsvRosterReader.IsOpen(parser[i], parser))
                {
                    return RosterProblems.BrokenQuoting(parser.Row);
                }
            }

            await writer.NextRecordAsync();
        }

        return null;
    }

    private static async Task SkipByteOrderMarkAsync(Stream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var start = new byte[3];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        file.Position = start.AsSpan(0, length) is [0xEF, 0xBB, 0xBF] ? length : 0;
    }

    // MyKad 900101-14-5678 (hyphens optional), NRIC and FIN S1234567D.
    [GeneratedRegex(@"^(?:\d{6}-?\d{2}-?\d{4}|[STFGM]\d{7}[A-Z])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex NationalId();

    /// <summary>Lets a reader be disposed without closing the file it read.</summary>
    private sealed class Unowned(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

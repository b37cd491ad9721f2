using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
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
    /// <returns>Their positions and headings; none where the file cannot be read as CSV, which the reading job will say.</returns>
    public static (char Delimiter, IReadOnlyDictionary<int, string> Columns) Find(Stream file)
    {
        file.Position = 0;
        using var reader = new CsvRosterReader(new Unowned(file));
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

    /// <summary>Copies the file without the columns named.</summary>
    public static async Task CopyWithoutAsync(Stream file, char delimiter, IReadOnlyDictionary<int, string> columns, Stream to, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter.ToString(), BadDataFound = null, IgnoreBlankLines = false };
        using var parser = new CsvParser(new StreamReader(new Unowned(file), Encoding.UTF8), configuration);
        await using var writer = new CsvWriter(new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true), configuration);
        while (await parser.ReadAsync())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < parser.Count; i++)
            {
                if (!columns.ContainsKey(i))
                {
                    writer.WriteField(parser[i]);
                }
            }

            await writer.NextRecordAsync();
        }
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

using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>What was taken out of a file before it was stored.</summary>
/// <param name="Dropped">Headings of columns that went altogether.</param>
/// <param name="Hashed">Headings of columns whose values became keyed hashes.</param>
/// <param name="Cells">Single cells in columns we keep that held a national identity number.</param>
public sealed record Scrubbed(IReadOnlyList<string> Dropped, IReadOnlyList<string> Hashed, int Cells);

/// <summary>
/// Takes passwords and national identity numbers out of a roster before it is stored, whatever its format: columns by their heading or by the pattern of
/// their values, and single cells in other columns. What must go goes from every sheet and every file of a set, hidden or not.
/// </summary>
public static class SensitiveColumns
{
    /// <summary>Writes a copy without what must not be kept.</summary>
    /// <param name="raw">The file as it came; seekable.</param>
    /// <param name="fileName">As the uploader calls it; the contents decide what it is.</param>
    /// <param name="hash">Where matching by national id is switched on: the keyed hash of a number, null for one that is none. The column is then kept as <c>national_id</c>.</param>
    /// <param name="to">Receives the copy; untouched where there is nothing to take out.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    /// <returns>Null where nothing had to go, which includes files that the reading job will refuse. Refused where something must go and the file cannot be read to its end.</returns>
    public static Task<Result<Scrubbed?>> ScrubAsync(Stream raw, string fileName, Func<string, string?>? hash, Stream to, CancellationToken cancellationToken) =>
        Task.Run(() => Scrub(raw, hash, to, cancellationToken), cancellationToken);

    private static Result<Scrubbed?> Scrub(Stream raw, Func<string, string?>? hash, Stream to, CancellationToken cancellationToken)
    {
        raw.Position = 0;
        var start = new byte[16];
        var length = raw.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        var plans = new ScrubPlans(hash, cancellationToken);
        try
        {
            return FileKind.Of(start.AsSpan(0, length)) switch
            {
                null => ScrubText(raw, plans, to),
                FileKind.Zip => ScrubZip(raw, plans, to),
                _ => (Scrubbed?)null,
            };
        }
        catch (UnreadableFileException unreadable)
        {
            return plans.Any ? unreadable.Problem : (Scrubbed?)null;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            return plans.Any ? RosterFileProblems.Damaged(FileKind.Zip) : (Scrubbed?)null;
        }
    }

    private static Result<Scrubbed?> ScrubText(Stream raw, ScrubPlans plans, Stream to)
    {
        var plan = Judge(raw, plans);
        if (plan is not { Plan.Any: true })
        {
            return (Scrubbed?)null;
        }

        Copy(raw, plan.Value, plans, to);
        return plans.Report();
    }

    // Bytes that no encoding explains are looked through all the same: the job will refuse them, but they are stored until then.
    private static (TextEncoding Encoding, ScrubPlan Plan)? Judge(Stream raw, ScrubPlans plans)
    {
        var encoding = TextEncoding.Of(raw, null);
        if (encoding.Problem is { } unread && unread != RosterProblems.NotUtf8)
        {
            return null;
        }

        var letters = encoding.Problem is null ? encoding.Value : TextEncoding.Bytes;
        using var rows = new CsvRows(raw, letters);
        return (letters, plans.Judge(rows));
    }

    private static void Copy(Stream raw, (TextEncoding Encoding, ScrubPlan Plan) judged, ScrubPlans plans, Stream to)
    {
        raw.Position = 0;
        var mark = new byte[judged.Encoding.Mark];
        raw.ReadExactly(mark);
        to.Write(mark);
        using var rows = new CsvRows(raw, judged.Encoding);
        using var writer = new StreamWriter(to, judged.Encoding.Encoding, leaveOpen: true);
        using var csv = new CsvWriter(writer, CsvRows.Configuration(rows.Delimiter), leaveOpen: true);
        if (rows.DelimiterIsNamed)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"sep={rows.Delimiter}\r\n"));
        }

        while (true)
        {
            if (rows.NextLine(out var cells) is { } broken)
            {
                throw new UnreadableFileException(broken);
            }

            if (cells is null)
            {
                return;
            }

            foreach (var cell in plans.Kept(judged.Plan, rows.RowNo, cells))
            {
                csv.WriteField(cell);
            }

            csv.NextRecord();
        }
    }

    private static Result<Scrubbed?> ScrubZip(Stream raw, ScrubPlans plans, Stream to)
    {
        using (var zip = new BoundedZip(raw))
        {
            if (Workbook.Open(zip) is { } workbook)
            {
                return ScrubWorkbook(workbook, raw, plans, to);
            }

            if (!OneRosterSet.Is(zip) && !SchoolDataSet.Is(zip))
            {
                return (Scrubbed?)null;
            }
        }

        return ScrubSet(raw, plans, to);
    }

    private static Result<Scrubbed?> ScrubWorkbook(Workbook workbook, Stream raw, ScrubPlans plans, Stream to)
    {
        var judged = new List<ScrubPlan>();
        foreach (var sheet in workbook.Sheets)
        {
            using var rows = workbook.Rows(sheet);
            judged.Add(plans.Judge(rows));
        }

        if (!plans.Any)
        {
            return (Scrubbed?)null;
        }

        // A new plain workbook: the texts, names in comments and every other part of the old one are left behind.
        using var again = Workbook.Open(new(raw))!;
        using var writer = new XlsxPackage(to, [.. again.Sheets.Select(s => (s.Name, s.Hidden))]);
        for (var i = 0; i < judged.Count; i++)
        {
            using var rows = again.Rows(again.Sheets[i]);
            writer.Begin(i, []);
            while (true)
            {
                if (rows.Next(out var cells) is { } broken)
                {
                    return broken;
                }

                if (cells is null)
                {
                    break;
                }

                // As it stands in the file, formulas' beginnings too: the copy is read by us alone, and reads as the file does.
                writer.Write(rows.RowNo, plans.Kept(judged[i], rows.RowNo, cells));
            }

            writer.End([]);
        }

        return plans.Report();
    }

    private static Result<Scrubbed?> ScrubSet(Stream raw, ScrubPlans plans, Stream to)
    {
        var judged = new Dictionary<string, (TextEncoding, ScrubPlan)?>(StringComparer.Ordinal);
        using (var zip = new BoundedZip(raw))
        {
            foreach (var name in zip.Names.Where(n => n.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)))
            {
                using var entry = zip.Load(name);
                judged[name] = Judge(entry, plans);
            }
        }

        if (!plans.Any)
        {
            return (Scrubbed?)null;
        }

        using var again = new BoundedZip(raw);
        using var copy = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, plan) in judged)
        {
            if (plan is not { } known)
            {
                continue;
            }

            using var entry = again.Load(name);
            using var written = copy.CreateEntry(name, CompressionLevel.Fastest).Open();
            Copy(entry, known, plans, written);
        }

        return plans.Report();
    }
}

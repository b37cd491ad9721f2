using System.Text;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>Opens whatever a registrar's system exports: delimited text in the encodings of the region, XLSX, OneRoster and School Data Sync sets, Moodle user files.</summary>
public static class RosterFile
{
    private const int RowsCounted = 1000;
    private const int SamplesShown = 5;
    private const int ValuesShown = 3;

    /// <summary>Rows among which the values are found by which a human recognises a column.</summary>
    internal const int RowsLookedAt = 50;

    // A sheet of one column is a note, not a roster.
    private const int LeastColumns = 2;

    /// <summary>Finds out what a file is and reads its headings.</summary>
    /// <param name="file">Seekable; stays open, and must for as long as the table is read.</param>
    /// <param name="fileName">As the uploader calls it; the contents decide what it is.</param>
    /// <param name="answers">What a human has said of it before.</param>
    /// <param name="cancellationToken">Looked at between the steps.</param>
    /// <returns>The table, with questions where only a human knows. Refused when it is nothing that is read, damaged, out of bounds, empty, or lacks a needed column and has nothing to ask about.</returns>
    public static Result<RosterTable> Open(Stream file, string fileName, RosterAnswers answers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var start = new byte[512];
        file.Position = 0;
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (Path.GetFileName(fileName).StartsWith("~$", StringComparison.Ordinal))
        {
            return RosterFileProblems.LockFile;
        }

        try
        {
            return FileKind.Of(start.AsSpan(0, length)) switch
            {
                null => OpenText(file, answers),
                FileKind.Zip => OpenZip(file, answers),
                FileKind.CompoundFile => FileKind.IsEncrypted(file) ? RosterFileProblems.Encrypted : RosterProblems.NotCsv(FileKind.CompoundFile),
                var kind => RosterProblems.NotCsv(kind),
            };
        }
        catch (UnreadableFileException unreadable)
        {
            return unreadable.Problem;
        }
        catch (DecoderFallbackException)
        {
            return RosterProblems.NotUtf8;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            return RosterFileProblems.Damaged(FileKind.Zip);
        }
    }

    /// <summary>What a zip is that holds neither a workbook nor a set.</summary>
    internal static string KindOf(BoundedZip zip) => zip switch
    {
        _ when zip.Has("xl/workbook.bin") => "XLSB",
        _ when zip.Has("word/document.xml") => "DOCX",
        _ when zip.Has("ppt/presentation.xml") => "PPTX",
        _ when zip.Has("mimetype") && zip.Has("content.xml") => "ODS",
        _ when zip.Has("Index/Document.iwa") || zip.Has("Index.zip") => "NUMBERS",
        _ => FileKind.Zip,
    };

    private static Result<RosterTable> OpenText(Stream file, RosterAnswers answers)
    {
        var encoding = TextEncoding.Of(file, answers.Encoding);
        if (encoding.Problem is { } unread)
        {
            return unread;
        }

        var samples = encoding.Value.Guessed ? Samples(file, encoding.Value) : [];
        var text = new CsvRows(file, encoding.Value);
        var rows = new HeadedRows(text, answers.Mapping);
        return Describe(rows, null, answers, about => new RosterTable(rows, null, about.First)
        {
            Format = IsMoodle(about.Columns) ? "moodle" : "csv",
            Encoding = encoding.Value.Name,
            Delimiter = text.Delimiter.ToString(),
            Skipped = rows.Skipped,
            Samples = samples,
            Columns = about.Columns,
            Mapping = about.Mapping,
            Questions = about.Questions,
        });
    }

    private static Result<RosterTable> OpenZip(Stream file, RosterAnswers answers)
    {
        var zip = new BoundedZip(file);
        try
        {
            if (Workbook.Open(zip) is { } workbook)
            {
                return OpenWorkbook(workbook, answers);
            }

            if (SchoolDataSet.Is(zip))
            {
                return OpenSchoolData(zip, answers);
            }

            if (!OneRosterSet.Is(zip))
            {
                return Closed(zip, RosterProblems.NotCsv(KindOf(zip)));
            }

            var set = OneRosterSet.Read(zip, answers.Encoding);
            return set.Problem is { } broken ? Closed(zip, broken) : Describe(set.Value, zip, answers, about => new RosterTable(set.Value, zip, about.First)
            {
                Format = $"oneroster-{set.Value.Version}",
                Encoding = set.Value.Encoding,
                Columns = about.Columns,
                Mapping = about.Mapping,
                Questions = about.Questions,
            });
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    private static Result<RosterTable> OpenSchoolData(BoundedZip zip, RosterAnswers answers)
    {
        var set = SchoolDataSet.Read(zip, answers.Encoding);
        return set.Problem is { } broken ? Closed(zip, broken) : Describe(set.Value, zip, answers, about => new RosterTable(set.Value, zip, about.First)
        {
            Format = SchoolDataSet.Format,
            Encoding = set.Value.Encoding,
            Columns = about.Columns,
            Mapping = about.Mapping,
            Questions = about.Questions,
        });
    }

    private static Problem Closed(BoundedZip zip, Problem problem)
    {
        zip.Dispose();
        return problem;
    }

    private static Result<RosterTable> OpenWorkbook(Workbook workbook, RosterAnswers answers)
    {
        var (sheet, choices) = Choose(workbook, answers);
        if (sheet is null)
        {
            workbook.Dispose();
            return choices.Count == 0 ? RosterProblems.Empty : new RosterTable(null, null, []) { Format = "xlsx", Encoding = TextEncoding.Utf8, Questions = RosterQuestions.None with { Sheets = choices } };
        }

        var rows = new HeadedRows(workbook.Rows(sheet), answers.Mapping);
        return Describe(rows, workbook, answers, about => new RosterTable(rows, workbook, about.First)
        {
            Format = "xlsx",
            Encoding = TextEncoding.Utf8,
            Sheet = sheet.Name,
            Skipped = rows.Skipped,
            Columns = about.Columns,
            Mapping = about.Mapping,
            Questions = about.Questions,
        });
    }

    // One visible sheet that could be a roster is the one; between several a human decides, and a hidden one is never taken unasked.
    private static (Sheet? Sheet, IReadOnlyList<SheetChoice> Choices) Choose(Workbook workbook, RosterAnswers answers)
    {
        if (answers.Sheet is { } said && workbook.Sheets.FirstOrDefault(s => s.Name == said) is { } named)
        {
            return (named, []);
        }

        var choices = workbook.Sheets.Select(s => (Sheet: s, Choice: Described(workbook, s, answers))).ToList();
        var could = choices.FindAll(c => c.Choice is { Rows: > 0, Headings.Count: >= LeastColumns });
        var visible = could.FindAll(c => !c.Choice.Hidden);
        return (visible, could) switch
        {
            ([var only], _) => (only.Sheet, []),
            ([], []) => (choices.Find(c => !c.Choice.Hidden && c.Choice.Headings.Count > 0).Sheet, []),
            _ => (null, could.ConvertAll(c => c.Choice)),
        };
    }

    private static SheetChoice Described(Workbook workbook, Sheet sheet, RosterAnswers answers)
    {
        using var rows = new HeadedRows(workbook.Rows(sheet), answers.Mapping);
        if (rows.Next(out var headings) is { } broken)
        {
            return sheet.Hidden ? new(sheet.Name, sheet.Hidden, 0, []) : throw new UnreadableFileException(broken);
        }

        var counted = 0;
        while (counted < RowsCounted && rows.Next(out var cells) is null && cells is not null)
        {
            counted++;
        }

        return new(sheet.Name, sheet.Hidden, counted, headings?.Where(h => !string.IsNullOrWhiteSpace(h)).ToList() ?? []);
    }

    private static Result<RosterTable> Describe(IRowSource rows, IDisposable? file, RosterAnswers answers, Func<About, RosterTable> table)
    {
        var problem = rows.Next(out var columns);
        var mapping = problem is null && columns is not null ? RosterColumns.Map(columns, answers.Mapping) : problem ?? RosterProblems.Empty;
        if (mapping.Problem is null)
        {
            return table(new(columns!, mapping.Value, RosterQuestions.None, []));
        }

        if (columns is { Length: >= LeastColumns and <= Roster.MaxColumns } && First(rows) is { Count: > 0 } first)
        {
            var asked = Ask(columns, first, answers);
            return table(new(columns, [.. asked.Select(c => c.Suggested ?? "")], RosterQuestions.None with { Columns = asked }, first));
        }

        rows.Dispose();
        file?.Dispose();
        return mapping.Problem;
    }

    private static List<(int RowNo, string[] Cells)> First(IRowSource rows)
    {
        var first = new List<(int, string[])>();
        while (first.Count < RowsLookedAt && rows.Next(out var cells) is null && cells is not null)
        {
            first.Add((rows.RowNo, cells));
        }

        return first;
    }

    private static List<ColumnChoice> Ask(string[] columns, List<(int RowNo, string[] Cells)> rows, RosterAnswers answers)
    {
        var names = RosterColumns.Names(columns);
        var samples = ValuesOf(columns, rows.ConvertAll(r => r.Cells));
        var suggested = RosterColumns.Suggest(columns, answers.Mapping, samples);
        return [.. names.Select((name, i) => new ColumnChoice(name, samples[i], suggested[i]))];
    }

    /// <summary>The first different values of each column.</summary>
    internal static IReadOnlyList<IReadOnlyList<string>> ValuesOf(string[] columns, IReadOnlyList<string[]> rows) =>
        [.. columns.Select((_, i) => (IReadOnlyList<string>)[.. rows.Where(r => r.Length > i && !string.IsNullOrWhiteSpace(r[i])).Select(r => r[i]).Distinct().Take(ValuesShown)])];

    private static List<string> Samples(Stream file, TextEncoding encoding)
    {
        var samples = new List<string>();
        using var rows = new CsvRows(file, encoding);
        while (samples.Count < SamplesShown && rows.Next(out var cells) is null && cells is not null)
        {
            samples.AddRange(cells.Where(c => c.Any(l => l >= 0x80 && char.IsLetter(l))).Distinct().Except(samples).Take(SamplesShown - samples.Count));
        }

        return samples;
    }

    private static bool IsMoodle(string[] columns) =>
        columns.Contains("username", StringComparer.OrdinalIgnoreCase) && columns.Contains("firstname", StringComparer.OrdinalIgnoreCase) && columns.Contains("lastname", StringComparer.OrdinalIgnoreCase);

    private sealed record About(string[] Columns, string[] Mapping, RosterQuestions Questions, IReadOnlyList<(int RowNo, string[] Cells)> First);
}

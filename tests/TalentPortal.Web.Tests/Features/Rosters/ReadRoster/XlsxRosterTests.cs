using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Exports;
using Xunit;
using static TalentPortal.Web.Tests.Features.Rosters.ReadRoster.Zips;

namespace TalentPortal.Web.Tests.Features.Rosters.ReadRoster;

public sealed class XlsxRosterTests
{
    private const string Headings = """<row r="1"><c r="A1" t="inlineStr"><is><t>student id</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c></row>""";

    private const string Looks =
        """<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="00000000"/><numFmt numFmtId="166" formatCode="0.00E+00"/><numFmt numFmtId="167" formatCode="[$-409]&quot;day&quot;\d0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="9"/></cellXfs>""";

    [Fact]
    public void Text_stays_text_whichever_way_it_is_stored()
    {
        const string Shared = """<si><t>00123</t></si><si><r><t>Tan </t></r><r><t xml:space="preserve">Ah Kow</t></r><rPh sb="0" eb="1"><t>タン</t></rPh></si>""";
        var file = Read(Workbook(Shared, "", "", ("Roster", "visible", Headings + """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="str"><f>"0"&amp;"7"</f><v>07</v></c><c r="B3" t="inlineStr"><is><t>A_x000D_B &lt;陈&gt;</t></is></c></row>""")));
        Assert.Equal([["00123", "Tan Ah Kow"], ["07", "A\rB <陈>"]], file.Rows.Select(r => r.Cells));
        Assert.Equal(("xlsx", "UTF-8", "Roster"), (file.Table!.Format, file.Table.Encoding, file.Table.Sheet));
    }

    [Theory]
    [InlineData("20231234567", 0, "20231234567")]
    [InlineData("2.0231234567E10", 0, "20231234567")]
    [InlineData("59.999999999999993", 0, "60")]
    [InlineData("0.1", 0, "0.1")]
    [InlineData("1E-3", 4, "0.001")]
    [InlineData("-5", 0, "-5")]
    [InlineData("123", 3, "00000123")]
    [InlineData("0.875", 6, "87.5%")]
    [InlineData("46344", 0, "46344")]
    [InlineData("46344", 5, "46344")]
    [InlineData("46344", 1, "2026-11-18")]
    [InlineData("46344.75", 2, "2026-11-18")]
    [InlineData("1", 1, "1900-01-01")]
    [InlineData("59", 1, "1900-02-28")]
    [InlineData("60", 1, "1900-02-29")]
    [InlineData("61", 1, "1900-03-01")]
    public void Numbers_are_shown_as_people_know_them_and_only_dates_are_dates(string stored, int look, string shown) => Assert.Equal(shown, Number(stored, look, ""));

    [Theory]
    [InlineData("0", "1904-01-01")]
    [InlineData("44882", "2026-11-18")]
    public void A_workbook_may_count_its_days_from_1904(string stored, string shown) => Assert.Equal(shown, Number(stored, 1, """<workbookPr date1904="1"/>"""));

    [Theory]
    [InlineData("""<c r="B2" t="b"><v>1</v></c>""", "TRUE")]
    [InlineData("""<c r="B2" t="b"><v>0</v></c>""", "FALSE")]
    [InlineData("""<c r="B2" t="e"><v>#N/A</v></c>""", "#N/A")]
    [InlineData("""<c r="B2"><f>1+1</f><v>2</v></c>""", "2")]
    [InlineData("""<c r="B2" t="d"><v>2026-11-18T00:00:00</v></c>""", "2026-11-18")]
    public void Other_cells_are_what_a_person_sees(string cell, string shown) =>
        Assert.Equal(shown, Read(Workbook(Headings + $"""<row r="2"><c r="A2"><v>1</v></c>{cell}</row>""")).Rows[0].Cells[1]);

    [Fact]
    public void Rows_have_the_numbers_that_the_spreadsheet_shows_and_blank_ones_say_nothing()
    {
        var file = Read(Workbook("""<row r="1"/>""" + Row(3, "student id", "name") + Row(4, "", " ") + Row(7, "A1", "Ali") + """<row><c><v>2</v></c><c t="inlineStr"><is><t>Siti</t></is></c></row>"""));
        Assert.Equal([(7, "Ali"), (8, "Siti")], file.Rows.Select(r => (r.RowNo, r.Cells[1])));
    }

    [Fact]
    public void Of_several_sheets_a_human_chooses_and_a_hidden_one_is_never_taken_unasked()
    {
        var roster = Row(1, "student id", "name") + Row(2, "A1", "Ali") + Row(3, "A2", "Siti");
        var two = Workbook("", "", "", ("One", "visible", roster), ("Two", "visible", roster), ("Old", "hidden", roster), ("Note", "visible", Row(1, "Read me") + Row(2, "x")));
        var asked = Read(two).Table!;
        Assert.Equal([("One", false, 2), ("Two", false, 2), ("Old", true, 2)], asked.Questions.Sheets.Select(s => (s.Name, s.Hidden, s.Rows)));
        Assert.Equal(["student id", "name"], asked.Questions.Sheets[0].Headings);
        Assert.Empty(asked.Columns);
        Assert.Null(asked.ReadRow().Value);

        Assert.Equal(2, Read(two, RosterAnswers.None with { Sheet = "Old" }).Rows.Count);
        Assert.Equal(3, Read(two, RosterAnswers.None with { Sheet = "Gone" }).Table!.Questions.Sheets.Count);
        Assert.Equal("Seen", Read(Workbook("", "", "", ("Old", "veryHidden", roster), ("Seen", "visible", roster))).Table!.Sheet);
        Assert.Equal("Old", Assert.Single(Read(Workbook("", "", "", ("Old", "hidden", roster), ("Note", "visible", Row(1, "Read me")))).Table!.Questions.Sheets).Name);
    }

    [Fact]
    public void A_title_above_the_headings_is_left_out_in_a_sheet_too()
    {
        var roster = Row(1, "UNIVERSITI X") + Row(3, "student id", "name") + Row(4, "A1", "Ali");
        var file = Read(Workbook("", "", "", ("Notes", "visible", Row(1, "Read me")), ("Roster", "visible", roster)));
        Assert.Equal(("Roster", 2), (file.Table!.Sheet, file.Table.Skipped));
        Assert.Equal([(4, "Ali")], file.Rows.Select(r => (r.RowNo, r.Cells[1])));
    }

    [Fact]
    public void What_was_written_is_what_is_read() => Check.One(
        Laws.Config(300),
        Prop.ForAll(Gen.ArrayOf(Gen.ArrayOf(Cell, 3)).ToArbitrary(), rows =>
        {
            using var bytes = new MemoryStream();
            using (var writer = new XlsxPackage(bytes, [("Roster", false)]))
            {
                writer.Begin(0, []);
                writer.Write(1, ["email", "name", "note"]);
                for (var i = 0; i < rows.Length; i++)
                {
                    writer.Write(i + 2, rows[i]);
                }

                writer.End([]);
            }

            var file = Read(bytes.ToArray());
            Assert.Null(file.Problem);
            var expected = rows.Select((cells, i) => (RowNo: i + 2, Cells: cells)).Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c)));
            Assert.Equal(expected.Select(r => (r.RowNo, Text(r.Cells))), file.Rows.Select(r => (r.RowNo, Text(r.Cells))));
        }));

    [Fact]
    public void Too_many_columns_and_too_long_cells_are_named()
    {
        var wide = """<row r="2"><c r="GS2"><v>1</v></c></row>""";
        Assert.Equal(RosterProblems.TooManyColumns(201, 200), Read(Workbook(Headings + wide)).Problem);
        Assert.Equal(RosterProblems.CellTooLong(2, 4000), Read(Workbook(Headings + Row(2, "A1", new string('a', 4001)))).Problem);
        Assert.Null(Read(Workbook(Headings + Row(2, "A1", new string('a', 4000)) + """<row r="3"><c r="XFD3" s="1"/></row>""")).Problem);
    }

    [Fact]
    public void A_bomb_of_shared_texts_is_refused_before_it_costs_memory()
    {
        var bomb = Workbook(string.Concat(Enumerable.Repeat("<si><t>" + new string('a', 20_000) + "</t></si>", 5_000)), "", "", ("Roster", "visible", Headings + Row(2, "A1", "Ali")));
        Assert.InRange(bomb.Length, 0, 440 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(RosterFileProblems.UnpacksTooLarge(200, 100), Read(bomb).Problem);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150 * 1024 * 1024);
    }

    [Theory]
    [InlineData("<si><t/></si>", 1_000_000)]
    [InlineData("<si><t>a</t></si>", 1_000_000)]
    [InlineData("<a><a><a><a>", 500_000)]
    public void Endless_small_parts_end_within_the_bounds(string part, int times)
    {
        var bytes = Workbook(string.Concat(Enumerable.Repeat(part, times)), "", "", ("Roster", "visible", Headings + Row(2, "A1", "Ali")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Read(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150 * 1024 * 1024);
    }

    [Fact]
    public void A_part_with_endless_names_or_an_endless_attribute_is_damaged()
    {
        var names = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<n{i}/>"));
        Assert.Equal(RosterFileProblems.Damaged("xl/sharedStrings.xml"), Read(Workbook(names, "", "", ("Roster", "visible", Headings))).Problem);
        Assert.Equal(RosterFileProblems.Damaged("xl/sharedStrings.xml"), Read(Of([.. Parts(Workbook(Headings), "xl/sharedStrings.xml"), ("xl/sharedStrings.xml", Noise(6_000_000))])).Problem);
    }

    [Fact]
    public void A_DTD_is_never_read()
    {
        var sheet = """<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"""u8.ToArray();
        Assert.Equal(RosterFileProblems.Damaged("xl/worksheets/sheet1.xml"), Read(Of([.. Parts(Workbook(Headings), "xl/worksheets/sheet1.xml"), ("xl/worksheets/sheet1.xml", sheet)])).Problem);
    }

    [Fact]
    public void More_entries_than_any_roster_has_are_refused() =>
        Assert.Equal(RosterFileProblems.TooManyEntries(200), Read(Of([.. Enumerable.Range(0, 201).Select(i => ($"{i}.csv", "a"))])).Problem);

    [Fact]
    public void Wherever_a_workbook_is_cut_off_it_is_damaged_and_nothing_worse()
    {
        var whole = Workbook("<si><t>Ali</t></si>", Looks, "", ("Roster", "visible", Headings + """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>0</v></c></row>"""));
        Assert.Null(Read(whole).Problem);
        for (var length = 4; length < whole.Length; length += 7)
        {
            Assert.NotNull(Read(whole[..length]).Problem);
        }
    }

    [Fact]
    public void Whatever_byte_of_a_workbook_is_wrong_reading_ends_in_rows_or_in_a_problem()
    {
        var whole = Workbook("<si><t>Ali</t></si>", Looks, "", ("Roster", "visible", Headings + """<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>0</v></c></row>"""));
        for (var at = 0; at < whole.Length; at++)
        {
            var wrong = (byte[])whole.Clone();
            wrong[at] ^= 0x55;
            _ = Read(wrong);
        }
    }

    [Fact]
    public void Files_that_are_no_workbook_are_called_what_they_are()
    {
        byte[] compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[300_000], .. Encoding.Unicode.GetBytes("EncryptedPackage")];
        Assert.Equal(RosterFileProblems.Encrypted, Read(compound).Problem);
        Assert.Equal(RosterProblems.NotCsv("XLS"), Read(compound[..^20]).Problem);
        Assert.Equal(RosterFileProblems.LockFile, Read([0x03, .. "Ali"u8], name: "~$roster.xlsx").Problem);
        Assert.Equal(RosterProblems.NotCsv("ODS"), Read(Of(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>"))).Problem);
        Assert.Equal(RosterProblems.NotCsv("XLSB"), Read(Of(("xl/workbook.bin", "x"))).Problem);
        Assert.Equal(RosterProblems.NotCsv("ZIP"), Read(Of([("roster.xlsx", Workbook(Headings))])).Problem);
    }

    [Fact]
    public async Task What_must_not_be_kept_goes_from_every_sheet_and_from_the_shared_texts()
    {
        const string Shared = "<si><t>hunter2</t></si><si><t>S1234567D</t></si>";
        var sheet = """<row r="2"><c r="A2" t="inlineStr"><is><t>student id</t></is></c><c r="B2" t="inlineStr"><is><t>Password</t></is></c><c r="C2" t="inlineStr"><is><t>name</t></is></c></row><row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" t="s"><v>0</v></c><c r="C5"><v>7</v></c></row>""";
        using var raw = new MemoryStream(Workbook(Shared, "", "", ("Seen", "visible", sheet), ("Hid", "hidden", sheet)));
        using var to = new MemoryStream();
        var scrubbed = (await SensitiveColumns.ScrubAsync(raw, "roster.xlsx", null, to, CancellationToken.None)).Value!;
        Assert.Equal(["Password"], scrubbed.Dropped);
        Assert.Equal(2, scrubbed.Cells);
        foreach (var name in new[] { "Seen", "Hid" })
        {
            var file = Read(to.ToArray(), RosterAnswers.None with { Sheet = name });
            Assert.Equal(["student id", "name"], file.Table!.Columns);
            Assert.Equal((5, RosterColumns.RemovedCell, "7"), (file.Rows[0].RowNo, file.Rows[0].Cells[0], file.Rows[0].Cells[1]));
        }

        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(to.ToArray()));
        foreach (var entry in zip.Entries)
        {
            using var text = new StreamReader(entry.Open());
            Assert.DoesNotMatch("hunter2|S1234567D", await text.ReadToEndAsync());
        }
    }

    private static Gen<string> Cell => Gen.Elements("", " ", ",", "\"", "\n", "\r", "a", "陈伟明", "😀", "<&>", "_x000D_", "_", "x", "=1+1", "\u0001", "\uFFFE", "a@um.my").ListOf().Select(pieces => string.Concat(pieces));

    // Blank cells at the end of a row take no room.
    private static string Text(string[] cells) => string.Join('\u241F', cells).TrimEnd('\u241F', ' ', '\n', '\r');

    private static string Number(string stored, int look, string properties) =>
        Read(Workbook("", Looks, properties, ("Roster", "visible", Headings + $"""<row r="2"><c r="A2" s="{look}"><v>{stored}</v></c><c r="B2"><v>1</v></c></row>"""))).Rows[0].Cells[0];

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return [.. "<sst a='"u8, .. bytes.Select(b => (byte)('a' + (b % 26))), .. "'/>"u8];
    }

    private static List<(string, byte[])> Parts(byte[] zip, string without)
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip));
        var parts = new List<(string, byte[])>();
        foreach (var entry in archive.Entries.Where(e => e.FullName != without))
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            parts.Add((entry.FullName, content.ToArray()));
        }

        return parts;
    }

    private static FileRead Read(byte[] bytes, RosterAnswers? answers = null, string name = "roster.xlsx")
    {
        using var file = new MemoryStream(bytes);
        var opened = RosterFile.Open(file, name, answers ?? RosterAnswers.None, CancellationToken.None);
        var rows = new List<(int RowNo, string[] Cells)>();
        if (opened.Problem is { } unreadable)
        {
            return new(unreadable, null, rows);
        }

        using var table = opened.Value;
        while (true)
        {
            var row = table.ReadRow();
            if (row.Problem is not null || row.Value is null)
            {
                return new(row.Problem, table, rows);
            }

            rows.Add((table.RowNo, row.Value));
        }
    }

    private sealed record FileRead(Problem? Problem, RosterTable? Table, IReadOnlyList<(int RowNo, string[] Cells)> Rows);
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using FsCheck.Fluent;
using TalentPortal.Web.Platform.Exports;
using Xunit;

namespace TalentPortal.Web.Tests.Platform.Exports;

/// <summary>What left as XLSX is what somebody else's reader finds: texts, never formulas or numbers.</summary>
public sealed class XlsxExportTests
{
    private static readonly XlsxWorkbook Whole = new("Roster", [new("key") { IsHidden = true }, new("value", 40), new("state") { Choices = [("Johor", "柔佛"), ("Kedah", "吉打")] }, new("day") { Hint = "2026-11-18" }, new("gender") { Choices = [("female", "女")] }])
    {
        PreparedRows = 500,
        Notes = new("说明", [20, 60], [new(true, "How"), new(false), new(false, "value", "<as you like>")]),
    };

    [Fact]
    public async Task Awkward_values_come_back_as_texts()
    {
        var package = await Exported.XlsxAsync(Whole, [["key", "value"], .. Exported.Awkward.Select(v => new[] { "k", v })]);
        Assert.Equal(Exported.Awkward, Exported.Rows(package).Skip(1).Select(r => Exported.Read(r, 2)[1]));
        using var document = SpreadsheetDocument.Open(new MemoryStream(package), isEditable: false);
        Assert.All(document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<Cell>()), cell => Assert.Equal((CellValues.InlineString, null, null), (cell.DataType!.Value, cell.CellFormula, cell.CellValue)));
    }

    [Fact]
    public async Task Whatever_was_written_is_what_is_read()
    {
        foreach (var values in Gen.Elements([.. Exported.Awkward.Where(v => v.Length < 100), "a", "_x", "0041_", "\uD83D", "'", "="]).ListOf().Select(p => string.Concat(p)).ListOf().Examples(200))
        {
            var package = await Exported.XlsxAsync(Whole, values.Select(v => new[] { "k", v }));
            Assert.Equal(values, Exported.Rows(package).Select(r => Exported.Read(r, 2)[1]));
            Assert.DoesNotContain("<f>", Exported.Part(package, "xl/worksheets/sheet1.xml").ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cells_that_look_like_formulas_carry_the_same_apostrophe_as_in_csv() =>
        Assert.Equal(["'+60123", "'=cmd"], Exported.Rows(await Exported.XlsxAsync(new("Roster", [new("a"), new("b")]), [["+60123", "=cmd"]]))[0]);

    [Fact]
    public async Task The_package_is_valid_with_and_without_all_that_it_may_hold()
    {
        foreach (var workbook in new[] { Whole, new("Plain", [new("a")]), new("Empty", [new("a")]) { Notes = Whole.Notes } })
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(await Exported.XlsxAsync(workbook, [["a"], ["1"]])), isEditable: false);
            Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath} {e.Description}"));
        }
    }

    [Fact]
    public async Task Headings_stay_in_view_keys_are_hidden_and_lists_open_in_their_columns()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(await Exported.XlsxAsync(Whole, [["key", "value", "state", "day", "gender"]])), isEditable: false);
        var workbook = document.WorkbookPart!;
        var sheets = workbook.Workbook.Descendants<Sheet>().ToList();
        Assert.Equal([("Roster", false), ("说明", false), ("Lists", true)], sheets.Select(s => (s.Name!.Value!, s.State?.Value == SheetStateValues.Hidden)));

        var rows = ((WorksheetPart)workbook.GetPartById(sheets[0].Id!)).Worksheet;
        Assert.Equal(PaneStateValues.Frozen, rows.Descendants<Pane>().Single().State!.Value);
        Assert.Equal([true, false, false, false, false], rows.Descendants<Column>().Select(c => c.Hidden?.Value == true));
        var formats = workbook.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();
        Assert.All(rows.Descendants<Column>(), c => Assert.Equal(49u, formats[(int)c.Style!.Value].NumberFormatId!.Value));
        Assert.Equal(1u, formats[(int)rows.Descendants<Cell>().First().StyleIndex!.Value].FontId!.Value);
        Assert.Equal(
            [("C2:C501", "Lists!$A$2:$A$3"), ("D2:D501", null), ("E2:E501", "Lists!$C$2:$C$2")],
            rows.Descendants<DataValidation>().Select(v => (v.SequenceOfReferences!.InnerText, v.Formula1?.Text)));

        string[][] lists = [["state", "", "gender"], ["Johor", "柔佛", "female", "女"], ["Kedah", "吉打"]];
        Assert.Equal(lists, Exported.Rows(await Exported.XlsxAsync(Whole, []), 3));
    }

    [Fact]
    public async Task A_hundred_thousand_rows_need_no_more_memory_than_a_few()
    {
        using var to = new Forgetful();
        await using var xlsx = new XlsxExport(to, Whole);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 100_000; i++)
        {
            await xlsx.WriteRowAsync([i.ToString("D8", CultureInfo.InvariantCulture), "Nur Aisyah binti Abdul Rahman", "Johor", "2026-11-18", "female", Guid.CreateVersion7().ToString()]);
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(to.Written > 2_000_000, $"{to.Written} bytes were sent on so far.");
        Assert.True(grown < 5_000_000, $"{grown} bytes are still held.");
    }

    [Fact]
    public async Task A_text_too_long_for_a_cell_is_an_error_and_not_a_damaged_file() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Exported.XlsxAsync(Whole, [[new string('x', XlsxExport.MaxCellLength + 1)]]));

    [Fact]
    public async Task A_workbook_broken_off_is_not_taken_for_a_whole_one()
    {
        using var to = new Exported.AsyncOnly();
        await using (var xlsx = new XlsxExport(to, Whole))
        {
            await xlsx.WriteRowAsync(["a"]);
            await xlsx.FlushAsync();
        }

        Assert.NotEmpty(to.Bytes);
        Assert.Throws<InvalidDataException>(() => new ZipArchive(new MemoryStream(to.Bytes)));
    }

    [Fact]
    public async Task Nothing_but_the_parts_of_a_workbook_is_inside()
    {
        using var zip = new ZipArchive(new MemoryStream(await Exported.XlsxAsync(Whole, [["a"]])));
        Assert.Equal(
            ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet1.xml"],
            zip.Entries.Select(e => e.FullName));
        Assert.All(zip.Entries, e => Assert.DoesNotContain("macro", new StreamReader(e.Open(), Encoding.UTF8).ReadToEnd(), StringComparison.OrdinalIgnoreCase));
    }

    private sealed class Forgetful : Stream
    {
        public long Written { get; private set; }

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

        public override void Write(byte[] buffer, int offset, int count) => Written += count;
    }
}

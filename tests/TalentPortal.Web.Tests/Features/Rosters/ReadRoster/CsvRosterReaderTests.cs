using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ReadRoster;

public sealed class CsvRosterReaderTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_usual_delimiters_are_recognised(char delimiter)
    {
        var file = Read($"email{delimiter}name\na@um.my{delimiter}Ali\n");
        Assert.Equal(delimiter, file.Header!.Delimiter);
        Assert.Equal(["a@um.my", "Ali"], Assert.Single(file.Rows).Cells);
    }

    [Fact]
    public void A_delimiter_inside_quotes_is_not_counted()
    {
        var file = Read("\"email, if any, please\";name;email\nx;Ali;a@um.my\n");
        Assert.Equal(';', file.Header!.Delimiter);
        Assert.Equal(["email, if any, please", "name", "email"], file.Header.Columns);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_in_any_of_the_three_ways(string end)
    {
        var file = Read(string.Join(end, "email,name", "a@um.my,Ali", "b@um.my,Siti"));
        Assert.Equal([(2, "Ali"), (3, "Siti")], file.Rows.Select(r => (r.RowNo, r.Cells[1])));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_heading() => Assert.Equal("email", Read("\uFEFFemail,name\na@um.my,Ali").Header!.Columns[0]);

    [Fact]
    public void Blank_lines_are_skipped_and_keep_their_numbers()
    {
        var file = Read("\n  \nemail,name\n\na@um.my,Ali\n,\n   \nb@um.my,Siti\n\n");
        Assert.Equal([(5, "Ali"), (8, "Siti")], file.Rows.Select(r => (r.RowNo, r.Cells[1])));
    }

    [Fact]
    public void Quoted_cells_hold_delimiters_quotes_and_line_breaks_and_are_one_row()
    {
        var file = Read("email,name\n\"a@um.my\",\"Ali \"\"Ah Kow\"\", Tan\r\nJr.\"\nb@um.my,Siti\n");
        Assert.Equal("Ali \"Ah Kow\", Tan\r\nJr.", file.Rows[0].Cells[1]);
        Assert.Equal((3, "Siti"), (file.Rows[1].RowNo, file.Rows[1].Cells[1]));
    }

    [Fact]
    public void A_quote_in_the_middle_of_a_cell_is_a_quote() => Assert.Equal("Ali \"Boy\" Tan", Read("email,name\na@um.my,Ali \"Boy\" Tan").Rows[0].Cells[1]);

    [Fact]
    public void Rows_may_be_shorter_or_longer_than_the_header() =>
        Assert.Equal([1, 4], Read("email,name\na@um.my\nb@um.my,Siti,x,y\n").Rows.Select(r => r.Cells.Length));

    [Fact]
    public void Formulas_are_text() => Assert.Equal("=HYPERLINK(1)", Read("email,name\na@um.my,=HYPERLINK(1)").Rows[0].Cells[1]);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n \n\t\n")]
    [InlineData(",,,\n")]
    public void A_file_without_anything_in_it_is_empty(string text) => Assert.Equal(RosterProblems.Empty, Read(text).Problem);

    [Fact]
    public void A_header_alone_has_no_rows()
    {
        var file = Read("email,name\n");
        Assert.Null(file.Problem);
        Assert.Empty(file.Rows);
    }

    [Fact]
    public void A_needed_column_that_is_missing_is_named()
    {
        Assert.Equal(RosterProblems.MissingColumn("full_name"), Read("email,colour\na@um.my,red").Problem);
        Assert.Equal(RosterProblems.MissingColumn("student_id / email"), Read("name\nAli").Problem);
    }

    [Fact]
    public void Two_headings_for_one_column_are_named() => Assert.Equal(RosterProblems.TwoColumnsForOne("email", "email", "Emel"), Read("email,name,Emel\n").Problem);

    [Fact]
    public void Two_hundred_columns_are_read_and_one_more_is_not()
    {
        static string Columns(int n) => "email,name" + string.Concat(Enumerable.Range(3, n - 2).Select(i => $",c{i}"));
        Assert.Null(Read(Columns(200) + "\n").Problem);
        Assert.Equal(RosterProblems.TooManyColumns(201, 200), Read(Columns(201) + "\n").Problem);
        Assert.Equal(RosterProblems.TooManyColumns(201, 200), Read("email,name\na@um.my" + new string(',', 200)).Problem);
    }

    [Fact]
    public void A_cell_has_four_thousand_characters_and_not_one_more()
    {
        Assert.Null(Read("email,name\na@um.my," + new string('a', 4000)).Problem);
        Assert.Equal(RosterProblems.CellTooLong(2, 4000), Read("email,name\na@um.my," + new string('a', 4001)).Problem);
        Assert.Equal(RosterProblems.CellTooLong(1, 4000), Read("email,name," + new string('a', 4001)).Problem);
    }

    [Theory]
    [InlineData("email,name\na@um.my,\"Ali\nb@um.my,Siti\nc@um.my,Tan\n", 2)]
    [InlineData("email,name\nb@um.my,Siti\na@um.my,\"Ali\n", 3)]
    [InlineData("email,\"name\na@um.my,Ali\n", 1)]
    public void A_quote_nobody_closed_is_named_with_its_row(string text, int row) => Assert.Equal(RosterProblems.BrokenQuoting(row), Read(text).Problem);

    [Fact]
    public void A_quote_that_swallows_a_large_file_is_named_with_its_row()
    {
        var rows = string.Concat(Enumerable.Repeat("b@um.my,Siti\n", 5000));
        Assert.Equal(RosterProblems.BrokenQuoting(3), Read("email,name\na@um.my,Ali\na@um.my,\"Ali\n" + rows).Problem);
    }

    [Theory]
    [InlineData("email,name\na@um.my,A\0li")]
    [InlineData("email,na\0me\na@um.my,Ali")]
    public void A_file_with_NUL_in_it_is_no_text(string text) => Assert.Equal(RosterProblems.NotCsv("BINARY"), Read(text).Problem);

    [Fact]
    public void Latin_1_is_refused_wherever_it_begins()
    {
        Assert.Equal(RosterProblems.NotUtf8, Read(Encoding.Latin1.GetBytes("email,name\na@um.my,Zoë\n")).Problem);
        Assert.Equal(RosterProblems.NotUtf8, Read(Encoding.Latin1.GetBytes("email,prénom,name\n")).Problem);
        var late = string.Concat(Enumerable.Repeat("a@um.my,Ali\n", 20_000)) + "a@um.my,Zoë\n";
        Assert.Equal(RosterProblems.NotUtf8, Read(Encoding.Latin1.GetBytes("email,name\n" + late)).Problem);
    }

    [Fact]
    public void A_letter_cut_in_half_at_the_end_is_refused() => Assert.Equal(RosterProblems.NotUtf8, Read(Encoding.UTF8.GetBytes("email,name\na@um.my,陈")[..^1]).Problem);

    [Theory]
    [InlineData("504B0304140006", "XLSX / ZIP")]
    [InlineData("D0CF11E0A1B11AE1", "XLS")]
    [InlineData("255044462D312E37", "PDF")]
    [InlineData("89504E470D0A1A0A", "PNG")]
    [InlineData("FFD8FFE0", "JPEG")]
    [InlineData("1F8B0800", "GZIP")]
    [InlineData("FFFE65006D00", "UTF-16")]
    [InlineData("FEFF0065006D", "UTF-16")]
    [InlineData("65006D006100", "BINARY")]
    [InlineData("656D61696C2C6E616D65", null)]
    [InlineData("EFBBBF656D61696C", null)]
    [InlineData("", null)]
    public void Other_kinds_of_file_are_known_by_their_first_bytes(string start, string? kind) => Assert.Equal(kind, CsvRosterReader.LooksLike(Convert.FromHexString(start)));

    [Fact]
    public void A_very_long_first_line_loses_no_character()
    {
        var heading = new string('x', 3900);
        var file = Read("email,name" + string.Concat(Enumerable.Repeat($",\"{heading}\"", 60)) + "\na@um.my,Ali\n");
        Assert.All(file.Header!.Columns.Skip(2), column => Assert.Equal(heading, column));
        Assert.Equal("Ali", file.Rows[0].Cells[1]);
    }

    [Fact]
    public void What_was_written_is_what_is_read() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Tables.ToArbitrary(), table =>
        {
            var (delimiter, end, rows) = table;
            var file = Read(Write(delimiter, end, [["email", "name", "note"], .. rows]));
            Assert.Null(file.Problem);
            Assert.Equal(rows.Where(r => r.Any(c => !string.IsNullOrWhiteSpace(c))), file.Rows.Select(r => r.Cells));
        }));

    [Fact]
    public void Whatever_the_bytes_reading_ends_in_rows_or_in_a_problem() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Bytes.ToArbitrary(), bytes =>
        {
            _ = CsvRosterReader.LooksLike(bytes);
            _ = Read(bytes);
        }));

    private static Gen<(char Delimiter, string End, string[][] Rows)> Tables =>
        from delimiter in Gen.Elements(',', ';', '\t', '|')
        from end in Gen.Elements("\n", "\r\n")
        from rows in Gen.ArrayOf(Gen.ArrayOf(Cell, 3))
        select (delimiter, end, rows);

    private static Gen<string> Cell => Gen.Elements("", " ", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "a", "陈伟明", "😀", "'", "=1+1", "\uFEFF", "a@um.my").ListOf().Select(pieces => string.Concat(pieces));

    private static Gen<byte[]> Bytes =>
        from head in Gen.Elements("", "email,name\n", "\uFEFFemail;name\r\n", "email\tname\r")
        from pieces in Gen.Elements<byte>(0, 9, 10, 13, 32, 34, 39, 44, 59, 65, 124, 0xC3, 0xA9, 0xE9, 0xEF, 0xBB, 0xBF, 0xFF, 0xF0).ArrayOf()
        select Encoding.UTF8.GetBytes(head).Concat(pieces).ToArray();

    private static byte[] Write(char delimiter, string end, IEnumerable<string[]> rows)
    {
        using var text = new StringWriter();
        using (var writer = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter.ToString(), NewLine = end, ShouldQuote = _ => true }))
        {
            foreach (var row in rows)
            {
                Array.ForEach(row, cell => writer.WriteField(cell));
                writer.NextRecord();
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static FileRead Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static FileRead Read(byte[] bytes)
    {
        using var reader = new CsvRosterReader(new MemoryStream(bytes));
        var header = reader.ReadHeader();
        var rows = new List<(int RowNo, string[] Cells)>();
        if (header.Problem is { } unreadable)
        {
            return new(unreadable, null, rows);
        }

        while (true)
        {
            var row = reader.ReadRow();
            if (row.Problem is not null || row.Value is null)
            {
                return new(row.Problem, header.Value, rows);
            }

            rows.Add((reader.RowNo, row.Value));
        }
    }

    private sealed record FileRead(Problem? Problem, CsvHeader? Header, IReadOnlyList<(int RowNo, string[] Cells)> Rows);
}

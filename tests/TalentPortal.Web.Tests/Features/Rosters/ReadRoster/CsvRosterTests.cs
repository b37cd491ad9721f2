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

public sealed class CsvRosterTests
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_usual_delimiters_are_recognised(char delimiter)
    {
        var file = Read($"email{delimiter}name\na@um.my{delimiter}Ali\n");
        Assert.Equal(delimiter.ToString(), file.Header!.Delimiter);
        Assert.Equal(["a@um.my", "Ali"], Assert.Single(file.Rows).Cells);
    }

    [Fact]
    public void A_delimiter_inside_quotes_is_not_counted()
    {
        var file = Read("\"email, if any, please\";name;email\nx;Ali;a@um.my\n");
        Assert.Equal(";", file.Header!.Delimiter);
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
        Assert.Equal(RosterProblems.MissingColumn("full_name"), Read("email,colour\n").Problem);
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
    public void A_letter_cut_in_half_at_the_end_is_refused() => Assert.Equal(RosterProblems.NotUtf8, Read(Encoding.UTF8.GetBytes("email,name\na@um.my,陈")[..^1]).Problem);

    [Theory]
    [InlineData("D0CF11E0A1B11AE1", "XLS")]
    [InlineData("255044462D312E37", "PDF")]
    [InlineData("89504E470D0A1A0A", "PNG")]
    [InlineData("FFD8FFE0", "JPEG")]
    [InlineData("1F8B0800", "GZIP")]
    [InlineData("425A6839314159", "BZIP2")]
    [InlineData("65006D00610000", "BINARY")]
    public void Other_kinds_of_file_are_known_by_their_first_bytes(string start, string kind) => Assert.Equal(RosterProblems.NotCsv(kind), Read(Convert.FromHexString(start)).Problem);

    [Theory]
    [InlineData("sep=;\r\nemail;name\r\na@um.my;Ali, Tan\r\n")]
    [InlineData("SEP=;\nemail;name\na@um.my;Ali, Tan\n")]
    [InlineData("sep=;\remail;name\ra@um.my;Ali, Tan\r")]
    public void A_first_line_may_name_the_delimiter_and_has_no_number(string text)
    {
        var file = Read(text);
        Assert.Equal(";", file.Header!.Delimiter);
        Assert.Equal((2, "Ali, Tan"), (file.Rows[0].RowNo, file.Rows[0].Cells[1]));
    }

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
        Laws.Config(500),
        Prop.ForAll(Tables.ToArbitrary(), table =>
        {
            var (delimiter, end, rows) = table;
            var file = Read(Write(delimiter, end, [["email", "name", "note"], .. rows]));
            Assert.Null(file.Problem);
            Assert.Equal(rows.Where(r => r.Any(c => !string.IsNullOrWhiteSpace(c))), file.Rows.Select(r => r.Cells));
        }));

    [Fact]
    public void Whatever_the_bytes_reading_ends_in_rows_or_in_a_problem() => Check.One(
        Laws.Config(2000),
        Prop.ForAll(Bytes.ToArbitrary(), bytes =>
        {
            _ = Read(bytes);
        }));

    private static Gen<(char Delimiter, string End, string[][] Rows)> Tables =>
        from delimiter in Gen.Elements(',', ';', '\t', '|')
        from end in Gen.Elements("\n", "\r\n", "\r")
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
        using var file = new MemoryStream(bytes);
        var opened = RosterFile.Open(file, "roster.csv", RosterAnswers.None, CancellationToken.None);
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

    private sealed record FileRead(Problem? Problem, RosterTable? Header, IReadOnlyList<(int RowNo, string[] Cells)> Rows);
}

using System.Text;
using FsCheck.Fluent;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Platform.Exports;

/// <summary>What left as CSV comes back through the roster reader as it was, and runs nowhere on the way.</summary>
public sealed class CsvExportTests
{
    [Fact]
    public async Task It_is_utf_8_with_a_mark_and_lines_end_as_spreadsheets_expect()
    {
        var bytes = await Exported.CsvAsync([["student_id", "full_name"], ["00012", "陈伟明"]]);
        Assert.Equal("\uFEFFstudent_id,full_name\r\n00012,陈伟明\r\n", Encoding.UTF8.GetString(bytes));
    }

    [Theory]
    [InlineData("a;=1+1")]
    [InlineData("a\t=1+1")]
    [InlineData("a|=1+1")]
    public async Task A_separator_of_another_region_splits_no_cell(string cell) =>
        Assert.Equal($"\uFEFF\"{cell}\"\r\n", Encoding.UTF8.GetString(await Exported.CsvAsync([[cell]])));

    [Fact]
    public async Task Awkward_values_come_back() => Assert.Equal(Exported.Awkward, await ThereAndBackAsync(Exported.Awkward));

    [Fact]
    public async Task Whatever_was_written_is_what_is_read()
    {
        foreach (var values in Gen.Elements([.. Exported.Awkward.Where(v => v.Length < 100), "a", ",", "'", "="]).ListOf().Select(p => string.Concat(p)).ListOf().Examples(200))
        {
            Assert.Equal(values, await ThereAndBackAsync([.. values]));
        }
    }

    [Theory]
    [InlineData("+60123456789")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("-5")]
    [InlineData("＠home")]
    [InlineData("O'Neill")]
    [InlineData("'Aisyah")]
    [InlineData("00012")]
    [InlineData("陈伟明, \"Wei Ming\"")]
    public async Task A_person_reads_the_same_again(string value)
    {
        using var csv = Opened(await Exported.CsvAsync([["student_id", "full_name", "mobile"], [value, value, value]]));
        var (row, findings) = new RosterRowReader(csv.Mapping, new(2026, 11, 20)).Read((Guid.Empty, Guid.Empty, 2), csv.ReadRow().Value!);
        Assert.Empty(findings);
        Assert.Equal((value, value, value), (row.StudentId, row.FullName, row.Mobile));
    }

    private static RosterTable Opened(byte[] file) => RosterFile.Open(new MemoryStream(file), "roster.csv", RosterAnswers.None, CancellationToken.None).Value;

    private static async Task<IEnumerable<string>> ThereAndBackAsync(IReadOnlyList<string> values)
    {
        var bytes = await Exported.CsvAsync([["email", "full_name"], .. values.Select(v => new[] { "a@um.my", v })]);
        using var csv = Opened(bytes);
        var read = new List<string>();
        while (csv.ReadRow() is var row && row.Problem is null && row.Value is { } cells)
        {
            Assert.Equal("a@um.my", cells[0]);
            Assert.False(cells[1] is ['=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠', ..], cells[1]);
            read.Add(SpreadsheetText.Read(cells[1]));
        }

        return read;
    }
}

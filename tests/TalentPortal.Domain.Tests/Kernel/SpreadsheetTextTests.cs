using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Kernel;
using Xunit;

namespace TalentPortal.Domain.Tests.Kernel;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=cmd", "'=cmd")]
    [InlineData("+60123", "'+60123")]
    [InlineData("-5", "'-5")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("＝1", "'＝1")]
    [InlineData("'=x", "''=x")]
    [InlineData("''+x", "'''+x")]
    [InlineData("'Aisyah", "'Aisyah")]
    [InlineData("O'Neill=x", "O'Neill=x")]
    [InlineData("'", "'")]
    [InlineData("", "")]
    public void What_begins_like_a_formula_gets_one_apostrophe_and_nothing_else_does(string text, string cell) => Assert.Equal(cell, SpreadsheetText.Harmless(text));

    [Fact]
    public void What_a_spreadsheet_typed_with_its_own_apostrophe_is_read_without_it() => Assert.Equal("=x", SpreadsheetText.Read("'=x"));

    [Fact]
    public void Every_text_comes_back_and_none_begins_like_a_formula() => Check.One(
        Laws.Config(2000),
        Prop.ForAll(
            Hostile.Texts,
            Gen.Elements("", "'", "''", "'=", "''＠").ToArbitrary(),
            (text, before) =>
            {
                var cell = SpreadsheetText.Harmless(before + text);
                Assert.Equal(before + text, SpreadsheetText.Read(cell));
                Assert.False(cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\0' or '＝' or '＋' or '－' or '＠', ..], cell);
            }));
}

using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Kernel;
using Xunit;

namespace TalentPortal.Domain.Tests.Kernel;

public sealed class CodeTests
{
    [Theory]
    [InlineData("um")]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("universiti-malaya-2026")]
    public void A_code_is_lower_case_letters_digits_and_inner_hyphens(string code) => Assert.True(Code.IsValid(code));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-um")]
    [InlineData("um-")]
    [InlineData("u--m")]
    [InlineData("UM")]
    [InlineData("u m")]
    [InlineData("ü")]
    [InlineData("u_m")]
    [InlineData("../um")]
    [InlineData("um\n")]
    [InlineData("٣")]
    public void Anything_else_is_not(string? code) => Assert.False(Code.IsValid(code));

    [Fact]
    public void A_code_has_at_most_64_characters()
    {
        Assert.True(Code.IsValid(new string('a', Code.MaxLength)));
        Assert.False(Code.IsValid(new string('a', Code.MaxLength + 1)));
    }

    [Theory]
    [InlineData("Universiti Malaya (KL)", "universiti-malaya-kl")]
    [InlineData("  École  Polytechnique ", "ecole-polytechnique")]
    [InlineData("AI & Data — 2026", "ai-data-2026")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("马来亚大学 UM", "um")]
    [InlineData("马来亚大学", null)]
    [InlineData("---", null)]
    [InlineData("", null)]
    public void A_name_becomes_its_code(string name, string? code) => Assert.Equal(code, Code.FromName(name));

    [Fact]
    public void A_long_name_is_cut_and_never_ends_in_a_hyphen() =>
        Assert.Equal(new string('a', Code.MaxLength - 1), Code.FromName(new string('a', Code.MaxLength - 1) + " b"));

    [Fact]
    public void Half_a_surrogate_pair_is_no_letter() => Assert.Equal("ab", Code.FromName("ab\uD83D"));

    [Fact]
    public void Whatever_the_name_its_code_is_valid_or_there_is_none() => Check.One(
        Laws.Config(1000),
        Prop.ForAll(Hostile.Texts, name => Code.FromName(name) is not { } code || Code.IsValid(code)));

    [Fact]
    public void A_code_stays_what_it_is() => Check.One(
        Laws.Config(1000),
        Prop.ForAll(Hostile.Texts, name => Code.FromName(name) is not { } code || Code.FromName(code) == code));
}

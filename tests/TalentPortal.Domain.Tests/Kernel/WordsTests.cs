using System.Reflection;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using Xunit;

namespace TalentPortal.Domain.Tests.Kernel;

public sealed class WordsTests
{
    public static TheoryData<Type> Enums => [.. typeof(Words).Assembly.GetTypes().Where(t => t.IsEnum)];

    [Fact]
    public void An_enum_value_has_one_word_everywhere()
    {
        Assert.Equal("needs-decision", Words.Of(RosterState.NeedsDecision));
        Assert.Equal("ai-partner", Words.Of(PartnerKind.AiPartner));
        Assert.Equal("agreement-in-force", Words.Of(FactKind.AgreementInForce));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NeedsDecision")]
    [InlineData("needs_decision")]
    [InlineData("Needs-decision")]
    [InlineData("5")]
    public void Only_the_exact_word_is_understood(string? word) => Assert.Null(Words.Parse<RosterState>(word));

    [Fact]
    public void Words_are_listed_in_the_order_of_the_values() => Assert.Equal(["delta", "full"], Words.All<RosterMode>());

    [Theory]
    [MemberData(nameof(Enums))]
    public void Every_value_of_every_enum_comes_back_from_its_word(Type type) =>
        typeof(WordsTests).GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null);

    private static void RoundTrip<T>()
        where T : struct, Enum
    {
        Assert.All(Enum.GetValues<T>(), value => Assert.Equal(value, Words.Parse<T>(Words.Of(value))));
        Assert.All(Words.All<T>(), word => Assert.True(Code.IsValid(word), word));
    }
}

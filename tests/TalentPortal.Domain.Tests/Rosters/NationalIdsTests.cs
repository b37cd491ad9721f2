using TalentPortal.Domain.Rosters;
using Xunit;

namespace TalentPortal.Domain.Tests.Rosters;

public sealed class NationalIdsTests
{
    [Theory]
    [InlineData("S1234567D")]
    [InlineData("s1234567d")]
    [InlineData(" T0000001E ")]
    [InlineData("F1234567N")]
    [InlineData("G1234567X")]
    [InlineData("M1234567K")]
    [InlineData("900101-14-5678")]
    [InlineData("900101145678")]
    [InlineData("000229101234")]
    public void A_number_with_the_right_letter_or_a_possible_birthday_and_place_is_one(string cell) => Assert.True(NationalIds.IsValid(cell));

    [Theory]
    [InlineData("S1234567A")]
    [InlineData("A1234567D")]
    [InlineData("S12345678")]
    [InlineData("901301145678")]
    [InlineData("900132145678")]
    [InlineData("900101175678")]
    [InlineData("9001011-4-5678")]
    [InlineData("20231234567")]
    [InlineData("")]
    [InlineData("٩٠٠١٠١١٤٥٦٧٨")]
    public void Anything_else_is_none(string cell) => Assert.False(NationalIds.IsValid(cell));
}

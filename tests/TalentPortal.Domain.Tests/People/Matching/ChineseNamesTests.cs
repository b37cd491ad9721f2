using TalentPortal.Domain.People.Matching;
using Xunit;
using static TalentPortal.Domain.People.Matching.Matching;

namespace TalentPortal.Domain.Tests.People.Matching;

/// <summary>Characters beside letters: read in Mandarin or a dialect of Malaysia and Singapore, in any order and joined, and never enough to link without a human.</summary>
public sealed class ChineseNamesTests
{
    private static readonly Identity Mei = new("陈美玲", null, null, null, null, null, null, null, null);

    [Theory]
    [InlineData("陈美玲", "Chen Meiling", "CHEN, Mei-Ling", "Mei Ling Tan", "Tan Bee Leng", "Michelle Chan Mee Leng", "Ms. Tan Mei Ling")]
    [InlineData("陳美玲", "Tan Mei Ling")]
    [InlineData("Ms. 陈美玲", "Tan Mei Ling")]
    [InlineData("林国强", "Lim Kok Keong", "Lam Kwok Keung", "Lin Guoqiang")]
    [InlineData("黄志明", "Ng Chee Beng", "Wong Chi Ming", "Ooi Zhiming")]
    [InlineData("王俊杰", "Heng Choon Kiat", "Ong Jun Jie", "Wong Tsoon Kit")]
    [InlineData("许秀珍", "Koh Siew Tin", "Khor Siew Chin", "Hui Sau Chun")]
    [InlineData("吴文福", "Goh Boon Hock", "Ng Man Fook", "Wu Wenfu")]
    public void A_given_name_that_reads_so_is_nearer_than_one_that_does_not(string characters, params string[] letters)
    {
        var other = PersonNames.Compare(characters, $"{letters[0].Split(' ')[0].TrimEnd(',')} Xyz Xyz");
        foreach (var name in letters)
        {
            var like = PersonNames.Compare(characters, name);
            Assert.True(like.Likeness == Likeness.Compatible && like.Closeness >= 90 && (other.Likeness == Likeness.Different || other.Closeness < like.Closeness), $"{name}: {like}");
        }
    }

    [Theory]
    [InlineData("陈美玲", "Mei Ling")] // the surname left out
    [InlineData("陈美玲", "hTan Mei-Ling")] // or mistyped
    [InlineData("陈美玲", "Tan Swee Hiok")] // a dialect nobody thought of
    [InlineData("Tan Meilign 陈美玲", "Mei Leng Chan")] // the letters beside the characters are of no use
    public void Less_is_still_worth_a_question(string one, string other) => Assert.Equal(Likeness.Compatible, PersonNames.Compare(one, other).Likeness);

    [Theory]
    [InlineData("陈美玲", "Ong Wei Jie")]
    [InlineData("陈美玲", "Mei Fong")]
    [InlineData("陈美玲", "Mei")]
    [InlineData("陈美玲", "Tan")]
    [InlineData("Tan Mei Ling 陈美玲", "Tan Wei Jie")]
    public void Another_name_stays_another(string one, string other) => Assert.Equal(Likeness.Different, PersonNames.Compare(one, other).Likeness);

    [Fact]
    public void Reading_alike_never_links_by_itself()
    {
        var one = Mei with { EmailKey = "mei@mail.example", MobileKey = "60123456789", BirthDate = new(2001, 5, 17), Gender = "female" };
        foreach (var name in new[] { "Chen Mei Ling", "Tan Bee Leng", "Mei Ling" })
        {
            Assert.Equal(Sameness.Possible, Judge(one with { FullName = name }, one).Sameness);
        }
    }

    [Theory]
    [InlineData("陈美玲", "Tan Mei Ling")]
    [InlineData("Mdm 陳美玲", "Tan Meiling")]
    [InlineData("林春梅", "LIM CHUN-MEI")]
    public void Characters_and_letters_meet_under_one_key(string characters, string letters)
    {
        Assert.Equal(IdentityKeys.Name(letters), IdentityKeys.Name(characters));
        Assert.Equal(IdentityKeys.NameWord(letters.Replace("Meiling", "Mei Ling", StringComparison.Ordinal)), IdentityKeys.NameWord(characters));
    }

    [Fact]
    public void Characters_that_cannot_be_read_are_their_own_key() => Assert.Equal("陈䶮龘", IdentityKeys.Name("陈䶮龘"));
}

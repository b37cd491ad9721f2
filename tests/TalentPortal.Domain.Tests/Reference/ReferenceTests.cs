using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Reference;
using Xunit;

namespace TalentPortal.Domain.Tests.Reference;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("MY-07", "MY-07")]
    [InlineData("Penang", "MY-07")]
    [InlineData("P. Pinang", "MY-07")]
    [InlineData("pulau  pinang", "MY-07")]
    [InlineData("槟城", "MY-07")]
    [InlineData("Malacca", "MY-04")]
    [InlineData("N. Sembilan", "MY-05")]
    [InlineData("W.P. Kuala Lumpur", "MY-14")]
    [InlineData("KL", "MY-14")]
    [InlineData("Selangor Darul Ehsan", "MY-10")]
    [InlineData("砂拉越", "MY-13")]
    [InlineData("Central", "SG-C")]
    [InlineData("north-east region", "SG-NE")]
    public void Regions_are_understood_in_the_usual_spellings(string text, string code) => Assert.Equal(code, Regions.Find(text)?.Code);

    [Fact]
    public void There_are_sixteen_states_and_five_regions_found_under_each_of_their_names()
    {
        Assert.Equal(16, Regions.All.Count(r => r.Country == "MY"));
        Assert.Equal(5, Regions.All.Count(r => r.Country == "SG"));
        Assert.All(Regions.All, r => Assert.All(new[] { r.Code, r.Name, r.Chinese }, text => Assert.Equal(r, Regions.Find(text))));
    }

    [Theory]
    [InlineData("MY", "MY")]
    [InlineData("mys", "MY")]
    [InlineData("Malaysia", "MY")]
    [InlineData("Warganegara", "MY")]
    [InlineData("马来西亚", "MY")]
    [InlineData("Singaporean", "SG")]
    [InlineData("新加坡人", "SG")]
    [InlineData("Sri Lankan", "LK")]
    [InlineData("U.K.", "GB")]
    [InlineData("Viet Nam", "VN")]
    [InlineData("Brunei Darussalam", "BN")]
    [InlineData("Myanmar", "MM")]
    [InlineData("Lao PDR", "LA")]
    [InlineData("Timor-Leste", "TL")]
    public void A_nationality_is_a_code_a_name_or_a_demonym(string text, string code) => Assert.Equal(code, Countries.Find(text));

    [Fact]
    public void Countries_are_the_two_letter_codes_and_the_neighbours_are_among_them()
    {
        Assert.All(Countries.Codes, code => Assert.Equal(code, Countries.Find(code)));
        Assert.All(new[] { "MY", "SG", "ID", "TH", "VN", "PH", "BN", "KH", "LA", "MM", "TL", "CN", "IN", "US" }, code => Assert.True(Countries.IsCode(code), code));
        Assert.False(Countries.IsCode("my"));
        Assert.False(Countries.IsCode("XX"));
        Assert.False(Countries.IsCode(null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData("?")]
    [InlineData("n/a")]
    [InlineData("Martian")]
    public void What_is_unclear_stays_unsaid(string text)
    {
        Assert.Null(Countries.Find(text));
        Assert.Null(Regions.Find(text));
        Assert.Null(Groups.Audience(text));
        Assert.Null(Groups.Gender(text));
        Assert.Null(Groups.Sector(text));
    }

    [Theory]
    [InlineData("Mahasiswa", "student")]
    [InlineData("Government Officials", "government")]
    [InlineData("penjawat awam", "government")]
    [InlineData("业界", "industry")]
    [InlineData("Guru", "educator")]
    public void Audiences_are_understood_in_three_languages(string text, string audience) => Assert.Equal(audience, Groups.Audience(text));

    [Theory]
    [InlineData("F", "female")]
    [InlineData("P", "female")]
    [InlineData("女", "female")]
    [InlineData("Lelaki", "male")]
    [InlineData("X", "other")]
    public void Genders_are_understood_in_three_languages(string text, string gender) => Assert.Equal(gender, Groups.Gender(text));

    [Fact]
    public void Every_group_is_found_under_its_own_code_and_a_code_can_stand_in_an_address()
    {
        Assert.All(Groups.Audiences, g => Assert.Equal(g, Groups.Audience(g)));
        Assert.All(Groups.Genders, g => Assert.Equal(g, Groups.Gender(g)));
        Assert.All(Groups.Sectors, g => Assert.Equal(g, Groups.Sector(g)));
        Assert.All([.. Groups.Audiences, .. Groups.Genders, .. Groups.Sectors, .. Groups.AgeBands], g => Assert.True(Code.IsValid(g), g));
    }

    [Fact]
    public void Looking_something_up_never_throws() => Check.One(
        Laws.Config(),
        Prop.ForAll(Hostile.Texts, text =>
        {
            _ = (Countries.Find(text), Regions.Find(text), Groups.Audience(text), Groups.Gender(text), Groups.Sector(text));
        }));
}

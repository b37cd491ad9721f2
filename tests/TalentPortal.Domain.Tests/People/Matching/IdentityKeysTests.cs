using TalentPortal.Domain.People.Matching;
using Xunit;

namespace TalentPortal.Domain.Tests.People.Matching;

public sealed class IdentityKeysTests
{
    [Theory]
    [InlineData("  Mei.Ling@UNI.Example ", "mei.ling@uni.example")]
    [InlineData("mailto:a@b.example", "a@b.example")]
    [InlineData("Ahmad <a@b.example>", null)]
    [InlineData("<a@b.example>", "a@b.example")]
    [InlineData("a+x@gmail.example", "a+x@gmail.example")]
    [InlineData("jose\u0301@b.example", "jos\u00e9@b.example")]
    [InlineData("a@m\u00fcnchen.example", "a@xn--mnchen-3ya.example")]
    [InlineData("a@XN--MNCHEN-3YA.example", "a@xn--mnchen-3ya.example")]
    [InlineData("\uFF21＠b.example", "\uFF41@b.example")]
    [InlineData("\u200Ba@b.example.", "a@b.example")]
    [InlineData("noemail@uni.example", null)]
    [InlineData("n/a", null)]
    [InlineData("a@b.example; c@d.example", null)]
    [InlineData("@b.example", null)]
    [InlineData("a@", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void One_way_to_compare_addresses(string? written, string? key) => Assert.Equal(key, IdentityKeys.Email(written));

    [Fact]
    public void Half_a_character_is_no_address() => Assert.Null(IdentityKeys.Email("\uD800a@b.example"));

    [Theory]
    [InlineData("012-345 6789", null, "60123456789")]
    [InlineData("012-345 6789", "MY", "60123456789")]
    [InlineData("123456789", "MY", "60123456789")]
    [InlineData("+60 (0)12-345 6789", null, "60123456789")]
    [InlineData("0060123456789", null, "60123456789")]
    [InlineData("60123456789", "my", "60123456789")]
    [InlineData("011-2345 6789", null, "601123456789")]
    [InlineData("9123 4567", null, "6591234567")]
    [InlineData("9123 4567", "SG", "6591234567")]
    [InlineData("+65 9123 4567", "MY", "6591234567")]
    [InlineData("0812-3456-7890", "ID", "6281234567890")]
    [InlineData("98765 43210", "IN", "919876543210")]
    [InlineData("012-345 6789 / 019-876 5432", null, "60123456789")]
    [InlineData("012-345 6789 x12", null, "60123456789")]
    [InlineData("٠١٢٣٤٥٦٧٨٩", null, "60123456789")]
    [InlineData("6.0123E+10", null, null)]
    [InlineData("00000000", null, null)]
    [InlineData("0120000000", null, null)]
    [InlineData("99999999", "SG", null)]
    [InlineData("12345", null, null)]
    [InlineData("123456789012345678901234567890", null, null)]
    [InlineData("not known", null, null)]
    [InlineData(null, null, null)]
    public void One_way_to_compare_numbers(string? written, string? country, string? key) => Assert.Equal(key, IdentityKeys.Mobile(written, country));

    [Theory]
    [InlineData("Tan Mei Ling", "TAN, Mei-Ling", "Meiling Tan", "Ms. Tan Mei Ling", "Tan Mei Ling 陈美玲", "陈美玲 (Tan Mei Ling)")]
    [InlineData("Muhammad Faiz bin Abdul Rahman", "MOHD. FAIZ BIN ABD RAHMAN", "Md Faiz Abdulrahman", "Dato' Hj. Muhamad Fa'iz b. Abd. Rahman")]
    [InlineData("Siti Aisyah binti Yusof", "SITY AISHAH BT YUSUF", "Puan Siti Aishah Bte. Yusoff")]
    [InlineData("Kumar a/l Suresh", "KUMAR A / L SURESH", "Suresh, Kumar", "Kumar s/o Sures", "Mr. Kumar AL Suresh")]
    [InlineData("Priya Lakshmi d/o Ganesh", "Priya Letchumi A/P Ganesh")]
    [InlineData("Catherine Müller", "KATHERINE MULLER", "Müller, Catherine J.")]
    [InlineData("陈美玲", "陳美玲", "陈 美玲", "陈美玲女士")]
    [InlineData("D'Souza, Maria", "Maria DSouza", "Maria D’Souza")]
    public void Whoever_writes_the_name_arrives_at_one_key(params string[] names)
    {
        Assert.NotNull(IdentityKeys.Name(names[0]));
        Assert.All(names, name => Assert.Equal(IdentityKeys.Name(names[0]), IdentityKeys.Name(name)));
        Assert.All(names, name => Assert.True(IdentityKeys.Name(name)!.Length <= IdentityKeys.NameMaxLength));
    }

    [Theory]
    [InlineData("Tan Mei Ling", "Tan Mei Yee")]
    [InlineData("Kumar a/l Suresh", "Ramesh a/l Suresh")]
    [InlineData("陈美玲", "陈美珍")]
    public void Other_names_have_other_keys(string one, string other) => Assert.NotEqual(IdentityKeys.Name(one), IdentityKeys.Name(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\u200B ")]
    [InlineData("-- ( ) 🙂")]
    public void Where_there_is_no_name_there_is_no_key(string? name)
    {
        Assert.Null(IdentityKeys.Name(name));
        Assert.Null(IdentityKeys.NameWord(name));
    }

    [Theory]
    [InlineData("Subramaniam Zayn", "S. Zayn")]
    [InlineData("Luqman Adam bin Mansor", "Luqman Mansor")]
    [InlineData("Zubin Kumar Reddy", "Zubin K. Reddy")]
    public void One_word_finds_names_with_parts_left_out(string full, string brief)
    {
        Assert.NotEqual(IdentityKeys.Name(full), IdentityKeys.Name(brief));
        Assert.Equal(IdentityKeys.NameWord(full), IdentityKeys.NameWord(brief));
    }
}

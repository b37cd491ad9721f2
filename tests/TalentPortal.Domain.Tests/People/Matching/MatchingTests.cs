using TalentPortal.Domain.People.Matching;
using Xunit;
using static TalentPortal.Domain.People.Matching.Matching;

namespace TalentPortal.Domain.Tests.People.Matching;

public sealed class MatchingTests
{
    private static readonly Guid Partner = new(1, 0, 0, new byte[8]);
    private static readonly Identity Mei = new("Tan Mei Ling", "mei@uni.example", "60123456789", new(2001, 5, 17), null, "female", "A100", Partner, "hash");

    private static readonly string[] Strange =
    [
        "", " ", "\0", "'", "..", ",", ", ,", "/", "a/l", "bin", "bin bin bin", "Dr.", "Tan Sri", "a/l a/l", "M. L.", "٣", "🙂🙂", "👩‍👩‍👧", "\uD800", "\uDC00x", "\u202Eelpoep", "محمد بن علي", "קובי", "Z̸̢͙a̷͉̓l̶̰̕g̴̘͝o̵͎͐",
        "குமார் அ/ல் சுரேஷ்", "प्रिया शर्मा", "田中 さくら", "김민수", "ﷺﷺﷺﷺ", "先生", "女士女士", "𠀀𠀁", new string('a', 4000), string.Concat(Enumerable.Repeat("ab ", 1333)), string.Concat(Enumerable.Repeat("陈", 4000)), new string('ﷺ', 4000),
        string.Concat(Enumerable.Repeat("a/l ", 1000)), string.Concat(Enumerable.Repeat("e\u0301", 2000)), new string('\u0301', 4000), "Robert'); DROP TABLE person;--", "=cmd|' /C calc'!A0", "abdulabdulabdulabdul", "İSTANBUL ıssız", "ß",
    ];

    public static TheoryData<int> Numbers => new(Enumerable.Range(0, Strange.Length));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void No_text_is_too_strange(int number)
    {
        var text = Strange[number];
        Assert.True(IdentityKeys.Name(text) is null or { Length: <= IdentityKeys.NameMaxLength });
        Assert.True(IdentityKeys.NameWord(text) is null or { Length: <= IdentityKeys.NameMaxLength });
        Assert.Null(IdentityKeys.Email(text));
        _ = IdentityKeys.Mobile(text, text);
        foreach (var other in Strange.Append(Mei.FullName))
        {
            var verdict = Judge(Mei with { FullName = text }, Mei with { FullName = other });
            Assert.InRange(verdict.Score, 0, 100);
            Assert.Equal(PersonNames.Compare(text, other), PersonNames.Compare(other, text));
        }
    }

    [Fact]
    public void Who_stands_first_makes_no_difference_and_everybody_is_like_themselves()
    {
        foreach (var pair in new LabelledPairs(606).Take(4_000))
        {
            var (there, back) = (Judge(pair.Newer, pair.Older), Judge(pair.Older, pair.Newer));
            Assert.Equal((there.Sameness, there.Score, there.Why), (back.Sameness, back.Score, back.Why));
            Assert.Equal(there.Reasons, back.Reasons);
            Assert.Equal(Sameness.Same, Judge(pair.Newer, pair.Newer).Sameness);
            Assert.Equal(Likeness.Same, PersonNames.Compare(pair.Newer.FullName, pair.Newer.FullName).Likeness);
        }
    }

    [Fact]
    public void The_order_of_words_makes_no_difference_where_no_word_says_whose_child_it_is()
    {
        var random = new Random(707);
        foreach (var culture in Enum.GetValues<Culture>())
        {
            for (var n = 0; n < 500; n++)
            {
                var name = PersonName.Invent(culture, n % 2 == 0 ? 'M' : 'F', random);
                string[] words = [.. name.Given, .. name.Family.Split(' ')];
                var written = string.Join(' ', words);
                random.Shuffle(words);
                var shuffled = string.Join(' ', words);
                Assert.True(PersonNames.Compare(written, shuffled).Likeness == Likeness.Same, $"{written} / {shuffled}");
                Assert.Equal(IdentityKeys.Name(written), IdentityKeys.Name(shuffled));
                Assert.Equal(IdentityKeys.NameWord(written), IdentityKeys.NameWord(shuffled));
            }
        }
    }

    [Fact]
    public void Conflicting_identifiers_are_never_linked()
    {
        foreach (var pair in new LabelledPairs(808).Take(4_000))
        {
            var (one, other) = (pair.Older with { NationalIdHash = "x" }, pair.Newer with { NationalIdHash = "y" });
            Assert.NotEqual(Sameness.Same, Judge(other, one).Sameness);
            (one, other) = (pair.Older with { Partner = Partner, StudentId = "1", NationalIdHash = "x" }, pair.Newer with { Partner = Partner, StudentId = "2", NationalIdHash = "x" });
            Assert.NotEqual(Sameness.Same, Judge(other, one).Sameness);
            Assert.Contains(Reason.ConflictingStudentId, Judge(other, one).Reasons);
        }
    }

    [Fact]
    public void A_student_id_says_nothing_at_another_partner()
    {
        var elsewhere = new Identity("Lim Wei Jie", null, null, null, null, null, Mei.StudentId, new Guid(2, 0, 0, new byte[8]), null);
        Assert.Equal(Sameness.Unrelated, Judge(elsewhere, Mei).Sameness);
        Assert.Equal(Sameness.Same, Judge(elsewhere with { Partner = Partner }, Mei).Sameness);
    }

    [Fact]
    public void A_student_id_whose_zeros_a_spreadsheet_ate_is_no_conflict()
    {
        var (kept, eaten) = (Mei with { StudentId = "00123", NationalIdHash = null }, Mei with { StudentId = "123", NationalIdHash = null });
        var verdict = Judge(eaten, kept);
        Assert.Equal(Sameness.Same, verdict.Sameness);
        Assert.DoesNotContain(Reason.SameStudentId, verdict.Reasons);
        Assert.DoesNotContain(Reason.ConflictingStudentId, verdict.Reasons);
    }

    [Fact]
    public void A_name_alone_is_never_even_possible()
    {
        foreach (var pair in new LabelledPairs(909).Take(2_000))
        {
            var named = new Identity(pair.Older.FullName, null, null, null, null, null, null, null, null);
            Assert.Equal(Sameness.Unrelated, Judge(named, named with { EmailKey = "x" }).Sameness);
        }
    }

    [Fact]
    public void The_first_of_January_is_a_year_and_not_a_day()
    {
        var one = new Identity(Mei.FullName, null, null, new(2001, 1, 1), null, null, null, null, null);
        Assert.Equal(Sameness.Unrelated, Judge(one, one with { }).Sameness);
        Assert.Contains(Reason.SameBirthYear, Judge(one, Mei).Reasons);
        Assert.DoesNotContain(Reason.OtherBirthDate, Judge(one, Mei).Reasons);
    }

    [Fact]
    public void Reasons_say_what_speaks_for_it_before_what_speaks_against_it()
    {
        var newer = Mei with { EmailShared = true, MobileKey = null, BirthDate = new(1999, 2, 3), Gender = "male", StudentId = "A200", NationalIdHash = null };
        var verdict = Judge(newer, Mei);
        Assert.Equal([Reason.SharedEmail, Reason.SameName, Reason.ConflictingStudentId, Reason.OtherBirthDate, Reason.OtherGender], verdict.Reasons);
        Assert.Equal(Because.Email, verdict.Why);
    }

    [Theory]
    [InlineData(true, true, true, true, Because.NationalId)]
    [InlineData(false, true, true, true, Because.StudentId)]
    [InlineData(false, false, true, true, Because.Email)]
    [InlineData(false, false, false, true, Because.Mobile)]
    [InlineData(false, false, false, false, Because.NameAndBirth)]
    public void The_strongest_reason_stands_on_the_link(bool national, bool student, bool email, bool mobile, string because)
    {
        var newer = Mei with
        {
            NationalIdHash = national ? Mei.NationalIdHash : null,
            StudentId = student ? Mei.StudentId : null,
            EmailKey = email ? Mei.EmailKey : null,
            MobileKey = mobile ? Mei.MobileKey : null,
        };
        Assert.Equal(because, Judge(newer, Mei).Why);
        Assert.Equal(because == Because.NameAndBirth ? Sameness.Possible : Sameness.Same, Judge(newer, Mei).Sameness);
    }
}

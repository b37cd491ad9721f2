using System.Security.Cryptography;
using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

/// <summary>Check codes, days of packs, and small groups.</summary>
public sealed class MonthlyPackTests
{
    [Fact]
    public void A_group_of_a_few_is_never_shown_and_never_left_over()
    {
        Assert.Equal("a 50 | 5", Said(("a", 50), ("b", 3), ("c", 2)));
        Assert.Equal(" | 54", Said(("a", 50), ("b", 4))); // alone it could be had by taking a off the whole
        Assert.Equal("a 50 | 14", Said(("a", 50), ("b", 12), ("c", 1), ("d", 1)));
        Assert.Equal("a 50, b 5 | 0", Said(("a", 50), ("b", 5)));
        Assert.Equal(" | 3", Said(("a", 3)));

        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var groups = Enumerable.Range(0, random.Next(1, 8)).Select(g => ($"g{g}", (long)random.Next(0, 30))).ToArray();
            var (shown, together) = Protected(groups);
            Assert.Equal(groups.Sum(g => g.Item2), shown.Sum(s => s.N) + together);
            Assert.All(shown, s => Assert.True(s.N >= SmallGroups.Least));
            Assert.True(together == 0 || together >= SmallGroups.Least || shown.Count == 0);
        }
    }

    [Fact]
    public void A_pack_tells_the_last_day_of_a_month_that_is_over_and_today_of_one_that_runs()
    {
        Assert.Equal(new DateOnly(2026, 10, 31), MonthlyPack.DayOf(new(2026, 10, 1), new(2026, 11, 1)).Value);
        Assert.Equal(new DateOnly(2026, 10, 31), MonthlyPack.DayOf(new(2026, 10, 1), new(2026, 10, 31)).Value);
        Assert.Equal(new DateOnly(2026, 11, 20), MonthlyPack.DayOf(new(2026, 11, 1), new(2026, 11, 20)).Value);
        Assert.Equal(PackProblems.MonthToCome, MonthlyPack.DayOf(new(2026, 12, 1), new(2026, 11, 20)).Problem);
    }

    [Fact]
    public void A_check_code_is_ten_letters_that_nobody_mistakes()
    {
        var codes = Enumerable.Range(0, 2000).Select(i => MonthlyPack.CodeOf(SHA256.HashData(BitConverter.GetBytes(i)))).ToList();
        Assert.All(codes, c => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$", c));
        Assert.Equal(2000, codes.Distinct().Count());
    }

    private static string Said(params (string, long)[] groups) => Protected(groups) is var (shown, together) ? $"{string.Join(", ", shown.Select(s => $"{s.Key} {s.N}"))} | {together}" : "";

    private static (List<(string Key, long N)> Shown, long Together) Protected(params (string, long)[] groups)
    {
        var (shown, together) = SmallGroups.Protect(groups);
        return ([.. shown], together);
    }
}

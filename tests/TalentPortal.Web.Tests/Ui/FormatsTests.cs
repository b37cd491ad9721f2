using TalentPortal.Web.Ui;
using Xunit;

namespace TalentPortal.Web.Tests.Ui;

public sealed class FormatsTests
{
    private const char Nbsp = '\u00a0';

    [Theory]
    [InlineData("en", "20 Aug 2026")]
    [InlineData("ms", "20 Ogo 2026")]
    [InlineData("zh-Hans", "2026年8月20日")]
    public void Day_is_written_as_the_language_writes_it(string culture, string expected)
    {
        using var _ = new InCulture(culture);
        Assert.Equal(expected, Formats.Day(new DateOnly(2026, 8, 20)));
    }

    [Theory]
    [InlineData("en", "20 Nov 2026, 22:02 (Kuala Lumpur)")]
    [InlineData("zh-Hans", "2026年11月20日 22:02（吉隆坡）")]
    public void Instant_never_stands_without_its_zone(string culture, string expected)
    {
        using var _ = new InCulture(culture);
        var at = new DateTimeOffset(2026, 11, 20, 14, 2, 0, TimeSpan.Zero);
        Assert.Equal(expected, Formats.Instant(at, TimeZoneInfo.FindSystemTimeZoneById("Asia/Kuala_Lumpur")));
    }

    [Fact]
    public void Zone_without_a_word_of_its_own_is_called_by_its_city()
    {
        using var _ = new InCulture("en");
        Assert.Equal("Ho Chi Minh", Formats.Zone(TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh")));
        Assert.Equal("UTC", Formats.Zone(TimeZoneInfo.Utc));
    }

    [Theory]
    [InlineData(0, 30000, "0 %")]
    [InlineData(1, 30000, "< 1 %")]
    [InlineData(13904, 30000, "46 %")]
    [InlineData(29999, 30000, "99 %")]
    [InlineData(30000, 30000, "100 %")]
    [InlineData(112, 100, "112 %")]
    [InlineData(5, 0, "–")]
    public void Percent_reads_100_only_when_the_whole_is_reached_and_0_only_for_nothing(long part, long whole, string expected)
    {
        using var _ = new InCulture("en");
        Assert.Equal(expected.Replace(' ', Nbsp), Formats.Percent(part, whole));
    }

    [Theory]
    [InlineData(412, "+ 412")]
    [InlineData(-1003, "− 1,003")]
    [InlineData(0, "0")]
    public void Change_carries_its_sign(long value, string expected)
    {
        using var _ = new InCulture("en");
        Assert.Equal(expected.Replace(' ', Nbsp), Formats.Change(value));
    }

    [Theory]
    [InlineData("en", "13,904 of 30,000")]
    [InlineData("ms", "13,904 daripada 30,000")]
    [InlineData("zh-Hans", "13,904 / 30,000")]
    public void Of_follows_the_language(string culture, string expected)
    {
        using var _ = new InCulture(culture);
        Assert.Equal(expected, Formats.Of(13904, 30000));
    }

    [Theory]
    [InlineData(12, "1 KB")]
    [InlineData(980_001, "981 KB")]
    [InlineData(25_400_000, "25.4 MB")]
    public void Bytes_are_never_nothing(long bytes, string expected)
    {
        using var _ = new InCulture("en");
        Assert.Equal(expected.Replace(' ', Nbsp), Formats.Bytes(bytes));
    }
}

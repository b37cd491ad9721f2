using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

public sealed class PaceTests
{
    private static readonly DateOnly Start = new(2025, 9, 1);
    private static readonly DateOnly End = new(2026, 8, 31);

    [Fact]
    public void The_mean_looks_back_six_full_months_and_leaves_the_current_one_out()
    {
        DayCount[] days = [new(new(2025, 9, 10), 5000), .. Monthly(new(2025, 11, 15), 6, 100), new(new(2026, 5, 2), 900)];

        var pace = Pace.Of(12_000, Start, End, new(2026, 5, 31), days);

        Assert.Equal(100, pace.Observed);
        Assert.Equal(6500, pace.Counted);
    }

    [Theory]
    [InlineData(1000, PaceStatus.OnTrack)]
    [InlineData(900, PaceStatus.AtRisk)]
    [InlineData(780, PaceStatus.OffTrack)]
    public void The_bands_lie_at_one_and_at_four_fifths_of_the_pace_needed(int aMonth, PaceStatus expected)
    {
        // Six months of the window are over; 6,000 are missing at its middle, about 1,006 a month.
        var days = Monthly(new(2025, 9, 20), 6, aMonth);
        var amount = (aMonth * 6) + 5930;

        var pace = Pace.Of(amount, Start, End, new(2026, 3, 1), days);

        Assert.Equal((expected, 986m), (pace.Status, Math.Round(pace.Required!.Value)));
    }

    [Fact]
    public void Exactly_the_pace_needed_is_on_track_and_exactly_four_fifths_is_at_risk()
    {
        // 487 days are 16 months of 30.4375 days.
        var end = new DateOnly(2026, 3, 1).AddDays(487);
        Assert.Equal(PaceStatus.OnTrack, Pace.Of(600 + 1600, Start, end, new(2026, 3, 1), Monthly(new(2025, 9, 20), 6, 100)).Status);
        Assert.Equal(PaceStatus.AtRisk, Pace.Of(600 + 2000, Start, end, new(2026, 3, 1), Monthly(new(2025, 9, 20), 6, 100)).Status);
        Assert.Equal(PaceStatus.OffTrack, Pace.Of(600 + 2001, Start, end, new(2026, 3, 1), Monthly(new(2025, 9, 20), 6, 100)).Status);
    }

    [Theory]
    [InlineData("2025-11-30", true)] // the third month is not over before its last day is
    [InlineData("2025-12-01", false)]
    public void Fewer_than_three_full_months_are_not_enough(string today, bool tooFew)
    {
        var pace = Pace.Of(12_000, Start, End, Day(today), Monthly(new(2025, 9, 10), 2, 5000));

        Assert.Equal(tooFew, pace.Status == PaceStatus.NotEnoughData);
        Assert.Equal(tooFew, pace.Observed is null);
    }

    [Fact]
    public void A_month_that_the_window_began_in_is_not_full()
    {
        var pace = Pace.Of(12_000, new(2025, 9, 2), End, new(2025, 12, 15), [new(new(2025, 9, 5), 900), new(new(2025, 10, 5), 300)]);

        Assert.Null(pace.Observed);
        Assert.Equal(100, Pace.Of(12_000, new(2025, 9, 2), End, new(2026, 1, 1), [new(new(2025, 9, 5), 900), new(new(2025, 10, 5), 300)]).Observed);
    }

    [Fact]
    public void Without_a_number_there_is_nothing_to_judge()
    {
        var pace = Pace.Of(null, Start, End, new(2026, 5, 1), Monthly(new(2025, 9, 10), 8, 100));

        Assert.Equal((PaceStatus.NotEnoughData, 800, 100m, (decimal?)null), (pace.Status, pace.Counted, pace.Observed!.Value, pace.Required));
    }

    [Fact]
    public void Reached_is_met_from_the_day_on_which_it_was_reached_for_good()
    {
        DayCount[] days = [new(new(2025, 10, 1), 100), new(new(2025, 12, 1), -1), new(new(2026, 1, 7), 1)];

        var pace = Pace.Of(100, Start, End, new(2026, 2, 1), days);

        Assert.Equal((PaceStatus.Met, new DateOnly(2026, 1, 7)), (pace.Status, pace.MetOn));
        Assert.Equal(0, pace.Required);
    }

    [Fact]
    public void Once_the_window_is_over_nothing_moves_it_any_more()
    {
        DayCount[] days = [new(new(2026, 8, 31), 947), new(new(2026, 9, 1), 500)];

        var pace = Pace.Of(1000, Start, End, new(2027, 1, 1), days);

        Assert.Equal((PaceStatus.ClosedShort, 947, 53L, true, 0), (pace.Status, pace.Counted, pace.ShortBy!.Value, pace.IsClosed, pace.DaysLeft));
        Assert.Equal(PaceStatus.Met, Pace.Of(947, Start, End, new(2027, 1, 1), days).Status);
    }

    [Fact]
    public void The_last_day_still_counts_as_time()
    {
        var pace = Pace.Of(1000, Start, End, End, Monthly(new(2025, 9, 10), 12, 10));

        Assert.Equal((false, 0, PaceStatus.OffTrack), (pace.IsClosed, pace.DaysLeft, pace.Status));
    }

    [Fact]
    public void Before_the_window_all_its_days_are_left() =>
        Assert.Equal((365, PaceStatus.NotEnoughData), Pace.Of(10, Start, End, new(2025, 8, 1), []) is var pace ? (pace.DaysLeft, pace.Status) : default);

    [Fact]
    public void A_count_that_fell_has_no_pace_below_nothing() =>
        Assert.Equal(0, Pace.Of(100, Start, End, new(2026, 5, 1), [new(new(2025, 9, 3), 50), new(new(2026, 2, 3), -20)]).Observed);

    /// <summary>Whatever moved when: what is counted is the sum of the days known, and only a reached amount is met.</summary>
    [Fact]
    public void What_is_counted_is_what_the_days_add_up_to() => Prop.ForAll(
        ArbMap.Default.ArbFor<(int Day, short Change)[]>(),
        moves =>
        {
            var days = moves.Select(m => new DayCount(Start.AddDays(Math.Abs(m.Day % 900) - 200), m.Change)).ToList();
            var today = Start.AddDays(150);
            var pace = Pace.Of(1000, Start, End, today, days);
            return pace.Counted == days.Where(d => d.On <= today).Sum(d => d.Change) && (pace.Status == PaceStatus.Met) == (pace.Counted >= 1000) && pace.Observed is null or >= 0;
        }).Check(Laws.Config());

    private static DayCount[] Monthly(DateOnly first, int months, int each) => [.. Enumerable.Range(0, months).Select(i => new DayCount(first.AddMonths(i), each))];

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

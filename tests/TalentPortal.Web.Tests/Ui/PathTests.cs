using TalentPortal.Web.Ui.Components;
using Xunit;

namespace TalentPortal.Web.Tests.Ui;

public sealed class PathTests
{
    private static readonly PathModel Path = new(
        From: new DateOnly(2026, 1, 1),
        Until: new DateOnly(2026, 12, 31),
        Today: new DateOnly(2026, 7, 2),
        Points: [new(new DateOnly(2026, 3, 10), 40), new(new DateOnly(2026, 2, 1), 10), new(new DateOnly(2026, 9, 1), 999)],
        Plan: [new(new DateOnly(2026, 12, 31), 364)],
        Amount: 364);

    [Fact]
    public void Count_holds_until_it_moves_and_nothing_is_known_after_today()
    {
        Assert.Equal(0, Path.At(new DateOnly(2026, 1, 31)));
        Assert.Equal(10, Path.At(new DateOnly(2026, 3, 9)));
        Assert.Equal(40, Path.Counted);
    }

    [Fact]
    public void Plan_with_one_point_is_a_straight_line_from_nothing()
    {
        Assert.Equal(0, Path.PlannedAt(Path.From));
        Assert.Equal(182, Path.PlannedAt(new DateOnly(2026, 7, 2)));
        Assert.Equal(364, Path.PlannedAt(Path.Until));
        Assert.Null((Path with { Plan = [] }).PlannedAt(Path.Today));
    }

    [Fact]
    public void Plan_goes_through_its_milestones()
    {
        var path = Path with { Plan = [new(new DateOnly(2026, 2, 10), 100), new(new DateOnly(2026, 1, 31), 0)] };
        Assert.Equal(0, path.PlannedAt(new DateOnly(2026, 1, 15)));
        Assert.Equal(50, path.PlannedAt(new DateOnly(2026, 2, 5)));
        Assert.Equal(100, path.PlannedAt(Path.Until));
    }

    [Fact]
    public void The_plan_before_it_was_restated_is_told_for_the_days_it_covered_and_drawn_beside_the_other()
    {
        var path = Path with { FormerPlan = [new(new DateOnly(2026, 1, 31), 0), new(new DateOnly(2026, 2, 10), 100)] };
        Assert.Equal((50L, 40L), (path.FormerlyPlannedAt(new DateOnly(2026, 2, 5)), path.PlannedAt(new DateOnly(2026, 2, 10))));
        Assert.Null(path.FormerlyPlannedAt(new DateOnly(2026, 2, 11)));
        Assert.Null(Path.FormerlyPlannedAt(Path.Today));
        Assert.Equal("", new PathScale(Path, 0, 100, 0, 100, 6).FormerPlan());
        Assert.Equal(2, new PathScale(path, 0, 100, 0, 100, 6).FormerPlan().Split(' ').Length);
    }

    [Fact]
    public void Months_add_up_to_the_count()
    {
        var months = Path.Months().ToList();
        Assert.Equal(7, months.Count);
        Assert.Equal(Path.Counted, months.Sum(m => m.New));
        Assert.Equal((new DateOnly(2026, 7, 1), Path.Today, 0L, 40L, 182L), months[^1]);
    }

    [Theory]
    [InlineData(30000, 6, 5000, 30000)]
    [InlineData(31900, 6, 10000, 40000)]
    [InlineData(100, 6, 20, 100)]
    [InlineData(7, 6, 2, 8)]
    [InlineData(1, 6, 1, 1)]
    [InlineData(0, 6, 1, 1)]
    [InlineData(140, 6, 25, 150)]
    public void Ticks_are_round_and_reach_the_highest(long highest, int steps, long step, long top)
    {
        var ticks = PathScale.NiceTicks(highest, steps);
        Assert.Equal(0, ticks[0]);
        Assert.Equal(step, ticks[1]);
        Assert.Equal(top, ticks[^1]);
    }

    [Theory]
    [InlineData(2025, 9, 1, 2028, 8, 31, 8, 6, 6)]
    [InlineData(2026, 1, 15, 2026, 4, 2, 8, 3, 1)]
    [InlineData(2020, 1, 1, 2023, 12, 31, 4, 4, 12)]
    public void Month_ticks_are_evenly_apart_and_never_too_many(int y1, int m1, int d1, int y2, int m2, int d2, int most, int count, int apart)
    {
        var ticks = PathScale.MonthTicks(new DateOnly(y1, m1, d1), new DateOnly(y2, m2, d2), most);
        Assert.Equal(count, ticks.Count);
        Assert.All(ticks, t => Assert.Equal(1, t.Day));
        Assert.Equal(ticks[0].AddMonths(apart), ticks[1]);
    }

    [Fact]
    public void Drawing_stays_inside_its_frame_and_ends_today()
    {
        var scale = new PathScale(Path, left: 50, right: 150, top: 10, bottom: 110, steps: 4);
        Assert.Equal(50, scale.X(Path.From));
        Assert.Equal(150, scale.X(Path.Until.AddDays(90)));
        Assert.Equal(110, scale.Y(0));
        Assert.Equal(10, scale.Y(long.MaxValue));
        Assert.Equal("M50 110H58.5V107.5H68.7V100H100", scale.Stairs());
        Assert.Equal("50,110 150,19", scale.Plan());
    }

    [Fact]
    public void Drawing_is_written_the_same_in_every_culture()
    {
        using var _ = new InCulture("de");
        Assert.Equal("12.5", Bars.At(12.5));
        Assert.Equal("33.33%", Bars.Percent(1, 3));
        Assert.Equal("100%", Bars.Percent(112, 100));
        Assert.Equal("0%", Bars.Percent(1, 0));
    }

    [Fact]
    public void Breakdown_adds_up_and_says_what_is_not_stated()
    {
        using var _ = new InCulture("en");
        List<BreakdownGroup> groups = [new("b", 5), new("a", 5), new("c", 90), new("d", 3), new("e", 2), new("f", 1), new("g", 1)];
        var lines = BreakdownLine.Of(groups, notStated: 0, top: 4).ToList();
        Assert.Equal(["c", "a", "b", "d", "3 others", "Not stated"], lines.Select(l => l.Label));
        Assert.Equal(groups.Sum(g => g.Number), lines.Sum(l => l.Number));
    }

    [Fact]
    public void Breakdown_never_puts_a_single_group_under_others()
    {
        using var _ = new InCulture("en");
        var lines = BreakdownLine.Of([new("a", 3), new("b", 2), new("c", 1)], notStated: 4, top: 2);
        Assert.Equal(["a", "b", "c", "Not stated"], lines.Select(l => l.Label));
    }
}

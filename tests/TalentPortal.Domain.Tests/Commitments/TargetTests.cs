using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

public sealed class TargetTests
{
    private static readonly TargetPlan Plan = new(1000, Unit.People, new(2026, 1, 1), new(2026, 12, 31), "Asia/Kuala_Lumpur");

    [Fact]
    public void Describing_names_what_changed_and_raises_the_revision_once()
    {
        var target = Target.Create(Guid.CreateVersion7(), "architects");
        Assert.Equal(["Amount", "StartsOn", "EndsOn", "Zone"], target.Describe(Plan).Value);
        Assert.Equal(1, target.Revision);
        Assert.Empty(target.Describe(Plan).Value);
        Assert.Equal(1, target.Revision);
        Assert.Equal(["Milestones"], target.Describe(Plan with { Milestones = [new(new(2026, 6, 30), 300)] }).Value);
        Assert.Equal(2, target.Revision);
    }

    [Fact]
    public void A_target_may_have_no_amount_and_then_nothing_is_planned()
    {
        var target = Described(Plan with { Amount = null });
        Assert.Null(target.PlannedBy(new(2026, 6, 30)));
    }

    [Fact]
    public void A_window_of_one_day_is_a_window()
    {
        Assert.Equal(1000, Described(Plan with { EndsOn = Plan.StartsOn }).PlannedBy(Plan.StartsOn));
        Assert.Equal(CommitmentProblems.WindowEndsBeforeItBegins, Refused(Plan with { EndsOn = Plan.StartsOn.AddDays(-1) }));
    }

    public static TheoryData<string, Milestone[]> Disordered => new()
    {
        { "before the window", [new(new(2025, 12, 31), 10)] },
        { "after the window", [new(new(2027, 1, 1), 10)] },
        { "twice a day", [new(new(2026, 3, 1), 10), new(new(2026, 3, 1), 20)] },
        { "backwards", [new(new(2026, 4, 1), 10), new(new(2026, 3, 1), 20)] },
        { "downwards", [new(new(2026, 3, 1), 20), new(new(2026, 4, 1), 10)] },
        { "below the baseline", [new(new(2026, 3, 1), -1)] },
        { "above the amount", [new(new(2026, 3, 1), 1001)] },
        { "too many", [.. Enumerable.Range(0, Target.MaxMilestones + 1).Select(i => new Milestone(new DateOnly(2026, 1, 1).AddDays(i), i))] },
    };

    [Theory]
    [MemberData(nameof(Disordered))]
    public void Milestones_lie_in_the_window_each_later_and_none_lower(string why, Milestone[] milestones) =>
        Assert.True(CommitmentProblems.MilestonesOutOfOrder == Refused(Plan with { Milestones = milestones }), why);

    [Fact]
    public void Milestones_may_stand_on_both_edges() =>
        Described(Plan with { Milestones = [new(Plan.StartsOn, 0), new(Plan.EndsOn, 1000)] });

    [Fact]
    public void A_refused_plan_changes_nothing()
    {
        var target = Described(Plan);
        Assert.False(target.Describe(Plan with { Amount = 5, EndsOn = new(2020, 1, 1) }).Succeeded);
        Assert.Equal((1000, 1), (target.Amount, target.Revision));
    }

    [Fact]
    public void The_plan_is_straight_from_the_baseline_to_the_amount()
    {
        var target = Described(Plan with { Amount = 365, Baseline = 0 });
        Assert.Equal(0, target.PlannedBy(new(2025, 12, 31)));
        Assert.Equal(1, target.PlannedBy(new(2026, 1, 1)));
        Assert.Equal(181, target.PlannedBy(new(2026, 6, 30)));
        Assert.Equal(365, target.PlannedBy(new(2026, 12, 31)));
        Assert.Equal(365, target.PlannedBy(DateOnly.MaxValue));
        Assert.Equal(0, target.PlannedBy(DateOnly.MinValue));
    }

    [Fact]
    public void The_plan_goes_through_its_milestones()
    {
        var target = Described(Plan with { Baseline = 100, Milestones = [new(new(2026, 1, 10), 200), new(new(2026, 1, 20), 200)] });
        Assert.Equal(150, target.PlannedBy(new(2026, 1, 5)));
        Assert.Equal(200, target.PlannedBy(new(2026, 1, 10)));
        Assert.Equal(200, target.PlannedBy(new(2026, 1, 15)));
        Assert.Equal(1000, target.PlannedBy(new(2026, 12, 31)));
    }

    [Fact]
    public void A_window_may_begin_on_the_first_day_there_is() =>
        Assert.Equal(1000, Described(Plan with { StartsOn = DateOnly.MinValue, EndsOn = DateOnly.MinValue }).PlannedBy(DateOnly.MinValue));

    [Fact]
    public void The_plan_never_falls_and_stays_between_baseline_and_amount() => Check.One(
        Laws.Config(300),
        Prop.ForAll(Plans.ToArbitrary(), plan =>
        {
            var target = Described(plan);
            var values = Enumerable.Range(-2, plan.EndsOn.DayNumber - plan.StartsOn.DayNumber + 5).Select(i => target.PlannedBy(plan.StartsOn.AddDays(i))!.Value).ToList();
            Assert.True(values.Zip(values.Skip(1)).All(p => p.First <= p.Second));
            Assert.True(values.All(v => v >= plan.Baseline && v <= plan.Amount));
            Assert.All(plan.Milestones.Where(m => m.On < plan.EndsOn), m => Assert.Equal(m.Amount, target.PlannedBy(m.On)));
        }));

    // Days and steps, each at least nought: sums of them are in order by making.
    private static Gen<TargetPlan> Plans =>
        from starts in Gen.Choose(1, 3_000_000)
        from gaps in Gen.Choose(1, 40).ListOf()
        from rises in Gen.Choose(0, 5000).ArrayOf(gaps.Count + 2)
        from after in Gen.Choose(0, 40)
        let start = DateOnly.FromDayNumber(starts)
        let milestones = gaps.Take(Target.MaxMilestones).Select((_, i) => new Milestone(start.AddDays(gaps.Take(i + 1).Sum() - 1), rises.Take(i + 2).Sum())).ToArray()
        let last = milestones.Length == 0 ? start : milestones[^1].On
        select new TargetPlan(rises.Sum(), Unit.People, start, last.AddDays(after), "UTC") { Baseline = rises[0], Milestones = milestones };

    private static Target Described(TargetPlan plan)
    {
        var target = Target.Create(Guid.CreateVersion7(), "architects");
        Assert.Null(target.Describe(plan).Problem);
        return target;
    }

    private static Domain.Kernel.Problem? Refused(TargetPlan plan) => Target.Create(Guid.CreateVersion7(), "architects").Describe(plan).Problem;
}

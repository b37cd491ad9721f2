using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

public sealed class TargetSplitTests
{
    private static readonly TargetPlan Plan = new(1000, Unit.People, new(2026, 1, 1), new(2026, 12, 31), "Asia/Kuala_Lumpur");
    private static readonly TargetSplit ByCountry = new(SplitBy.Country, [new("MY", 600), new("SG", 300)]);

    [Fact]
    public void Parts_and_everybody_elsewhere_add_up_to_the_whole()
    {
        var reckoned = ByCountry.Reckon(1000, new Dictionary<string, long> { ["MY"] = 40, ["TH"] = 5, [""] = 2 });
        Assert.Equal([("MY", 600m, 40L), ("SG", 300m, 0L)], reckoned.Parts.Select(p => (p.Key, p.Amount, p.Counted)));
        Assert.Equal((7L, 47L, 100m, 0m), (reckoned.Elsewhere, reckoned.Counted, reckoned.Unallocated, reckoned.OverAllocated));
    }

    [Fact]
    public void Parts_that_ask_more_than_the_whole_are_told_and_not_refused()
    {
        Assert.Equal((0m, 100m), ByCountry.Reckon(800, new Dictionary<string, long>()) is var r ? (r.Unallocated, r.OverAllocated) : default);
        Assert.Equal((0m, 0m), ByCountry.Reckon(900, new Dictionary<string, long>()) is var w ? (w.Unallocated, w.OverAllocated) : default);
        Assert.True(Target.Create(Guid.CreateVersion7(), "t").Describe(Plan with { Amount = 800, Split = ByCountry }).Succeeded);
    }

    [Fact]
    public void Whatever_is_counted_the_parts_partition_it()
    {
        string[] keys = ["MY", "SG", "TH", "ID", ""];
        var counts = Gen.Choose(0, 1000).ListOf(keys.Length).Select(n => keys.Zip(n).ToDictionary(p => p.First, p => (long)p.Second));
        Prop.ForAll(counts.ToArbitrary(), counted =>
        {
            var reckoned = ByCountry.Reckon(1000, counted);
            return reckoned.Counted == counted.Values.Sum() && reckoned.Elsewhere >= 0 && reckoned.Parts.Sum(p => p.Amount) + reckoned.Remainder == 1000;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void It_is_part_of_what_a_target_says_and_the_same_parts_are_no_change()
    {
        var target = Target.Create(Guid.CreateVersion7(), "t");
        target.Describe(Plan);
        Assert.Equal(["Split"], target.Describe(Plan with { Split = ByCountry }).Value);
        var kept = KeptPlan.Of(target, 1, DateTimeOffset.UnixEpoch);
        Assert.Empty(target.Describe(Plan with { Split = new(SplitBy.Country, [.. ByCountry.Parts]) }).Value);
        Assert.True(kept.IsStill(target));
        target.Describe(Plan with { Split = new(SplitBy.Country, [new("MY", 601), new("SG", 300)]) });
        Assert.False(kept.IsStill(target));
        Assert.False(kept.LineDiffers(target)); // parts move no line
        Assert.Equal(["Split"], target.Describe(Plan).Value);
    }

    [Fact]
    public void Parts_need_an_amount_each_once_and_by_what_the_unit_has()
    {
        Assert.Equal(CommitmentProblems.SplitNeedsAmount, Refused(Plan with { Amount = null, Split = ByCountry }));
        Assert.Equal(CommitmentProblems.SplitPartsRepeat, Refused(Plan with { Split = new(SplitBy.Country, [new("MY", 1), new("MY", 2)]) }));
        Assert.Equal(CommitmentProblems.SplitPartsRepeat, Refused(Plan with { Split = new(SplitBy.Country, []) }));
        foreach (var by in (SplitBy[])[SplitBy.Audience, SplitBy.Level, SplitBy.Partner])
        {
            Assert.Equal(CommitmentProblems.SplitNotForUnit, Refused(Plan with { Unit = Unit.Partners, Split = new(by, [new("x", 1)]) }));
        }

        Assert.True(new TargetSplit(SplitBy.Country, []).Fits(Unit.Partners));
    }

    [Fact]
    public void Counting_in_parts_begins_anew_and_ends_without_a_revision()
    {
        var target = Target.Create(Guid.CreateVersion7(), "t");
        target.Describe(Plan);
        target.BeginCounting(DateTimeOffset.UnixEpoch);
        target.CountedUpTo(Guid.CreateVersion7());
        target.BeginCounting(DateTimeOffset.UnixEpoch.AddDays(1));
        Assert.Equal((DateTimeOffset.UnixEpoch.AddDays(1), null), (target.CountingSince, target.CountingCursor));
        target.CountingIsComplete();
        Assert.Equal((null, 1), (target.CountingSince, target.Revision));
    }

    private static TalentPortal.Domain.Kernel.Problem? Refused(TargetPlan plan) => Target.Create(Guid.CreateVersion7(), "t").Describe(plan).Problem;
}

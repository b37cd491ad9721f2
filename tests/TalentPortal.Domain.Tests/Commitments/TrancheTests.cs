using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

public sealed class TrancheTests
{
    private static readonly DateOnly Spring = new(2026, 5, 4);
    private static readonly DateOnly Autumn = new(2026, 9, 1);

    [Fact]
    public void It_counts_from_the_day_it_was_paid_out_and_keeps_that_day_when_it_is_spent()
    {
        var tranche = Describe(TrancheStage.Committed, Spring);
        Assert.Null(tranche.DisbursedOn);
        tranche.Describe(TrancheStage.Disbursed, 100, "USD", Spring, null);
        Assert.Equal(Spring, tranche.DisbursedOn);
        tranche.Describe(TrancheStage.Spent, 100, "USD", Autumn, null);
        Assert.Equal((Spring, Autumn), (tranche.DisbursedOn, tranche.On));
    }

    [Fact]
    public void What_was_not_paid_out_after_all_loses_its_day()
    {
        var tranche = Describe(TrancheStage.Disbursed, Spring);
        tranche.Describe(TrancheStage.Committed, 100, "USD", Autumn, null);
        Assert.Null(tranche.DisbursedOn);
    }

    [Fact]
    public void What_is_first_heard_of_as_spent_was_paid_out_that_day() => Assert.Equal(Autumn, Describe(TrancheStage.Spent, Autumn).DisbursedOn);

    [Fact]
    public void Cents_are_refused_and_nothing_changes()
    {
        var tranche = Describe(TrancheStage.Disbursed, Spring);
        Assert.Equal(TrancheProblems.WholeUnits, tranche.Describe(TrancheStage.Spent, 99.5m, "USD", Autumn, null).Problem);
        Assert.Equal((TrancheStage.Disbursed, 100, 1), (tranche.Stage, tranche.Amount, tranche.Revision));
    }

    [Fact]
    public void Saying_the_same_again_is_no_change()
    {
        var tranche = Describe(TrancheStage.Disbursed, Spring);
        Assert.Empty(tranche.Describe(TrancheStage.Disbursed, 100, "USD", Spring, "Report").Value);
        Assert.Equal(1, tranche.Revision);
    }

    private static Tranche Describe(TrancheStage stage, DateOnly on)
    {
        var tranche = Tranche.Create("first", Guid.CreateVersion7(), new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.True(tranche.Describe(stage, 100, "USD", on, "Report").Succeeded);
        return tranche;
    }
}

using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

public sealed class HistoryTests
{
    private static readonly DateOnly Begins = new(2025, 9, 1);
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, "2025-08-31", true, HistoryOutcome.Taken)]
    [InlineData(true, "2025-08-31", false, HistoryOutcome.Repeated)]
    [InlineData(true, "2025-09-01", true, HistoryOutcome.InsideWindow)]
    [InlineData(true, "2026-01-01", false, HistoryOutcome.InsideWindow)]
    [InlineData(false, "2025-08-31", true, HistoryOutcome.Unreadable)]
    [InlineData(true, null, true, HistoryOutcome.Unreadable)]
    public void A_row_comes_to_exactly_one_thing(bool readable, string? on, bool isNew, HistoryOutcome outcome) =>
        Assert.Equal(outcome, HistoryEntry.Judge(readable, on is null ? null : DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), Begins, isNew));

    [Fact]
    public void It_is_kept_once_and_taken_back_with_a_reason()
    {
        var batch = Batch();
        Assert.Equal(HistoryProblems.Nobody, batch.Keep(0, Now).Problem);
        Assert.True(batch.Keep(3, Now).Succeeded);
        Assert.Equal((HistoryState.Kept, 3), (batch.State, batch.People));
        Assert.Equal(HistoryProblems.Decided, batch.Keep(3, Now).Problem);
        Assert.Equal(CommitmentProblems.ReasonNeeded, batch.TakeBack("Somebody", " ", Now).Problem);
        Assert.True(batch.TakeBack("Somebody", " Wrong file. ", Now).Succeeded);
        Assert.Equal((HistoryState.TakenBack, 0, "Wrong file.", "Somebody"), (batch.State, batch.People, batch.TakenBackBecause, batch.TakenBackByName));
        Assert.Equal(HistoryProblems.Decided, batch.TakeBack("Somebody", "Again.", Now).Problem);
    }

    [Fact]
    public void A_preview_is_thrown_away_without_a_reason()
    {
        var batch = Batch();
        Assert.True(batch.TakeBack("Somebody", null, Now).Succeeded);
        Assert.Equal(HistoryProblems.Decided, batch.Keep(3, Now).Problem);
    }

    private static HistoryBatch Batch() => HistoryBatch.Read(Guid.CreateVersion7(), (Guid.CreateVersion7(), "old.xlsx", []), (EvidenceGrade.Attested, "Dean"), (null, "Somebody"), Now);
}

using System.Reflection;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using Xunit;

namespace TalentPortal.Domain.Tests.Rosters;

public sealed class RosterTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, (RosterState[] From, RosterState To, Func<Roster, Result> Do)> Steps = new(StringComparer.Ordinal)
    {
        ["read"] = ([RosterState.Received], RosterState.Matched, Void(r => r.WasRead(Reading, 1))),
        ["question"] = ([RosterState.Received], RosterState.NeedsDecision, Void(r => r.Ask(Reading, "{}", 1, Now))),
        ["answer"] = ([RosterState.Previewed, RosterState.NeedsDecision, RosterState.NeedsApproval], RosterState.Received, r => r.Answer("{}")),
        ["preview"] = ([RosterState.Matched, RosterState.Applying], RosterState.Previewed, Void(r => r.ShowPreview(Plan(0), null, Now))),
        ["ask"] = ([RosterState.Previewed], RosterState.Applying, r => r.AskToApply(RosterApply.Valid, false, 0, Now)),
        ["approve"] = ([RosterState.NeedsApproval], RosterState.Applying, r => r.Approve(Second, "Siti", 0, Now)),
        ["apply"] = ([RosterState.Matched, RosterState.Applying], RosterState.Applied, Void(r => r.WasApplied(Plan(0), Now))),
        ["ask to undo"] = ([RosterState.Applied, RosterState.PartlyUndone], RosterState.Undoing, r => r.AskToUndo(Second, "Siti")),
        ["undo"] = ([RosterState.Undoing], RosterState.Undone, Void(r => r.WasUndone(0, "[]", Now))),
        ["supersede"] = ([RosterState.Previewed, RosterState.NeedsDecision, RosterState.NeedsApproval], RosterState.Superseded, r => r.Supersede(Second)),
        ["reject"] = ([RosterState.Received], RosterState.Rejected, Void(r => r.Reject("{}"))),
        ["cancel"] = (
            [RosterState.Received, RosterState.Parsed, RosterState.Validated, RosterState.Matched, RosterState.Previewed, RosterState.NeedsDecision, RosterState.NeedsApproval],
            RosterState.Cancelled,
            r => r.Cancel()),
    };

    private static readonly Guid Second = Guid.CreateVersion7();

    private static RosterReading Reading => new("csv", [], [], ",", "UTF-8", null, []);

    public static TheoryData<string, RosterState> EveryMove
    {
        get
        {
            var moves = new TheoryData<string, RosterState>();
            foreach (var (step, state) in from step in Steps.Keys from state in Enum.GetValues<RosterState>() select (step, state))
            {
                moves.Add(step, state);
            }

            return moves;
        }
    }

    [Theory]
    [MemberData(nameof(EveryMove))]
    public void A_roster_takes_a_step_from_where_it_may_and_from_nowhere_else(string step, RosterState state)
    {
        var (from, to, act) = Steps[step];
        var roster = In(state);
        if (from.Contains(state))
        {
            Assert.True(act(roster).Succeeded);
            Assert.Equal(to, roster.State);
            return;
        }

        var revision = roster.Revision;
        Assert.False(Refused(act, roster).Succeeded);
        Assert.Equal((state, revision), (roster.State, roster.Revision));
    }

    [Fact]
    public void Work_that_is_given_up_fails_and_an_undo_leaves_it_applied()
    {
        foreach (var state in Enum.GetValues<RosterState>())
        {
            var roster = In(state);
            if (!roster.WorkIsDue)
            {
                Assert.Throws<InvalidOperationException>(() => roster.Fail("{}"));
                continue;
            }

            roster.Fail("{}");
            Assert.Equal(state == RosterState.Undoing ? RosterState.Applied : RosterState.Failed, roster.State);
        }
    }

    [Fact]
    public void The_brake_lets_five_pass_or_a_tenth()
    {
        Assert.Equal([5, 5, 5, 6, 100], new[] { 0, 20, 59, 60, 1000 }.Select(Roster.BrakeLimit));
    }

    [Fact]
    public void With_the_brake_on_a_second_person_types_the_number()
    {
        var roster = In(RosterState.Matched);
        roster.ShowPreview(Plan(12), null, Now);
        var first = Guid.CreateVersion7();
        roster.AppliedFor(first, "Ali");
        Assert.True(roster.AskToApply(RosterApply.Valid, false, 0, Now).Succeeded);
        Assert.Equal(RosterState.NeedsApproval, roster.State);
        Assert.Equal(RosterProblems.SecondPersonNeeded, roster.Approve(first, "Ali", 12, Now).Problem);
        Assert.Equal(RosterProblems.SecondPersonNeeded, roster.Approve(null, "", 12, Now).Problem);
        Assert.Equal(RosterProblems.OtherNumber(12), roster.Approve(Second, "Siti", 11, Now).Problem);
        Assert.Equal(RosterProblems.PreviewExpired, roster.Approve(Second, "Siti", 12, Now.AddDays(8)).Problem);
        Assert.True(roster.Approve(Second, "Siti", 12, Now).Succeeded);
        Assert.Equal((RosterState.Applying, "Siti"), (roster.State, roster.ApprovedByName));
    }

    [Fact]
    public void An_undo_with_conflicts_is_partly_undone_and_can_be_asked_for_again()
    {
        var roster = In(RosterState.Undoing);
        roster.WasUndone(2, "[]", Now);
        Assert.Equal((RosterState.PartlyUndone, 2), (roster.State, roster.UndoConflicts));
        Assert.True(roster.AskToUndo(Second, "Siti").Succeeded);
    }

    [Fact]
    public void A_preview_nobody_decided_on_expires_after_seven_days()
    {
        Assert.False(Previewed().Expire(Now.AddDays(7)));
        var roster = Previewed();
        Assert.True(roster.Expire(Now.AddDays(7).AddTicks(1)));
        Assert.Equal(RosterState.Expired, roster.State);
        Assert.False(In(RosterState.Applied).Expire(Now.AddDays(30)));
    }

    [Fact]
    public void Work_is_due_on_what_was_received_is_being_applied_or_undone() =>
        Assert.Equal([RosterState.Received, RosterState.Applying, RosterState.Undoing], Enum.GetValues<RosterState>().Where(s => In(s).WorkIsDue));

    [Fact]
    public void Asking_twice_says_that_it_is_applied_already()
    {
        Assert.Equal(RosterProblems.AlreadyApplied, In(RosterState.Applying).AskToApply(RosterApply.Valid, false, 0, Now).Problem);
        Assert.Equal(RosterProblems.AlreadyApplied, In(RosterState.Applied).AskToApply(RosterApply.Valid, false, 0, Now).Problem);
        Assert.Equal(RosterProblems.NotPreviewed(RosterState.Rejected), In(RosterState.Rejected).AskToApply(RosterApply.Valid, false, 0, Now).Problem);
    }

    [Fact]
    public void A_preview_can_be_applied_for_seven_days()
    {
        Assert.True(Previewed().AskToApply(RosterApply.Valid, false, 0, Now.AddDays(7)).Succeeded);
        Assert.Equal(RosterProblems.PreviewExpired, Previewed().AskToApply(RosterApply.Valid, false, 0, Now.AddDays(7).AddTicks(1)).Problem);
    }

    [Fact]
    public void All_means_all_or_nothing()
    {
        Assert.Equal(RosterProblems.RowsInError(3), Previewed().AskToApply(RosterApply.All, false, 3, Now).Problem);
        Assert.True(Previewed().AskToApply(RosterApply.Valid, false, 3, Now).Succeeded);
        Assert.True(Previewed().AskToApply(RosterApply.All, false, 0, Now).Succeeded);
    }

    [Fact]
    public void What_was_written_cannot_be_cancelled() =>
        Assert.Equal(RosterProblems.TooLateToCancel(RosterState.Applied), In(RosterState.Applied).Cancel().Problem);

    [Fact]
    public void A_roster_remembers_what_was_dropped_and_begins_as_received()
    {
        var roster = Received(["NRIC"]);
        Assert.Equal(RosterState.Received, roster.State);
        Assert.Equal(["NRIC"], roster.Dropped);
        Assert.Equal(1, roster.Revision);
    }

    private static Roster Previewed()
    {
        var roster = In(RosterState.Matched);
        roster.ShowPreview(Plan(0), null, Now);
        return roster;
    }

    private static Roster Received(IReadOnlyList<string> dropped) =>
        Roster.Receive(
            Guid.CreateVersion7(), new(Guid.CreateVersion7(), Guid.CreateVersion7(), "MY", Guid.CreateVersion7(), null), Guid.CreateVersion7(), [], RosterMode.Delta, RosterApply.Preview, null, "Ali", null, dropped, false, Now);

    private static RosterPreview Plan(int brake) => new("{}", "[]", 0, brake);

    // As the database would hand it over: most states are written by releases that follow.
    private static Roster In(RosterState state)
    {
        var roster = Received([]);
        Set(roster, nameof(Roster.State), state);
        Set(roster, nameof(Roster.PreviewedUntil), Now + Roster.PreviewLifetime);
        return roster;
    }

    private static void Set(Roster roster, string property, object value) =>
        typeof(Roster).GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!.GetSetMethod(nonPublic: true)!.Invoke(roster, [value]);

    private static Func<Roster, Result> Void(Action<Roster> act) => roster =>
    {
        act(roster);
        return Result.Ok;
    };

    // People are refused with a problem; a step only the portal takes would be a bug, which throws.
    private static Result Refused(Func<Roster, Result> act, Roster roster)
    {
        try
        {
            return act(roster);
        }
        catch (InvalidOperationException)
        {
            return RosterProblems.NotPreviewed(roster.State);
        }
    }
}

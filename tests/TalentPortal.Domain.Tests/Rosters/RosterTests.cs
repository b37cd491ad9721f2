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
        ["read"] = ([RosterState.Received], RosterState.Matched, Void(r => r.WasRead([], [], ",", "UTF-8", 1))),
        ["preview"] = ([RosterState.Matched, RosterState.Applying], RosterState.Previewed, Void(r => r.ShowPreview("{}", "[]", null, Now))),
        ["ask"] = ([RosterState.Previewed], RosterState.Applying, r => r.AskToApply(RosterApply.Valid, 0, Now)),
        ["apply"] = ([RosterState.Matched, RosterState.Applying], RosterState.Applied, Void(r => r.WasApplied("{}", "[]", Now))),
        ["reject"] = ([RosterState.Received], RosterState.Rejected, Void(r => r.Reject("{}"))),
        ["fail"] = ([RosterState.Received, RosterState.Applying], RosterState.Failed, Void(r => r.Fail("{}"))),
        ["cancel"] = (
            [RosterState.Received, RosterState.Parsed, RosterState.Validated, RosterState.Matched, RosterState.Previewed, RosterState.NeedsDecision, RosterState.NeedsApproval],
            RosterState.Cancelled,
            r => r.Cancel()),
    };

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
    public void Work_is_due_on_what_was_received_and_on_what_is_being_applied() =>
        Assert.Equal([RosterState.Received, RosterState.Applying], Enum.GetValues<RosterState>().Where(s => In(s).WorkIsDue));

    [Fact]
    public void Asking_twice_says_that_it_is_applied_already()
    {
        Assert.Equal(RosterProblems.AlreadyApplied, In(RosterState.Applying).AskToApply(RosterApply.Valid, 0, Now).Problem);
        Assert.Equal(RosterProblems.AlreadyApplied, In(RosterState.Applied).AskToApply(RosterApply.Valid, 0, Now).Problem);
        Assert.Equal(RosterProblems.NotPreviewed(RosterState.Rejected), In(RosterState.Rejected).AskToApply(RosterApply.Valid, 0, Now).Problem);
    }

    [Fact]
    public void A_preview_can_be_applied_for_seven_days()
    {
        Assert.True(Previewed().AskToApply(RosterApply.Valid, 0, Now.AddDays(7)).Succeeded);
        Assert.Equal(RosterProblems.PreviewExpired, Previewed().AskToApply(RosterApply.Valid, 0, Now.AddDays(7).AddTicks(1)).Problem);
    }

    [Fact]
    public void All_means_all_or_nothing()
    {
        Assert.Equal(RosterProblems.RowsInError(3), Previewed().AskToApply(RosterApply.All, 3, Now).Problem);
        Assert.True(Previewed().AskToApply(RosterApply.Valid, 3, Now).Succeeded);
        Assert.True(Previewed().AskToApply(RosterApply.All, 0, Now).Succeeded);
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
        roster.ShowPreview("{}", "[]", null, Now);
        return roster;
    }

    private static Roster Received(IReadOnlyList<string> dropped) =>
        Roster.Receive(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), [], RosterMode.Delta, RosterApply.Preview, null, "Ali", null, dropped, Now);

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

using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;

/// <summary>A full list says who is missing: they are dropped, a few at once, more with a second person's word.</summary>
public sealed class FullRosterTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Whoever_a_full_list_does_not_name_is_dropped_and_an_undo_brings_them_back()
    {
        await portal.GroundAsync("full");
        await portal.Upload("full-1", RosterWorld.People("F", Enumerable.Range(1, 10)));
        var standing = await portal.StandingAsync();
        var roster = await portal.Upload("full-1", RosterWorld.People("F", Enumerable.Range(1, 7)), mode: RosterMode.Full);
        Assert.Equal((RosterState.Applied, 0), (roster.State, roster.Brake));
        Assert.Equal((7, 3), (roster.OutcomesOf()["unchanged"], roster.OutcomesOf()["remove"]));
        Assert.Equal(7, await portal.Counted("full-people"));
        Assert.Equal("3", await portal.TextAsync("select count(*) from enrolment e join cohort c on c.id = e.cohort_id where c.code = 'full-1' and e.state = 'dropped'"));
        Assert.Equal("7", await portal.TextAsync("select taken from cohort where code = 'full-1'"));

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.UndoAsync(roster.Id);
        Assert.Equal(standing, await portal.StandingAsync());
        await portal.AssertAgreesAsync();
    }

    [Fact]
    public async Task Whoever_comes_back_is_enrolled_again()
    {
        await portal.GroundAsync("back");
        await portal.Upload("back-1", RosterWorld.People("B", Enumerable.Range(1, 6)));
        await portal.Upload("back-1", RosterWorld.People("B", Enumerable.Range(1, 5)), mode: RosterMode.Full);
        Assert.Equal(5, await portal.Counted("back-people"));
        await portal.Upload("back-1", RosterWorld.People("B", Enumerable.Range(1, 6)), mode: RosterMode.Full);
        Assert.Equal(6, await portal.Counted("back-people"));
    }

    [Fact]
    public async Task A_row_that_cannot_be_used_drops_nobody()
    {
        await portal.GroundAsync("spare");
        await portal.Upload("spare-1", RosterWorld.People("P", Enumerable.Range(1, 3)));
        var roster = await portal.Upload("spare-1", RosterWorld.People("P", Enumerable.Range(1, 2)) + "P3,Learner P 3,P3@example.org,,,MY,nonsense,\n", mode: RosterMode.Full);
        Assert.Equal(1, roster.OutcomesOf()["error"]);
        Assert.False(roster.OutcomesOf().ContainsKey("remove"));
        Assert.Equal(3, await portal.Counted("spare-people"));
    }

    [Fact]
    public async Task More_than_five_or_a_tenth_wait_for_a_second_person()
    {
        await portal.GroundAsync("brake");
        await portal.Upload("brake-1", RosterWorld.People("R", Enumerable.Range(1, 20)));
        var roster = await portal.Upload("brake-1", RosterWorld.People("R", Enumerable.Range(1, 13)), mode: RosterMode.Full);
        Assert.Equal((RosterState.NeedsApproval, 7), (roster.State, roster.Brake));
        Assert.Equal(20, await portal.Counted("brake-people"));
    }

    [Fact]
    public async Task Many_new_names_under_known_numbers_wait_for_a_second_person()
    {
        await portal.GroundAsync("names");
        await portal.Upload("names-1", RosterWorld.People("N", Enumerable.Range(1, 20)));
        var roster = await portal.Upload("names-1", RosterWorld.People("N", Enumerable.Range(1, 20)).Replace("Learner N", "Somebody Else"));
        Assert.Equal((RosterState.NeedsApproval, 20), (roster.State, roster.Brake));
    }
}

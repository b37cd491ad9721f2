using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;

/// <summary>An undo puts back every value nobody changed since, and names the others.</summary>
public sealed class UndoRosterTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Before = RosterWorld.Header
        + "S1,Siti binti Ali,siti@example.org,012-345 6789,1999-02-03,MY,completed,2026-05-02\n"
        + "S2,Tan Mei Ling,mei@example.org,,,MY,enrolled,\n"
        + "S3,Kumar a/l Raju,kumar@example.org,,,SG,completed,2026-05-04\n";

    [Fact]
    public async Task Applying_and_undoing_changes_nothing()
    {
        await portal.GroundAsync("undo");
        await portal.Upload("undo-1", Before);
        var standing = await portal.StandingAsync();
        var counted = await portal.Counted("undo-people");

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var roster = await portal.Upload(
            "undo-1",
            RosterWorld.Header + "S1,Siti Aminah binti Ali,aminah@example.org,013-999 8888,1999-02-03,SG,completed,2026-05-09\nS2,Tan Mei Ling,mei@example.org,,,MY,completed,2026-05-05\nS3,Kumar a/l Raju,kumar@example.org,,,SG,withdrawn,\n"
            + "S4,Chin Wei,chin@example.org,,,MY,completed,2026-05-06\n");
        Assert.Equal(RosterState.Applied, roster.State);
        Assert.NotEqual(standing, await portal.StandingAsync());

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var undone = await portal.UndoAsync(roster.Id);
        Assert.Equal((RosterState.Undone, 0), (undone.State, undone.UndoConflicts));
        Assert.Equal(standing, await portal.StandingAsync());
        Assert.Equal(counted, await portal.Counted("undo-people"));
        await portal.AssertAgreesAsync();
    }

    [Fact]
    public async Task What_somebody_changed_since_is_left_alone_and_counted_as_a_conflict()
    {
        await portal.GroundAsync("kept");
        await portal.Upload("kept-1", Before.Replace("S", "K"));
        var second = await portal.Upload("kept-1", RosterWorld.Header + "K1,Siti binti Ali,new@example.org,,,,,\nK2,Tan Mei Ling,mei2@example.org,,,,,\nK9,Lim Ah Kow,lim@example.org,,,MY,completed,2026-05-06\n");
        await portal.Upload("kept-1", RosterWorld.Header + "K1,Siti binti Ali,newer@example.org,,,,,\nK9,Lim Ah Kow,lim@example.org,,,SG,,\n");

        var undone = await portal.UndoAsync(second.Id);
        Assert.Equal((RosterState.PartlyUndone, 2), (undone.State, undone.UndoConflicts));
        Assert.Equal("newer@example.org", await portal.TextAsync("select email from person_record where student_id = 'K1'"));
        Assert.Equal("mei@example.org", await portal.TextAsync("select email from person_record where student_id = 'K2'"));
        Assert.Equal("live", await portal.TextAsync("select state from person_record where student_id = 'K9'"));
        await portal.AssertAgreesAsync();
    }

    [Fact]
    public async Task What_was_undone_can_be_uploaded_again()
    {
        await portal.GroundAsync("again");
        var first = await portal.Upload("again-1", RosterWorld.People("A", Enumerable.Range(1, 5)));
        Assert.Equal(5, await portal.Counted("again-people"));
        await portal.UndoAsync(first.Id);
        Assert.Equal(0, await portal.Counted("again-people"));
        var second = await portal.Upload("again-1", RosterWorld.People("A", Enumerable.Range(1, 5)));
        Assert.Equal(5, second.OutcomesOf()["create"]);
        Assert.Equal(5, await portal.Counted("again-people"));
        await portal.AssertAgreesAsync();
    }

}

using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Rosters.KeepHouse;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.KeepHouse;

/// <summary>What nobody decided on expires, and bytes nobody needs go; what was applied keeps its rows.</summary>
public sealed class RosterHousekeeperTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Previews_expire_after_a_week_and_bytes_of_applied_files_go_after_thirty_days()
    {
        await portal.GroundAsync("house");
        var applied = await portal.Upload("house-1", RosterWorld.People("H", Enumerable.Range(1, 3)));
        var waiting = await portal.Upload("house-1", RosterWorld.People("H", Enumerable.Range(1, 4)), RosterApply.Preview);
        var keeper = portal.Get<RosterHousekeeper>();

        portal.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, await keeper.RunOnceAsync(default));
        portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await keeper.RunOnceAsync(default));
        Assert.Equal(RosterState.Expired, (await portal.Roster(waiting.Id)).State);
        Assert.Equal(("0", "1"), (await ChunksAsync(waiting), await ChunksAsync(applied)));

        portal.Clock.Advance(TimeSpan.FromDays(23));
        await keeper.RunOnceAsync(default);
        Assert.Equal("0", await ChunksAsync(applied));
        Assert.Equal("3", await portal.TextAsync($"select count(*) from roster_row where roster_id = '{applied.Id}' and cardinality(cells) > 0"));
    }

    private Task<string> ChunksAsync(Roster roster) => portal.TextAsync($"select count(*) from stored_chunk where file_id = '{roster.FileId}'");
}

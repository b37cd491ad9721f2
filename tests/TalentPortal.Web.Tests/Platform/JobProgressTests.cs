using System.Globalization;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Live;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Platform;

/// <summary>Work that stands in one transaction, and those who wait for it: they see it move before it is done.</summary>
public sealed class JobProgressTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_long_file_is_seen_to_be_read_before_its_transaction_ends()
    {
        await portal.University("slow");
        await portal.Programme("slow-dev");
        await portal.Cohort("slow-1", "slow", "slow-dev");
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(RosterWorld.People("S", Enumerable.Range(1, 8_000))));
        var roster = (await portal.Get<RosterIntake>().ReceiveAsync(portal.Manager, new("slow-1", "slow.csv", "text/csv", RosterMode.Delta, RosterApply.Preview), file, default)).Value;

        var work = Task.Run(portal.WorkAsync);
        var seen = new List<(int Progress, long Change)>();
        while (!work.IsCompleted)
        {
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            seen.Add((await ProgressAsync(roster), await ChangeAsync(roster)));
            await Task.Delay(5);
        }

        await work;
        Assert.Contains(seen, s => s.Progress is > 0 and < 100);
        Assert.Equal(seen.Select(s => s.Progress).Order(), seen.Select(s => s.Progress));
        Assert.True(seen.Select(s => s.Change).Distinct().Count() > 1, "An open page was never told.");
        Assert.Equal(RosterState.Previewed, (await portal.Roster(roster)).State);
        Assert.Equal(100, await ProgressAsync(roster));
    }

    private async Task<int> ProgressAsync(Guid roster) =>
        int.Parse(await portal.TextAsync($"select max(progress) from job where payload ->> 'roster' = '{roster}'"), CultureInfo.InvariantCulture);

    private async Task<long> ChangeAsync(Guid roster)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return (await db.ReadChangesAsync([], [roster], false, default))[Topics.Roster(roster)];
    }
}

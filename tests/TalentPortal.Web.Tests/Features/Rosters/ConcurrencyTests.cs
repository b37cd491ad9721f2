using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Jobs;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters;

/// <summary>Rosters applied at the same moment by several workers count what they would have counted one after the other.</summary>
public sealed class ConcurrencyTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const int Students = 200;

    [Fact]
    public async Task The_same_new_students_in_two_rosters_at_once_become_one_person_each()
    {
        await GroundAsync("twins", 2);
        Guid[] rosters = [await ReceiveAsync("twins-1", Rows("T", 0, Students)), await ReceiveAsync("twins-2", Rows("T", 0, Students))];
        await WorkTogetherAsync(2);
        await AssertAppliedAsync(rosters);
        Assert.Equal(Students, await PeopleAsync("T"));
        Assert.Equal(Students, await portal.Counted("twins-people"));
        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    [Fact]
    public async Task Eight_rosters_at_once_over_four_cohorts_agree_with_their_facts()
    {
        await GroundAsync("eight", 4);
        var rosters = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            // Each shares half of its students with the next, and every cohort gets two.
            rosters.Add(await ReceiveAsync($"eight-{(i % 4) + 1}", Rows("E", i * Students / 2, Students)));
        }

        await WorkTogetherAsync(8);
        await AssertAppliedAsync(rosters);
        var people = (8 * Students / 2) + (Students / 2);
        Assert.Equal(people, await PeopleAsync("E"));
        Assert.Equal(people, await portal.Counted("eight-people"));
        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    private static string Rows(string prefix, int from, int count) => "student_id,full_name,email,status,completed_on\n" + string.Concat(
        Enumerable.Range(from, count).Select(i => $"{prefix}{i},Student {prefix} {i},{prefix}{i}@example.org,completed,2026-06-{(i % 28) + 1:00}\n"));

    private async Task GroundAsync(string name, int cohorts)
    {
        await portal.University(name);
        await portal.Programme($"{name}-dev");
        for (var i = 1; i <= cohorts; i++)
        {
            await portal.Cohort($"{name}-{i}", name, $"{name}-dev");
        }

        await portal.Commitment($"{name}-promise", $"{name}-people", 100, new RuleInput("distinct-ever", "completed", Programmes: [$"{name}-dev"]));
    }

    private async Task<Guid> ReceiveAsync(string cohort, string csv)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return (await portal.Get<RosterIntake>().ReceiveAsync(portal.Manager, new(cohort, "r.csv", "text/csv", RosterMode.Delta, RosterApply.Valid), bytes, default)).Value;
    }

    /// <summary>So many workers at once, as on so many nodes, until nothing is due even later.</summary>
    private async Task WorkTogetherAsync(int workers)
    {
        using var signal = new JobSignal();
        var team = Enumerable.Range(0, workers).Select(_ => new JobWorker(
            portal.Database, portal.Services.GetServices<IJobHandler>(), signal, portal.Clock, Options.Create(new JobOptions()), NullLogger<JobWorker>.Instance)).ToList();
        for (var idle = 0; idle < 2;)
        {
            using var gate = new SemaphoreSlim(0);
            var rounds = team.Select(async worker =>
            {
                await gate.WaitAsync();
                return await worker.RunNextAsync(default);
            }).ToList();
            gate.Release(workers);
            idle = (await Task.WhenAll(rounds)).Any(did => did) ? 0 : idle + 1;

            // Work that was refused by another's commit is due again a little later.
            portal.Clock.Advance(TimeSpan.FromSeconds(40));
        }

        team.ForEach(w => w.Dispose());
    }

    private async Task AssertAppliedAsync(IEnumerable<Guid> rosters)
    {
        foreach (var id in rosters)
        {
            var roster = await portal.Roster(id);
            Assert.True(roster.State == RosterState.Applied, $"{roster.State} {roster.Problem}");
        }
    }

    private async Task<int> PeopleAsync(string prefix)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return await db.Set<PersonRecord>().Where(r => r.StudentId!.StartsWith(prefix)).Select(r => r.PersonId).Distinct().CountAsync();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.ApproveCommitment;
using TalentPortal.Web.Features.Commitments.CountInParts;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ReadCommitments;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using Xunit;
using Shown = TalentPortal.Web.Features.Commitments.ViewCommitment.TargetView;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>With more people than somebody would wait for, a new target is counted by a job, a range at a time, and says how far that is.</summary>
public sealed class CountInPartsTests : IAsyncLifetime
{
    private static readonly CommitmentInput Promise = new(
        "Many are to be trained.", "The minister", new(2026, 1, 1), "https://example.org/promise", "Completed counts.",
        [new("trained", 30_000, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed"))], "Trained people");

    private readonly PortalFixture _portal = new();

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        await _portal.University("mmu");
        await _portal.Programme("ai-dev");
        await _portal.Cohort("mmu-1", "mmu", "ai-dev");
        await _portal.Upload("mmu-1", "student_id,full_name,status,completed_on\nS1,A One,completed,2026-06-20\nS2,B Two,completed,2026-06-21\nS3,C Three,completed,2026-06-21\n");
        await RunAsync($"insert into person (id, state, revision) select gen_random_uuid(), 'live', 1 from generate_series(1, {TargetCounts.FewSubjects})");
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_command_returns_before_anybody_is_counted_and_the_job_counts_them_all()
    {
        await PutAsync(Promise);
        Assert.Equal((0L, 0), (await _portal.Counted("trained"), (await TargetAsync()).CountingPercent));
        await _portal.WorkAsync();

        Assert.Equal((3L, null), (await _portal.Counted("trained"), (await TargetAsync()).CountingPercent));
        Assert.All(await _portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    [Fact]
    public async Task It_goes_on_where_it_was_left_and_says_how_far_it_is()
    {
        await PutAsync(Promise);
        var changes = (await TargetAsync()).Changes;
        await StopAfterAsync(2);
        var half = await TargetAsync();
        Assert.InRange(half.CountingPercent!.Value, 40, 60);
        Assert.NotEqual(changes, half.Changes); // open pages are told
        Assert.Equal(half.CountingPercent, (await _portal.Get<CommitmentsQuery>().FindAsync(_portal.Manager, "promise", default))!.Targets[0].CountingPercent);

        // Whoever changes meanwhile is counted at once, on either side of the place where the counting is.
        await _portal.Upload("mmu-1", "student_id,full_name,status,completed_on\nS9,New One,completed,2026-06-25\n");
        Assert.True(await _portal.Counted("trained") >= 1);
        await RunAsync("update job set lease_until = '2000-01-01' where state = 'running'");
        await _portal.WorkAsync();
        Assert.Equal(4, await _portal.Counted("trained"));
        Assert.All(await _portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    [Fact]
    public async Task A_new_window_is_counted_anew_and_closing_waits_for_the_end()
    {
        await PutAsync(Promise);
        await _portal.WorkAsync();
        await PutAsync(Promise with { Targets = [Promise.Targets![0] with { StartsOn = new(2026, 6, 21) }] });
        var closing = await _portal.Get<ApprovalHandler>().AskToCloseAsync(_portal.Manager, "promise", "withdrawn", "Taken back.", null, default);
        Assert.Equal(CommitmentProblems.StillCounting, closing.Problem);
        await _portal.WorkAsync();

        Assert.Equal(2, await _portal.Counted("trained"));
        Assert.True((await _portal.Get<ApprovalHandler>().AskToCloseAsync(_portal.Manager, "promise", "withdrawn", "Taken back.", null, default)).Succeeded);
    }

    [Fact]
    public async Task A_recount_completes_what_was_given_up()
    {
        await PutAsync(Promise);
        await using (var db = await _portal.Database.BeginAsync(Scope.Everything, default))
        {
            await db.RecountAsync(null, _portal.Clock, default);
            await db.CommitAsync(default);
        }

        Assert.Equal((3L, null), (await _portal.Counted("trained"), (await TargetAsync()).CountingPercent));
        await _portal.WorkAsync(); // the job finds nothing left to do
        Assert.Equal(3, await _portal.Counted("trained"));
    }

    private async Task PutAsync(CommitmentInput promise) => Assert.Null((await _portal.Get<DescribeCommitmentHandler>().HandleAsync(_portal.Manager, "promise", promise, null, default)).Problem);

    private async Task<Shown> TargetAsync() => (await _portal.Get<CommitmentQuery>().RunAsync(_portal.Manager, "promise", null, default))!.Target!;

    /// <summary>Works as a portal would that is killed after some ranges.</summary>
    private async Task StopAfterAsync(int ranges)
    {
        var job = (await _portal.Database.ClaimAsync(_portal.Clock.GetUtcNow(), TimeSpan.FromMinutes(1), default))!;
        using var killed = new CancellationTokenSource();
        var handler = new CountTargetJob(_portal.Database, new CountingClock(_portal.Clock, ranges, killed));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handler.RunAsync(job, killed.Token));
    }

    private async Task RunAsync(string sql)
    {
        await using var owner = await _portal.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, owner);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Gives up once so many moments were asked for and one more is.</summary>
    private sealed class CountingClock(TimeProvider clock, int moments, CancellationTokenSource killed) : TimeProvider
    {
        private int _asked;

        public override DateTimeOffset GetUtcNow()
        {
            if (++_asked > moments)
            {
                killed.Cancel();
            }

            return clock.GetUtcNow();
        }
    }
}

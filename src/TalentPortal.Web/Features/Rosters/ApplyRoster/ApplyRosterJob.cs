using TalentPortal.Data;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Rosters;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Rosters.ApplyRoster;

/// <summary>
/// Applies a previewed roster in one transaction: plans again with the same statements, sets rows aside that changed since the preview
/// (or, for <c>all</c>, shows the new preview instead), writes, counts, done. A kill leaves nothing; the next worker starts over.
/// </summary>
public sealed class ApplyRosterJob(PortalDatabase portal, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "roster.apply";

    public string Kind => JobKind;

    public Task RunAsync(ClaimedJob job, CancellationToken cancellationToken) =>
        portal.WorkOnRosterAsync(job, RosterState.Applying, (db, roster) => ApplyAsync(db, roster, new(portal, job, clock), cancellationToken), cancellationToken);

    public Task GiveUpAsync(ClaimedJob job, CancellationToken cancellationToken) => portal.GiveUpRosterAsync(job, clock, cancellationToken);

    private async Task ApplyAsync(PortalDbContext db, Roster roster, JobProgress progress, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ground = await db.GroundAsync(roster, now, cancellationToken);
        await db.LockAsync(ground, cancellationToken);
        await db.StageAgainAsync(roster.Id, cancellationToken);
        await progress.TellAsync(10, cancellationToken);
        await db.PlanAsync(ground, cancellationToken);
        await progress.TellAsync(40, cancellationToken);
        var stale = await db.FindStaleAsync(roster.Id, cancellationToken);
        var brake = (await db.BrakeAsync(ground, cancellationToken)).Number;

        // Whoever approved a number approved that number.
        if ((stale > 0 && roster.Apply == RosterApply.All) || brake > roster.Brake)
        {
            await db.ReplaceRowsAsync(ground, cancellationToken);
            var planned = await db.PlanRowsAsync(ground, now, cancellationToken);
            await db.ShowPlanAsync(roster, (planned, brake), await db.OutcomesAsync(roster.Id, cancellationToken), RosterProblems.ChangedSincePreview(Math.Max(1, stale)), now, cancellationToken);
            return;
        }

        if (ground.Overrides)
        {
            await db.ReplaceRowsAsync(ground, cancellationToken);
        }

        if (stale > 0)
        {
            await db.SetStaleAsideAsync(roster.Id, cancellationToken);
        }

        var doubtful = await db.PlanRowsAsync(ground, now, cancellationToken);
        await progress.TellAsync(60, cancellationToken);
        await db.WriteRosterAsync(roster, ground, doubtful, await db.OutcomesAsync(roster.Id, cancellationToken), clock, cancellationToken);
    }
}

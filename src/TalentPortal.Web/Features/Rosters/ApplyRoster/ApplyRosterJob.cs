using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Rosters;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
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

    public async Task RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var id = Findings.ReadAs<RosterJobPayload>(job.Payload).Roster;
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.FenceAsync(job, cancellationToken);
        var roster = await db.Set<Roster>().SingleAsync(r => r.Id == id, cancellationToken);
        if (roster.State == RosterState.Applying)
        {
            await ApplyAsync(db, roster, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.FinishAsync(job, cancellationToken);
        await db.CommitAsync(cancellationToken);
    }

    public async Task GiveUpAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var id = Findings.ReadAs<RosterJobPayload>(job.Payload).Roster;
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var roster = await db.Set<Roster>().SingleAsync(r => r.Id == id, cancellationToken);
        if (roster.WorkIsDue)
        {
            roster.Fail(Findings.Write(RosterProblems.Stopped));
            db.Record(Actor.System, clock.GetUtcNow(), "roster.failed", ("roster", id), partnerId: roster.PartnerId);
        }

        await db.CommitAsync(cancellationToken);
    }

    private async Task ApplyAsync(PortalDbContext db, Roster roster, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ground = await db.GroundAsync(roster, now, cancellationToken);
        await db.LockAsync(ground, cancellationToken);
        await db.StageAgainAsync(roster.Id, cancellationToken);
        await db.PlanAsync(ground, cancellationToken);
        var stale = await db.FindStaleAsync(roster.Id, cancellationToken);
        if (stale > 0 && roster.Apply == RosterApply.All)
        {
            await db.ReplaceRowsAsync(roster.Id, cancellationToken);
            await db.PlanRowsAsync(ground, now, cancellationToken);
            var effects = await db.PreviewEffectsAsync(cancellationToken);
            var outcomes = await db.OutcomesAsync(roster.Id, cancellationToken);
            roster.ShowPreview(Findings.Write(outcomes), Findings.Write(effects), Findings.Write(RosterProblems.ChangedSincePreview(stale)), now);
            return;
        }

        if (stale > 0)
        {
            await db.SetStaleAsideAsync(roster.Id, cancellationToken);
        }

        await db.PlanRowsAsync(ground, now, cancellationToken);
        await db.WriteRosterAsync(roster, ground, await db.OutcomesAsync(roster.Id, cancellationToken), now, cancellationToken);
    }
}

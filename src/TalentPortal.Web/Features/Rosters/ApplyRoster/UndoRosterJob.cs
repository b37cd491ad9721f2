using TalentPortal.Data;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Rosters;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Rosters.ApplyRoster;

/// <summary>Takes back what an applied roster wrote, in one transaction; values somebody changed since are left alone and named.</summary>
public sealed class UndoRosterJob(PortalDatabase portal, TimeProvider clock) : IJobHandler
{
    public const string JobKind = "roster.undo";

    public string Kind => JobKind;

    public Task RunAsync(ClaimedJob job, CancellationToken cancellationToken) =>
        portal.WorkOnRosterAsync(job, RosterState.Undoing, (db, roster) => UndoAsync(db, roster, cancellationToken), cancellationToken);

    public Task GiveUpAsync(ClaimedJob job, CancellationToken cancellationToken) => portal.GiveUpRosterAsync(job, clock, cancellationToken);

    private async Task UndoAsync(PortalDbContext db, Roster roster, CancellationToken cancellationToken)
    {
        await db.LockAsync(await db.GroundAsync(roster, clock.GetUtcNow(), cancellationToken), cancellationToken);
        var actor = new Actor(roster.UndoneBy, roster.UndoneByName ?? Actor.System.Name, false, []);
        var undone = await db.UndoAsync(roster.Id, roster.PartnerId, clock, (actor.Id, actor.Name), cancellationToken);
        roster.WasUndone(undone.Conflicts, Findings.Write(undone.Effects), undone.At);
        var (changes, digest) = await db.UndoDigestAsync(roster.Id, cancellationToken);
        db.Record(actor, undone.At, "roster.undone", ("roster", roster.Id), [$"{changes} changes", $"{undone.Conflicts} conflicts"], roster.PartnerId, digest);
    }
}

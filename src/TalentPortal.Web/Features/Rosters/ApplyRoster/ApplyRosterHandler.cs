using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Jobs;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Rosters.ApplyRoster;

/// <summary>A human's decision on a roster: apply it, let it pass the brake, throw it away, take it back.</summary>
public sealed class ApplyRosterHandler(PortalDatabase portal, JobSignal signal, TimeProvider clock)
{
    /// <summary>Asks for it to be applied, keeping every value that is protected.</summary>
    /// <inheritdoc cref="ApplyAsync(Actor, Guid, RosterApply, bool, CancellationToken)" path="/returns"/>
    public Task<Result> ApplyAsync(Actor actor, Guid id, RosterApply apply, CancellationToken cancellationToken) => ApplyAsync(actor, id, apply, overrides: false, cancellationToken);

    /// <summary>Asks for it to be applied: queued at once, or, where the brake is on, once a second person lets it pass. Asking twice applies once.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The roster.</param>
    /// <param name="apply">The good rows, or all or nothing.</param>
    /// <param name="overrides">Overwrite values that a person has set; only a programme manager of its country may.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Refused as not found for somebody else's roster, to overwrite for who is no manager, and as <see cref="Roster.AskToApply"/> says.</returns>
    public Task<Result> ApplyAsync(Actor actor, Guid id, RosterApply apply, bool overrides, CancellationToken cancellationToken) => DecideAsync(
        actor,
        id,
        overrides ? "roster.override-asked" : "roster.apply-asked",
        async (db, roster) =>
        {
            if (overrides && !actor.ManagesCountry(roster.Country))
            {
                return RosterProblems.ManagerOverridesOnly;
            }

            var errors = Findings.ReadAs<Dictionary<string, int>>(roster.Outcomes).GetValueOrDefault(Words.Of(RowOutcome.Error));
            var asked = roster.AskToApply(apply, overrides, errors, clock.GetUtcNow());
            if (!asked.Succeeded)
            {
                return asked;
            }

            roster.AppliedFor(actor.Id, actor.Name);
            if (roster.State == RosterState.Applying)
            {
                await EnqueueAsync(db, ApplyRosterJob.JobKind, roster, cancellationToken);
            }

            return asked;
        },
        cancellationToken);

    /// <summary>A second person lets it pass the brake, and it is applied.</summary>
    /// <param name="actor">Somebody who may fill its cohort, and neither uploaded it nor asked for it to be applied; a person, for a key is nobody who looked.</param>
    /// <param name="id">The roster.</param>
    /// <param name="number">The number of people concerned, as they read it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Refused as not found for somebody else's roster, and as <see cref="Roster.Approve"/> says.</returns>
    public Task<Result> ApproveAsync(Actor actor, Guid id, int number, CancellationToken cancellationToken) => DecideAsync(
        actor,
        id,
        "roster.approved",
        async (db, roster) =>
        {
            var approved = roster.Approve(actor.IsKey ? null : actor.Id, actor.Name, number, clock.GetUtcNow());
            if (approved.Succeeded)
            {
                await EnqueueAsync(db, ApplyRosterJob.JobKind, roster, cancellationToken);
            }

            return approved;
        },
        cancellationToken);

    /// <summary>Asks for everything it wrote to be taken back. Values that somebody changed since will be left alone and listed.</summary>
    /// <returns>Refused as not found for somebody else's roster, and as <see cref="Roster.AskToUndo"/> says.</returns>
    public Task<Result> UndoAsync(Actor actor, Guid id, CancellationToken cancellationToken) => DecideAsync(
        actor,
        id,
        "roster.undo-asked",
        async (db, roster) =>
        {
            var asked = roster.AskToUndo(actor.Id, actor.Name);
            if (asked.Succeeded)
            {
                await EnqueueAsync(db, UndoRosterJob.JobKind, roster, cancellationToken);
            }

            return asked;
        },
        cancellationToken);

    /// <summary>Throws a preview away.</summary>
    /// <returns>Refused as not found for somebody else's roster, and once something was written.</returns>
    public Task<Result> CancelAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        DecideAsync(actor, id, "roster.cancelled", (_, roster) => Task.FromResult(roster.Cancel()), cancellationToken);

    private Task EnqueueAsync(PortalDbContext db, string kind, Roster roster, CancellationToken cancellationToken) =>
        db.EnqueueAsync(kind, $"{kind}:{roster.Id}:{roster.Revision}", Findings.Write(new RosterJobPayload(roster.Id)), clock.GetUtcNow(), cancellationToken);

    private async Task<Result> DecideAsync(Actor actor, Guid id, string action, Func<PortalDbContext, Roster, Task<Result>> decide, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var roster = await db.Set<Roster>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (roster is null || !actor.MayFill(roster.PartnerId, roster.Country))
        {
            return RosterProblems.NotFound;
        }

        var decided = await decide(db, roster);
        if (!decided.Succeeded)
        {
            return decided;
        }

        db.Record(actor, clock.GetUtcNow(), action, ("roster", id), partnerId: roster.PartnerId);
        try
        {
            await db.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else decided in the same moment; what they decided stands.
            return RosterProblems.DecidedMeanwhile;
        }

        signal.Wake();
        return Result.Ok;
    }
}

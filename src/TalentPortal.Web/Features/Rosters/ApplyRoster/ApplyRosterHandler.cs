using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Jobs;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Jobs;

namespace TalentPortal.Web.Features.Rosters.ApplyRoster;

/// <summary>A human's decision on a preview: apply it, or throw it away.</summary>
public sealed class ApplyRosterHandler(PortalDatabase portal, JobSignal signal, TimeProvider clock)
{
    /// <summary>Queues the applying. Asking twice applies once.</summary>
    /// <returns>Refused as not found for somebody else's roster, and as <see cref="Roster.AskToApply"/> says.</returns>
    public Task<Result> ApplyAsync(Actor actor, Guid id, RosterApply apply, CancellationToken cancellationToken) => DecideAsync(
        actor,
        id,
        "roster.apply-asked",
        async (db, roster) =>
        {
            var errors = Findings.ReadAs<Dictionary<string, int>>(roster.Outcomes).GetValueOrDefault(Words.Of(RowOutcome.Error));
            var asked = roster.AskToApply(apply, errors, clock.GetUtcNow());
            if (asked.Succeeded)
            {
                roster.AppliedFor(actor.Id, actor.Name);
                await db.EnqueueAsync(ApplyRosterJob.JobKind, $"{ApplyRosterJob.JobKind}:{id}:{roster.Revision}", Findings.Write(new RosterJobPayload(id)), clock.GetUtcNow(), cancellationToken);
            }

            return asked;
        },
        cancellationToken);

    /// <summary>Throws a preview away.</summary>
    /// <returns>Refused as not found for somebody else's roster, and once something was written.</returns>
    public Task<Result> CancelAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        DecideAsync(actor, id, "roster.cancelled", (_, roster) => Task.FromResult(roster.Cancel()), cancellationToken);

    private async Task<Result> DecideAsync(Actor actor, Guid id, string action, Func<PortalDbContext, Roster, Task<Result>> decide, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await (
            from roster in db.Set<Roster>()
            join cohort in db.Set<Cohort>() on roster.CohortId equals cohort.Id
            where roster.Id == id
            select new { Roster = roster, cohort.Country }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !(actor.WorksFor(found.Roster.PartnerId) || actor.ManagesCountry(found.Country)))
        {
            return RosterProblems.NotFound;
        }

        var decided = await decide(db, found.Roster);
        if (!decided.Succeeded)
        {
            return decided;
        }

        db.Record(actor, clock.GetUtcNow(), action, ("roster", id), partnerId: found.Roster.PartnerId);
        try
        {
            await db.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return RosterProblems.AlreadyApplied;
        }

        signal.Wake();
        return Result.Ok;
    }
}

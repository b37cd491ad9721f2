using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Jobs;
using TalentPortal.Data.Rosters;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;

namespace TalentPortal.Web.Features.Rosters.ApplyRoster;

/// <summary>What reading and applying share: the ground a roster stands on, showing a plan, and writing it.</summary>
internal static class RosterWriting
{
    /// <summary>What the plan needs to know of the roster and the cohorts its rows may be for.</summary>
    public static async Task<RosterGround> GroundAsync(this PortalDbContext db, Roster roster, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kind = await db.Set<Partner>().Where(p => p.Id == roster.PartnerId).Select(p => p.Kind).SingleAsync(cancellationToken);
        var source = await db.Set<RosterSource>().AsNoTracking().SingleAsync(s => s.Id == roster.SourceId, cancellationToken);
        var cohorts = await (
            from cohort in db.Set<Cohort>()
            join programme in db.Set<Programme>() on cohort.ProgrammeId equals programme.Id
            where cohort.PartnerId == roster.PartnerId && (roster.CohortId == null || cohort.Id == roster.CohortId) && (roster.Countries == null || roster.Countries.Contains(cohort.Country))
            orderby cohort.Id
            select new { cohort.Id, cohort.Code, cohort.Name, cohort.StartsOn, cohort.EndsOn, cohort.TimeZone, cohort.Country, cohort.CompletionBy, ProgrammeId = programme.Id, programme.Kind, programme.Level })
            .ToListAsync(cancellationToken);
        return new(
            roster.Id,
            roster.PartnerId,
            Words.Of(kind),
            roster.CohortId,
            source.Id,
            source.Leads,
            roster.OverridesProtected,
            roster.Mode == RosterMode.Full,
            cohorts.ConvertAll(c => new GroundCohort(
                c.Id, c.Code, c.Name, c.StartsOn, c.EndsOn, now.DayIn(c.TimeZone), c.ProgrammeId, Words.Of(c.Kind), c.Level is { } level ? Words.Of(level) : null, c.Country, c.CompletionBy == CompletionBy.Partner)));
    }

    /// <summary>Shows the plan that stands in the temporary tables; nothing is written.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="roster">Whose plan it is.</param>
    /// <param name="planned">Rows in doubt, and the number of the brake.</param>
    /// <param name="outcomes">Rows by outcome.</param>
    /// <param name="problem">Why it does not go on by itself; null where nobody asked it to.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task ShowPlanAsync(this PortalDbContext db, Roster roster, (int Doubtful, int Brake) planned, Dictionary<string, long> outcomes, Problem? problem, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var effects = await db.PreviewEffectsAsync(cancellationToken);
        roster.ShowPreview(new(Findings.Write(outcomes), Findings.Write(effects), planned.Doubtful, planned.Brake), problem is null ? null : Findings.Write(problem), now);
    }

    /// <summary>Writes the plan that stands in the temporary tables, counts, and marks the roster applied.</summary>
    public static async Task WriteRosterAsync(this PortalDbContext db, Roster roster, RosterGround ground, int doubtful, Dictionary<string, long> outcomes, TimeProvider clock, CancellationToken cancellationToken)
    {
        var actor = new Actor(roster.AppliedBy, roster.AppliedByName ?? Actor.System.Name, false, []);
        var (effects, at) = await db.WriteAsync(ground, clock, (actor.Id, actor.Name), cancellationToken);
        var (changes, digest) = await db.DigestAsync(roster.Id, cancellationToken);
        roster.WasApplied(new(Findings.Write(outcomes), Findings.Write(effects), doubtful, roster.Brake), at);
        db.Record(actor, at, "roster.applied", ("roster", roster.Id), [$"{roster.Rows} rows", $"{changes} changes"], roster.PartnerId, digest);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Works on the roster of a job in one transaction, if it still waits for that; a kill leaves nothing and the next worker starts over.</summary>
    public static async Task WorkOnRosterAsync(
        this PortalDatabase portal, ClaimedJob job, RosterState waiting, Func<PortalDbContext, Roster, Task> work, CancellationToken cancellationToken)
    {
        var id = Findings.ReadAs<RosterJobPayload>(job.Payload).Roster;
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.FenceAsync(job, cancellationToken);
        var roster = await db.Set<Roster>().SingleAsync(r => r.Id == id, cancellationToken);
        if (roster.State == waiting)
        {
            await work(db, roster);
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.FinishAsync(job, cancellationToken);
        await db.CommitAsync(cancellationToken);
    }

    /// <summary>Leaves a visible outcome when applying or undoing is given up for good.</summary>
    public static async Task GiveUpRosterAsync(this PortalDatabase portal, ClaimedJob job, TimeProvider clock, CancellationToken cancellationToken)
    {
        var id = Findings.ReadAs<RosterJobPayload>(job.Payload).Roster;
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.FenceAsync(job, cancellationToken);
        var roster = await db.Set<Roster>().SingleAsync(r => r.Id == id, cancellationToken);
        if (roster.WorkIsDue)
        {
            roster.Fail(Findings.Write(RosterProblems.Stopped));
            db.Record(Actor.System, clock.GetUtcNow(), "roster.failed", ("roster", id), partnerId: roster.PartnerId);
        }

        await db.CommitAsync(cancellationToken);
    }
}

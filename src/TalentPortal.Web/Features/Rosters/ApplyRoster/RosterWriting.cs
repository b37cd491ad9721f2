using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Rosters;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;

namespace TalentPortal.Web.Features.Rosters.ApplyRoster;

/// <summary>What reading and applying share: the ground a roster stands on, and writing a finished plan.</summary>
internal static class RosterWriting
{
    /// <summary>What the plan needs to know of the roster's cohort.</summary>
    public static async Task<RosterGround> GroundAsync(this PortalDbContext db, Roster roster, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var on = await (
            from cohort in db.Set<Cohort>()
            join programme in db.Set<Programme>() on cohort.ProgrammeId equals programme.Id
            join partner in db.Set<Partner>() on cohort.PartnerId equals partner.Id
            where cohort.Id == roster.CohortId
            select new { cohort.Id, cohort.PartnerId, cohort.StartsOn, cohort.EndsOn, cohort.TimeZone, cohort.Country, cohort.CompletionBy, ProgrammeId = programme.Id, programme.Kind, programme.Level, PartnerKind = partner.Kind })
            .SingleAsync(cancellationToken);
        return new(
            roster.Id,
            on.PartnerId,
            Words.Of(on.PartnerKind),
            on.Id,
            on.StartsOn,
            on.EndsOn,
            on.ProgrammeId,
            Words.Of(on.Kind),
            on.Level is { } level ? Words.Of(level) : null,
            on.Country,
            now.DayIn(on.TimeZone),
            on.CompletionBy == CompletionBy.Partner);
    }

    /// <summary>Writes the plan that stands in the temporary tables, counts, and marks the roster applied.</summary>
    public static async Task WriteRosterAsync(
        this PortalDbContext db, Roster roster, RosterGround ground, IReadOnlyDictionary<string, long> outcomes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var effects = await db.WriteAsync(ground, now, cancellationToken);
        var (changes, digest) = await db.DigestAsync(roster.Id, cancellationToken);
        roster.WasApplied(Findings.Write(outcomes), Findings.Write(effects), now);
        var actor = new Actor(roster.AppliedBy, roster.AppliedByName ?? Actor.System.Name, false, []);
        db.Record(actor, now, "roster.applied", ("roster", roster.Id), [$"{roster.Rows} rows", $"{changes} changes"], roster.PartnerId, digest);
        await db.SaveChangesAsync(cancellationToken);
    }
}

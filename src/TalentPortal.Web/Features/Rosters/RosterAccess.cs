using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>A roster, and what of its cohort says who may see it.</summary>
internal sealed record RosterOnCohort(Roster Roster, string CohortCode, string CohortName, string Country);

/// <summary>Finding a roster that the actor may read: the partner's people, managers of the cohort's country, auditors. Anybody else's is missing.</summary>
internal static class RosterAccess
{
    public static async Task<RosterOnCohort?> FindRosterAsync(this PortalDbContext db, Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var found = await (
            from roster in db.Set<Roster>().AsNoTracking()
            join cohort in db.Set<Cohort>() on roster.CohortId equals cohort.Id
            where roster.Id == id
            select new RosterOnCohort(roster, cohort.Code, cohort.Name, cohort.Country)).SingleOrDefaultAsync(cancellationToken);
        return found is not null && (actor.WorksFor(found.Roster.PartnerId) || actor.ManagesCountry(found.Country) || actor.Is(Role.Auditor)) ? found : null;
    }
}

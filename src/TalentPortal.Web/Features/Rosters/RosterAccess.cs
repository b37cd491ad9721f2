using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters;

/// <summary>A roster, and the cohort it is for; null where its rows name theirs.</summary>
internal sealed record RosterOnCohort(Roster Roster, string? CohortCode, string? CohortName);

/// <summary>Finding a roster that the actor may read: the partner's people, managers of its country, auditors. Anybody else's is missing.</summary>
internal static class RosterAccess
{
    public static async Task<RosterOnCohort?> FindRosterAsync(this PortalDbContext db, Actor actor, Guid id, CancellationToken cancellationToken) => await (
        from roster in db.Set<Roster>().AsNoTracking().WithinReach(actor)
        join c in db.Set<Cohort>() on roster.CohortId equals (Guid?)c.Id into cohorts
        from cohort in cohorts.DefaultIfEmpty()
        where roster.Id == id
        select new RosterOnCohort(roster, cohort!.Code, cohort.Name)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Narrows a query of rosters to those the actor may read.</summary>
    public static IQueryable<Roster> WithinReach(this IQueryable<Roster> rosters, Actor actor)
    {
        var (all, partners, countries) = CohortReach.Of(actor);
        return all ? rosters : rosters.Where(r => partners.Contains(r.PartnerId) || countries.Contains(r.Country));
    }
}

using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;

namespace TalentPortal.Web.Platform.Access;

/// <summary>The cohorts whose people and rosters an actor may read: a partner's own, a manager's countries, an auditor's all.</summary>
/// <param name="All">Every cohort.</param>
/// <param name="Partners">Every cohort of these partners.</param>
/// <param name="Countries">Every cohort held in these countries.</param>
public sealed record CohortReach(bool All, Guid[] Partners, string[] Countries)
{
    public static CohortReach Of(Actor actor) => new(
        actor.Is(Role.Auditor) || actor.ManagesCountry(null),
        [.. actor.PartnerIds],
        [.. actor.Grants.Where(g => g.Role == Role.ProgrammeManager).Select(g => g.Country).OfType<string>().Distinct()]);

    /// <summary>Narrows a query of cohorts to those within reach.</summary>
    public IQueryable<Cohort> In(IQueryable<Cohort> cohorts)
    {
        var (all, partners, countries) = this;
        return all ? cohorts : cohorts.Where(c => partners.Contains(c.PartnerId) || countries.Contains(c.Country));
    }
}

/// <summary>What an actor may do with a cohort and its rosters.</summary>
public static class CohortRights
{
    /// <summary>Whether the actor may upload rosters for a cohort and decide about them; an auditor reads only.</summary>
    public static bool MayFill(this Actor actor, Guid partnerId, string country) => actor.WorksFor(partnerId) || actor.ManagesCountry(country);
}

using TalentPortal.Domain.Access;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.People;

/// <summary>Whose people an actor of the portal's own staff reads and decides about: those of the countries managed; auditors read all.</summary>
/// <param name="All">Everybody's.</param>
/// <param name="Countries">People of partners in these countries.</param>
internal sealed record PeopleReach(bool All, string?[] Countries)
{
    public bool IsNothing => !All && Countries.Length == 0;

    /// <summary>What the actor may read.</summary>
    public static PeopleReach ToRead(Actor actor) => ToDecide(actor) with { All = actor.Is(Role.Auditor) || actor.ManagesCountry(null) };

    /// <summary>What the actor may change.</summary>
    public static PeopleReach ToDecide(Actor actor) => new(
        actor.ManagesCountry(null), [.. actor.Grants.Where(g => g.Role == Role.ProgrammeManager && g.Country is not null).Select(g => g.Country).Distinct()]);
}

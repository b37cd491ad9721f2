using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;

namespace TalentPortal.Web.Platform.Access;

/// <summary>
/// Who is asking, made once per request or circuit event and handed to every handler and query.
/// It is read afresh from the grants each time, so a withdrawn role ends with the next click.
/// </summary>
/// <param name="Id">The account, or the key, behind the request; null for anonymous and for the system.</param>
/// <param name="Name">Shown and audited as the actor; never a secret.</param>
/// <param name="IsKey">An API key rather than a person.</param>
/// <param name="Grants">What was granted.</param>
public sealed record Actor(Guid? Id, string Name, bool IsKey, IReadOnlyList<Grant> Grants)
{
    public static Actor Anonymous { get; } = new(null, "anonymous", false, []);

    /// <summary>The portal itself: background jobs after an authorised command, seeding, operators' verbs.</summary>
    public static Actor System { get; } = new(null, "system", false, []) { IsSystem = true };

    public bool IsSystem { get; private init; }

    public bool IsSignedIn => Id is not null;

    /// <summary>The partners whose people and rosters the actor may work with.</summary>
    public IReadOnlyCollection<Guid> PartnerIds =>
        [.. Grants.Where(g => g.Role is Role.Coordinator or Role.PartnerAdministrator && g.PartnerId is not null).Select(g => g.PartnerId!.Value).Distinct()];

    public bool Is(Role role) => Grants.Any(g => g.Role == role);

    public bool IsAny(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Is(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the actor manages programmes in this country (a grant without a country means all).</summary>
    public bool ManagesCountry(string? country) =>
        IsSystem || Grants.Any(g => g.Role == Role.ProgrammeManager && (g.Country is null || g.Country == country));

    /// <summary>Whether the actor works for this partner.</summary>
    public bool WorksFor(Guid partnerId) =>
        Grants.Any(g => g.Role is Role.Coordinator or Role.PartnerAdministrator && g.PartnerId == partnerId);

    /// <summary>The rows the actor's reads may touch: staff of the portal everything, partners their own, everybody else nothing protected.</summary>
    public Scope Scope =>
        IsSystem || IsAny(Role.ProgrammeManager, Role.Auditor) ? Scope.Everything : Scope.OfPartners(PartnerIds);
}

/// <summary>One role, with what it is limited to.</summary>
/// <param name="Role">What may be done.</param>
/// <param name="PartnerId">For partner roles: the partner.</param>
/// <param name="Country">For managers: ISO 3166-1 alpha-2; null means every country.</param>
/// <param name="CohortId">For instructors: the cohort.</param>
public sealed record Grant(Role Role, Guid? PartnerId = null, string? Country = null, Guid? CohortId = null);

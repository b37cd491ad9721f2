using System.Collections.Frozen;
using TalentPortal.Domain.Access;

namespace TalentPortal.Web.Platform.Access;

/// <summary>
/// The one table of who may do what; its readable twin is <c>docs/roles.md</c>, and a test holds the two together.
/// Each name is an authorisation policy. Handlers check again with <see cref="Allows"/>, and then the object: its partner, country, cohort.
/// </summary>
public static class Permissions
{
    /// <summary>Anybody signed in whose account is open: the default and the fallback of every endpoint.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Promises with their figures; aggregates only.</summary>
    public const string ViewPortfolio = "view-portfolio";

    /// <summary>The counted people behind a figure, and their evidence.</summary>
    public const string ViewMembers = "view-members";

    /// <summary>Whether two records are one human.</summary>
    public const string DecidePairs = "decide-pairs";

    public const string UploadRosters = "upload-rosters";

    public const string ViewRosters = "view-rosters";

    /// <summary>Partners, programmes, cohorts, commitments.</summary>
    public const string ManageObjects = "manage-objects";

    /// <summary>Figures through the API; partners and readers see aggregates.</summary>
    public const string ReadCounts = "read-counts";

    /// <summary>Everybody's accounts and roles.</summary>
    public const string ManageAccounts = "manage-accounts";

    /// <summary>The accounts of one's own partner.</summary>
    public const string ManageColleagues = "manage-colleagues";

    public const string ViewCohorts = "view-cohorts";

    /// <summary>The systems a partner's rosters come from, and which of them leads on what.</summary>
    public const string ManageSources = "manage-sources";

    /// <summary>Whether national identity numbers are compared, country by country.</summary>
    public const string ManageIdentity = "manage-identity";

    /// <summary>Drawing samples of those counted, judging them, signing what that says. Nothing of it changes a count.</summary>
    public const string AuditCounts = "audit-counts";

    private static readonly FrozenDictionary<string, FrozenSet<Role>> Granted = new Dictionary<string, FrozenSet<Role>>
    {
        [ViewPortfolio] = Roles(Role.ProgrammeManager, Role.Executive, Role.Auditor),
        [ViewMembers] = Roles(Role.ProgrammeManager, Role.Auditor),
        [DecidePairs] = Roles(Role.ProgrammeManager),
        [UploadRosters] = Roles(Role.ProgrammeManager, Role.PartnerAdministrator, Role.Coordinator),
        [ViewRosters] = Roles(Role.ProgrammeManager, Role.PartnerAdministrator, Role.Coordinator, Role.Auditor),
        [ManageObjects] = Roles(Role.ProgrammeManager),
        [ReadCounts] = Roles(Role.ProgrammeManager, Role.PartnerAdministrator, Role.Coordinator, Role.Executive, Role.Auditor, Role.Reader),
        [ManageAccounts] = Roles(Role.Administrator),
        [ManageColleagues] = Roles(Role.PartnerAdministrator),
        [ManageSources] = Roles(Role.ProgrammeManager, Role.PartnerAdministrator),
        [ManageIdentity] = Roles(Role.Administrator),
        [AuditCounts] = Roles(Role.Auditor),
        [ViewCohorts] = Roles(Role.ProgrammeManager, Role.PartnerAdministrator, Role.Coordinator, Role.Auditor),
    }.ToFrozenDictionary();

    /// <summary>All named permissions, without <see cref="SignedIn"/>, in alphabetical order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Granted.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Which roles hold a permission.</summary>
    /// <exception cref="KeyNotFoundException">There is no such permission: a policy name was mistyped.</exception>
    public static IReadOnlySet<Role> RolesWith(string permission) => Granted[permission];

    /// <summary>Whether any grant of the actor carries the permission. The portal itself may do everything.</summary>
    public static bool Allows(this Actor actor, string permission) =>
        actor.IsSystem || (permission == SignedIn ? actor.IsSignedIn : actor.Grants.Any(g => Granted[permission].Contains(g.Role)));

    private static FrozenSet<Role> Roles(params Role[] roles) => roles.ToFrozenSet();
}

using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Web.Tests.Architecture;

/// <summary>A rule about who may use what; it says why each offence is one.</summary>
internal sealed record Arrow(string Name, Func<Use, string?> Offence)
{
    public override string ToString() => Name;

    public IReadOnlyList<string> Offences(IEnumerable<Use> uses) => [.. uses.Select(u => (Use: u, Why: Offence(u))).Where(o => o.Why is not null).Select(o => $"{o.Use}: {o.Why}").Distinct()];
}

/// <summary>The arrows of the house. What stands where is read from namespaces, so a new room or feature needs no new rule; a new room of the domain needs a floor.</summary>
internal static class House
{
    private const string Domain = "TalentPortal.Domain";
    private const string Data = "TalentPortal.Data";
    private const string Web = "TalentPortal.Web";
    private const string Features = Web + ".Features";

    // A room may use the rooms of lower floors and itself.
    private static readonly Dictionary<string, int> Floors = new(StringComparer.Ordinal)
    {
        ["Kernel"] = 0,
        ["Reference"] = 1,
        ["Access"] = 1,
        ["Audit"] = 1,
        ["Files"] = 1,
        ["Jobs"] = 1,
        ["Partners"] = 2,
        ["Programmes"] = 2,
        ["People"] = 2,
        ["Cohorts"] = 3,
        ["Rosters"] = 4,
        ["Certificates"] = 4,
        ["Placements"] = 4,
        ["Resources"] = 4,
    };

    // Rooms that know facts by kind and id: the kernel only, and nobody below or beside them knows of them.
    private static readonly string[] Apart = ["Commitments"];

    private static readonly Dictionary<string, string> MayKnowOtherFeatures = new(StringComparer.Ordinal)
    {
        ["TalentPortal.Web.Features.Administration.Demo"] = "it makes a history through the handlers of every feature, so that the demo is made by the product's own code",
    };

    public static IReadOnlyList<Arrow> Arrows { get; } =
    [
        new("Domain uses the base library alone", u => In(u.By, Domain) && !In(u.Type, Domain) && !In(u.Type, "System") && !IsCompilers(u.Type) ? "the domain has no other dependency" : null),
        new("Data knows nothing of Web", u => In(u.By, Data) && (In(u.Type, Web) || In(u.Type, "Microsoft.AspNetCore.Components")) ? "storage stands below the host" : null),
        new("rooms of the domain stand on floors", FloorOffence),
        new("Ui and Platform know no feature", u => (In(u.By, Web + ".Ui") || In(u.By, Web + ".Platform")) && In(u.Type, Features) ? "features stand above" : null),
        new("no feature knows another", u => FeatureOf(u.By) is { } own && FeatureOf(u.Type) is { } other && own != other && !MayKnowOtherFeatures.Keys.Any(e => In(u.By, e)) ? "features meet through nouns, events or links" : null),
        new("components leave the database to handlers", u => IsComponent(u.By) && IsDatabase(u.Type) ? "a component asks a handler or query" : null),
        new("contexts are opened by PortalDatabase", u => u.By != typeof(PortalDatabase) && u.By != typeof(Migrator) && u.By.Name != "DesignTimePortal" && OpensContext(u) ? "only PortalDatabase sets the scope" : null),
    ];

    /// <summary>Uses of the full scope, by the place of the type in its project: <c>Features/Rosters/ReadRoster/ReadRosterJob</c>.</summary>
    public static IReadOnlyList<string> FullScopes(IEnumerable<Use> uses) =>
        [.. uses.Where(u => u.By != typeof(Scope) && u.Of is { Name: "get_Everything" } && u.Type == typeof(Scope)).Select(u => PlaceOf(u.By)).Distinct().Order(StringComparer.Ordinal)];

    private static string PlaceOf(Type type) => type.FullName!.Replace(Web + ".", "", StringComparison.Ordinal).Replace('.', '/');

    private static string? FloorOffence(Use use)
    {
        if (RoomOf(use.By) is not { } own || RoomOf(use.Type) is not { } other || own == other)
        {
            return Uses.IsGenerated(use.By) || RoomOf(use.By) is not { } room || Floors.ContainsKey(room) || Apart.Contains(room) ? null : $"{room} has no floor yet; decide in {nameof(House)}";
        }

        if (Apart.Contains(own))
        {
            return other == "Kernel" ? null : $"{own} knows the kernel only";
        }

        return Floors.TryGetValue(own, out var above) && Floors.TryGetValue(other, out var below) && below < above ? null : $"{other} does not stand below {own}";
    }

    private static string? RoomOf(Type type) => In(type, Domain) && type.Namespace!.Length > Domain.Length ? type.Namespace.Split('.')[2] : null;

    private static string? FeatureOf(Type type) => In(type, Features) && type.Namespace!.Length > Features.Length ? type.Namespace.Split('.')[3] : null;

    private static bool In(Type type, string space) => type.Namespace is { } own && (own == space || own.StartsWith(space + ".", StringComparison.Ordinal));

    // Attributes and helpers the compiler puts into every assembly.
    private static bool IsCompilers(Type type) => type.Namespace is null || In(type, "Microsoft.CodeAnalysis") || Uses.IsGenerated(type);

    private static bool IsComponent(Type type) => typeof(IComponent).IsAssignableFrom(type);

    private static bool IsDatabase(Type type) =>
        type == typeof(PortalDatabase) || typeof(DbContext).IsAssignableFrom(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDbContextFactory<>)) || In(type, "Npgsql");

    private static bool OpensContext(Use use) =>
        use.Type == typeof(IDbContextFactory<PortalDbContext>) || use.Of is System.Reflection.ConstructorInfo made && made.DeclaringType == typeof(PortalDbContext);
}

using TalentPortal.Domain.Access;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Ui.Navigating;

/// <summary>One entry of the side navigation, registered by its feature: <c>services.AddNavigation(new NavItem(…))</c>.</summary>
/// <param name="Href">A path of the portal; it is marked as current on every page below it.</param>
/// <param name="Texts">The feature's texts.</param>
/// <param name="Label">The key of the label in them.</param>
/// <param name="Icon">A name known to <c>Icon</c>: chart, bookmark, list, calendar, person, building, upload, star, home, check, shield, gear, globe, key, file.</param>
/// <param name="Order">Small numbers come first; leave gaps of ten.</param>
/// <param name="Roles">Who sees it; none means everybody who is signed in. Seeing an entry grants nothing.</param>
public sealed record NavItem(string Href, Type Texts, string Label, string Icon, int Order, params IReadOnlyList<Role> Roles)
{
    /// <summary>Below the heading "More".</summary>
    public bool InMore { get; init; }

    /// <summary>A service (<see cref="INavCount"/>) that counts what waits for the reader here; null shows no number.</summary>
    public Type? CountedBy { get; init; }
}

/// <summary>Counts what waits for somebody behind an entry of the navigation. Runs on every page: one small indexed read.</summary>
public interface INavCount
{
    Task<int> CountAsync(Actor actor, CancellationToken cancellationToken);
}

/// <summary>An entry as one reader sees it on one page.</summary>
public sealed record NavEntry(string Href, string Label, string Icon, bool InMore, int Count, bool IsCurrent);

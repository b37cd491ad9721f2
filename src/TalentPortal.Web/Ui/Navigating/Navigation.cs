using Microsoft.Extensions.Localization;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Ui.Navigating;

/// <summary>The side navigation out of what features registered. It knows no feature.</summary>
public sealed class Navigation(IEnumerable<NavItem> items, IStringLocalizerFactory texts, IServiceProvider services)
{
    private readonly NavItem[] _items = [.. items.OrderBy(i => i.InMore).ThenBy(i => i.Order).ThenBy(i => i.Href, StringComparer.Ordinal)];

    /// <summary>The entries the actor may see; the one that best fits the path is current.</summary>
    /// <param name="actor">Who reads; nobody signed in sees nothing.</param>
    /// <param name="path">The path of the page, with its leading slash.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public async Task<IReadOnlyList<NavEntry>> ForAsync(Actor actor, string path, CancellationToken cancellationToken)
    {
        if (!actor.IsSignedIn)
        {
            return [];
        }

        var seen = _items.Where(i => i.Roles.Count == 0 || i.Roles.Any(actor.Is)).ToList();
        var current = seen.Where(i => Covers(i.Href, path)).MaxBy(i => i.Href.Length);
        var entries = new List<NavEntry>(seen.Count);
        foreach (var item in seen)
        {
            var count = item.CountedBy is null ? 0 : await ((INavCount)services.GetRequiredService(item.CountedBy)).CountAsync(actor, cancellationToken);
            entries.Add(new NavEntry(item.Href, texts.Create(item.Texts)[item.Label], item.Icon, item.InMore, count, item == current));
        }

        return entries;
    }

    private static bool Covers(string href, string path) =>
        path == href || (href != "/" && path.StartsWith(href, StringComparison.Ordinal) && path[href.Length] == '/');
}

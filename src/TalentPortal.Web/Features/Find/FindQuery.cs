using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui.Finding;

namespace TalentPortal.Web.Features.Find;

/// <summary>What was found of one kind.</summary>
/// <param name="All">The page with all of them; null where these are all, or there is no such page.</param>
public sealed record FoundGroup(string Heading, IReadOnlyList<Found> Items, string? All);

/// <summary>Asks every feature what a text could mean.</summary>
public sealed class FindQuery(IEnumerable<IFinder> finders)
{
    private readonly IFinder[] _finders = [.. finders.OrderBy(f => f.Order)];

    /// <summary>The kinds of which anything was found, in their order.</summary>
    /// <returns>Nothing for a text of less than <see cref="FindingLimits.Fewest"/> characters.</returns>
    public async Task<IReadOnlyList<FoundGroup>> RunAsync(Actor actor, string? text, CancellationToken cancellationToken)
    {
        var wanted = text?.Trim() ?? "";
        if (wanted.Length < FindingLimits.Fewest)
        {
            return [];
        }

        wanted = wanted[..Math.Min(wanted.Length, FindingLimits.Longest)];
        var asked = _finders.Where(f => f.IsFor(actor)).Select(async f => (Finder: f, Items: await f.FindAsync(actor, wanted, FindingLimits.Shown + 1, cancellationToken)));
        var found = await Task.WhenAll(asked);
        return [.. found.Where(f => f.Items.Count > 0).Select(f => new FoundGroup(f.Finder.Heading, [.. f.Items.Take(FindingLimits.Shown)], f.Items.Count > FindingLimits.Shown ? f.Finder.AllOf(wanted) : null))];
    }
}

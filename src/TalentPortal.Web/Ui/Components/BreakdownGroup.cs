using TalentPortal.Web.Ui.Texts;

namespace TalentPortal.Web.Ui.Components;

/// <summary>One group of a breakdown, its label in the reader's language.</summary>
public sealed record BreakdownGroup(string Label, long Number);

/// <summary>A line as shown: a group, the others together, or those not stated.</summary>
internal sealed record BreakdownLine(string Label, long Number, bool IsRest)
{
    /// <summary>The largest groups, then "12 others" (never one: it would take the same line), then "Not stated".</summary>
    public static IEnumerable<BreakdownLine> Of(IReadOnlyList<BreakdownGroup> groups, long notStated, int top)
    {
        var sorted = groups.OrderByDescending(g => g.Number).ThenBy(g => g.Label, StringComparer.CurrentCulture).ToList();
        var alone = sorted.Count <= top + 1 ? sorted.Count : top;
        foreach (var group in sorted.Take(alone))
        {
            yield return new BreakdownLine(group.Label, group.Number, false);
        }

        if (sorted.Count > alone)
        {
            yield return new BreakdownLine(UiTexts.Of("breakdown.others", sorted.Count - alone), sorted.Skip(alone).Sum(g => g.Number), true);
        }

        yield return new BreakdownLine(UiTexts.Of("breakdown.not-stated"), notStated, true);
    }
}

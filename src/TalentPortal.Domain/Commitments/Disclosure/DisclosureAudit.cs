namespace TalentPortal.Domain.Commitments.Disclosure;

/// <summary>
/// Takes the part of a reader who has kept every release: what can be worked out of the numbers that are not told, and of small differences between releases?
/// The reader knows the marks and what they mean, that nobody is counted less than once, and, where numbers grow, that they do.
/// </summary>
public static class DisclosureAudit
{
    /// <summary>The cells of the latest release, or of its differences to earlier ones, that leave too few values possible.</summary>
    /// <param name="releases">One table in all its releases, in their order.</param>
    /// <param name="standard">What must be left.</param>
    /// <returns>Keys; empty where the table may be told.</returns>
    public static IReadOnlySet<string> TooClear(IReadOnlyList<ReleasedTable> releases, DisclosureStandard standard)
    {
        var told = releases.Where(r => r.Told.Form != TableForm.Withheld).ToList();
        if (told.Count == 0)
        {
            return new HashSet<string>();
        }

        var bounds = new Bounds();
        var places = told.ConvertAll(r => Enter(bounds, r, standard));
        var differences = Pairs(told.Count).SelectMany(p => Differences(bounds, (told[p.Before], places[p.Before]), (told[p.After], places[p.After]), standard)).ToList();
        bounds.Tighten();
        bool Clear(int place) => bounds.Left(place) < standard.Ambiguity;
        var cells = told.SelectMany((r, i) => r.Told.Cells.Where(c => c.Mark != CellMark.Shown && Clear(places[i][c.Key])).Select(c => c.Key));
        return cells.Concat(differences.Where(d => Clear(d.Place)).Select(d => d.Key)).Concat(Determined(told[^1], standard)).Concat(SmallTogether(told[^1], standard)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What is hidden under one told sum, where all of it together is a small number: its sum can be worked out, and is a group too.</summary>
    private static IEnumerable<string> SmallTogether(ReleasedTable release, DisclosureStandard standard)
    {
        var (told, truth) = (release.Told.Cells.ToDictionary(c => c.Key, StringComparer.Ordinal), Numbers(release));
        return release.Told.Form == TableForm.Rounded ? [] : release.Truth.Sums
            .Where(s => s.Whole is null || told[s.Whole].Value is not null)
            .Select(s => s.Parts.Where(p => told[p].Value is null).ToList())
            .Where(hidden => hidden.Sum(k => truth[k]) is var sum && sum > 0 && sum < standard.Least)
            .SelectMany(hidden => hidden);
    }

    /// <summary>What rows and columns together leave too little of, although none of them does alone.</summary>
    private static IEnumerable<string> Determined(ReleasedTable release, DisclosureStandard standard)
    {
        if (release.Truth.IsList)
        {
            return [];
        }

        var cells = release.Told.Cells;
        if (Cycles.Of(release.Truth, [.. cells.Select(c => Says(c, standard))]) is { } cycles)
        {
            return cells.Where((c, i) => c.Mark != CellMark.Shown && cycles.Left(i) < standard.Ambiguity).Select(c => c.Key);
        }

        var bounds = new Bounds();
        var places = Enter(bounds, release, standard);
        var determined = bounds.Determined();
        return cells.Where(c => c.Mark != CellMark.Shown && determined.Contains(places[c.Key])).Select(c => c.Key);
    }

    /// <summary>What the marks say of a cell.</summary>
    private static (long Low, long High) Says(ProtectedCell cell, DisclosureStandard standard) => cell.Mark switch
    {
        CellMark.Shown => (cell.Value!.Value, cell.Value.Value),
        CellMark.Small => (0, standard.Least - 1),
        CellMark.Hidden => (standard.Least, Bounds.Unbounded),
        CellMark.NotAgreed => (1, Bounds.Unbounded),
        _ => (Math.Max(standard.Least, cell.Value!.Value - DisclosureStandard.RoundedTo + 1), cell.Value.Value + DisclosureStandard.RoundedTo - 1),
    };

    private static Dictionary<string, int> Enter(Bounds bounds, ReleasedTable release, DisclosureStandard standard)
    {
        var places = release.Told.Cells.ToDictionary(c => c.Key, c => Says(c, standard) is var (low, high) ? bounds.Add(low, high) : -1, StringComparer.Ordinal);
        foreach (var sum in release.Truth.Sums)
        {
            var parts = sum.Parts.Select(p => (places[p], 1));
            bounds.Join(sum.Whole is { } whole ? parts.Append((places[whole], -1)) : parts, sum.Whole is null ? release.Truth.Total : 0);
        }

        return places;
    }

    /// <summary>Each release against the one before it, and the latest against all.</summary>
    private static IEnumerable<(int Before, int After)> Pairs(int releases) =>
        from after in Enumerable.Range(0, releases)
        from before in Enumerable.Range(0, after)
        where before == after - 1 || after == releases - 1
        select (before, after);

    /// <summary>The difference of two releases is a table too.</summary>
    /// <returns>Those of its cells that are small.</returns>
    private static List<(string Key, int Place)> Differences(
        Bounds bounds, (ReleasedTable Table, Dictionary<string, int> Places) before, (ReleasedTable Table, Dictionary<string, int> Places) after, DisclosureStandard standard)
    {
        var (then, now) = (Numbers(before.Table), Numbers(after.Table));
        var keys = then.Keys.Union(now.Keys, StringComparer.Ordinal).ToList();

        // A correction downwards shows that numbers did not only grow, so no reader can rely on it.
        var grows = after.Table.Truth.Grows && keys.TrueForAll(k => now.GetValueOrDefault(k) >= then.GetValueOrDefault(k));
        var places = keys.ToDictionary(k => k, _ => bounds.Add(grows ? 0 : -Bounds.Unbounded, Bounds.Unbounded), StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var terms = new List<(int, int)> { (places[key], -1) };
            terms.AddRange(after.Places.TryGetValue(key, out var later) ? [(later, 1)] : []);
            terms.AddRange(before.Places.TryGetValue(key, out var earlier) ? [(earlier, -1)] : []);
            bounds.Join(terms, 0);
        }

        foreach (var sum in after.Table.Truth.Sums.Where(s => s.Whole is null))
        {
            var parts = sum.Parts.Union(before.Table.Truth.Sums.First(s => s.Whole is null).Parts, StringComparer.Ordinal).Select(p => (places[p], 1));
            bounds.Join(parts, after.Table.Truth.Total - before.Table.Truth.Total);
        }

        return [.. keys.Select(k => (Key: k, By: Math.Abs(now.GetValueOrDefault(k) - then.GetValueOrDefault(k)))).Where(d => d.By > 0 && d.By < standard.Least).Select(d => (d.Key, places[d.Key]))];
    }

    private static Dictionary<string, long> Numbers(ReleasedTable release) => release.Truth.Cells.ToDictionary(c => c.Key, c => c.N, StringComparer.Ordinal);
}

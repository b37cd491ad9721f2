using TalentPortal.Domain.Commitments.Disclosure;

namespace TalentPortal.Domain.Tests.Commitments.Disclosure;

/// <summary>
/// Somebody who kept every release and owns a linear solver: the least and the most that each number not told can be, and each small difference. Written from the
/// words of the pages (what marks mean, what adds up, that numbers grow) and from nothing of the product but what it told.
/// </summary>
internal static class Attacker
{
    /// <summary>What is too clear, each with what is left of it; empty where the standard holds.</summary>
    public static IReadOnlyList<string> Finds(IReadOnlyList<ReleasedTable> releases, DisclosureStandard standard)
    {
        var told = releases.Where(r => r.Told.Form != TableForm.Withheld).ToList();
        if (told.Count == 0)
        {
            return [];
        }

        var places = new Dictionary<(int, string), int>();
        for (var s = 0; s < told.Count; s++)
        {
            foreach (var cell in told[s].Told.Cells)
            {
                places.Add((s, cell.Key), places.Count);
            }
        }

        var solver = new Simplex(places.Count);
        for (var s = 0; s < told.Count; s++)
        {
            Read(solver, told[s], key => places[(s, key)], standard);
        }

        for (var s = 1; s < told.Count; s++)
        {
            Grow(solver, told[s - 1], told[s], key => places[(s - 1, key)], key => places[(s, key)]);
        }

        return [.. Cells(solver, told, places, standard), .. Differences(solver, told, places, standard), .. told.Where(r => r.Told.Form == TableForm.Exact).SelectMany(r => Remainders(r, standard))];
    }

    /// <summary>What is left of a told sum after all that is told is taken off is a number too.</summary>
    private static IEnumerable<string> Remainders(ReleasedTable release, DisclosureStandard standard)
    {
        var told = release.Told.Cells.ToDictionary(c => c.Key, c => c.Value);
        foreach (var sum in release.Truth.Sums)
        {
            var left = (sum.Whole is { } whole ? told[whole] : release.Truth.Total) - sum.Parts.Sum(p => told[p] ?? 0);
            if (left > 0 && left < standard.Least)
            {
                yield return $"together {left} under {sum.Whole ?? "the total"}";
            }
        }
    }

    private static void Read(Simplex solver, ReleasedTable release, Func<string, int> place, DisclosureStandard standard)
    {
        foreach (var sum in release.Truth.Sums)
        {
            solver.Equation([.. sum.Parts.Select(p => (place(p), 1.0)), .. sum.Whole is { } whole ? [(place(whole), -1.0)] : Array.Empty<(int, double)>()], sum.Whole is null ? release.Truth.Total : 0);
        }

        foreach (var cell in release.Told.Cells)
        {
            var (low, high) = cell.Mark switch
            {
                CellMark.Shown => (cell.Value!.Value, (double)cell.Value.Value),
                CellMark.Small => (0, standard.Least - 1),
                CellMark.Hidden => (standard.Least, double.PositiveInfinity),
                CellMark.NotAgreed => (1, double.PositiveInfinity),
                _ => (Math.Max(standard.Least, cell.Value!.Value - 4), cell.Value.Value + 4),
            };
            if (low > 0)
            {
                solver.Equation([(place(cell.Key), 1), (solver.Slack(), -1)], low);
            }

            if (high < double.PositiveInfinity)
            {
                solver.Equation([(place(cell.Key), 1), (solver.Slack(), 1)], high);
            }
        }
    }

    /// <summary>Nobody shrinks, unless somebody did.</summary>
    private static void Grow(Simplex solver, ReleasedTable before, ReleasedTable after, Func<string, int> then, Func<string, int> now)
    {
        var old = before.Truth.Cells.ToDictionary(c => c.Key, c => c.N);
        if (after.Truth.Grows && after.Truth.Cells.All(c => c.N >= old[c.Key]))
        {
            foreach (var cell in after.Truth.Cells)
            {
                solver.Equation([(now(cell.Key), 1), (then(cell.Key), -1), (solver.Slack(), -1)], 0);
            }
        }
    }

    private static IEnumerable<string> Cells(Simplex solver, List<ReleasedTable> told, Dictionary<(int, string), int> places, DisclosureStandard standard) =>
        from s in Enumerable.Range(0, told.Count)
        from cell in told[s].Told.Cells
        where cell.Mark != CellMark.Shown
        let left = Left(solver, [(places[(s, cell.Key)], 1)])
        where left < standard.Ambiguity
        select $"release {s}, {cell.Key} ({cell.Mark}): {left} values left";

    private static IEnumerable<string> Differences(Simplex solver, List<ReleasedTable> told, Dictionary<(int, string), int> places, DisclosureStandard standard) =>
        from after in Enumerable.Range(1, Math.Max(0, told.Count - 1))
        from before in Enumerable.Range(0, after)
        from cell in told[after].Truth.Cells
        let moved = Math.Abs(cell.N - told[before].Truth.Cells.Single(c => c.Key == cell.Key).N)
        where moved > 0 && moved < standard.Least
        let left = Left(solver, [(places[(after, cell.Key)], 1), (places[(before, cell.Key)], -1)])
        where left < standard.Ambiguity
        select $"from release {before} to {after}, {cell.Key} moved by {moved}: {left} values left";

    private static double Left(Simplex solver, (int, double)[] terms)
    {
        var least = solver.Least(terms);
        var most = -solver.Least(terms.Select(t => (t.Item1, -t.Item2)));
        return least is null || most is null ? 0 : Math.Floor(most.Value + 1e-5) - Math.Ceiling(least.Value - 1e-5) + 1;
    }
}

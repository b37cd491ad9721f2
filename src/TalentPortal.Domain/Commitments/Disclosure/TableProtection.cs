namespace TalentPortal.Domain.Commitments.Disclosure;

/// <summary>
/// Decides what of a table may be told: small numbers are hidden, then as many others as it takes, until <see cref="DisclosureAudit"/> finds nothing that is too clear,
/// in this release alone or together with all before it. Where hiding would leave nothing to read the numbers are rounded; where even that tells too much, the
/// table is withheld. Whatever comes out has passed the audit.
/// </summary>
/// <param name="standard">What is held.</param>
public sealed class TableProtection(DisclosureStandard standard)
{
    /// <summary>A table of which fewer numbers than this are told is no table.</summary>
    private const int FewestTold = 2;

    /// <summary>Hides others where one alone could be worked out. Only tests of the tests switch it off.</summary>
    public bool Complements { get; init; } = true;

    /// <summary>Protects a table.</summary>
    /// <param name="table">The truth.</param>
    /// <param name="earlier">What was told of it before, in order; none for partners, whose tables change with every row.</param>
    public ProtectedTable Protect(FixedTable table, IReadOnlyList<ReleasedTable> earlier)
    {
        if (table.Total < standard.Least)
        {
            return Withheld(table);
        }

        if (!Complements)
        {
            return Told(table, Primary(table), TableForm.Exact);
        }

        // Exact as it stands, or rounded, or exact with more hidden: the first that tells enough and not too much.
        return Settle(table, earlier, TableForm.Exact, hideForHistory: false)
            ?? (MayRound(table, earlier) ? Settle(table, earlier, TableForm.Rounded, hideForHistory: true) : null)
            ?? Settle(table, earlier, TableForm.Exact, hideForHistory: true)
            ?? Withheld(table);
    }

    /// <summary>Only against earlier releases, and never where what is left would come near the number of an organisation that did not agree.</summary>
    private static bool MayRound(FixedTable table, IReadOnlyList<ReleasedTable> earlier) => table.IsList && earlier.Count > 0 && !table.Cells.Any(c => c.NeedsAgreement && c.N > 0);

    private ProtectedTable? Settle(FixedTable table, IReadOnlyList<ReleasedTable> earlier, TableForm form, bool hideForHistory)
    {
        var marks = Primary(table);
        var alone = Hide(table, marks, [], form);
        if (alone is null || earlier.Count == 0)
        {
            return alone;
        }

        return hideForHistory ? Hide(table, marks, earlier, form)
            : DisclosureAudit.TooClear([.. earlier, new(table, alone)], standard).Count == 0 ? alone : null;
    }

    /// <summary>Hides the smallest that helps until the audit is content.</summary>
    /// <returns>Null where too little would be left.</returns>
    private ProtectedTable? Hide(FixedTable table, Dictionary<string, CellMark> marks, IReadOnlyList<ReleasedTable> earlier, TableForm form)
    {
        while (true)
        {
            var told = Told(table, marks, form);
            if (told.Cells.Count(c => c.Value > 0) < Math.Min(FewestTold, table.Cells.Count(c => c.N > 0 || !c.IsStructural)))
            {
                return null;
            }

            var clear = DisclosureAudit.TooClear([.. earlier, new(table, told)], standard);
            if (clear.Count == 0)
            {
                return told;
            }

            if (Next(table, marks, clear) is not { } next)
            {
                return null;
            }

            marks[next] = CellMark.Hidden;
        }
    }

    /// <summary>The cell that goes next: one that is too clear itself, or the smallest that shares a sum with one, or the smallest of all.</summary>
    private static string? Next(FixedTable table, Dictionary<string, CellMark> marks, IReadOnlySet<string> clear)
    {
        var open = table.Cells.Where(c => marks[c.Key] == CellMark.Shown && !(c.IsStructural && c.N == 0)).OrderBy(c => c.N).ThenBy(c => c.Key, StringComparer.Ordinal).ToList();
        var beside = table.Sums.Where(s => s.Parts.Any(clear.Contains)).SelectMany(s => s.Parts).ToHashSet(StringComparer.Ordinal);
        return (open.Find(c => clear.Contains(c.Key)) ?? open.Find(c => beside.Contains(c.Key)) ?? open.FirstOrDefault())?.Key;
    }

    private Dictionary<string, CellMark> Primary(FixedTable table) => table.Cells.ToDictionary(
        c => c.Key,
        c => c.NeedsAgreement && c.N > 0 ? CellMark.NotAgreed : c.N < standard.Least && !(c.N == 0 && c.IsStructural) ? CellMark.Small : CellMark.Shown,
        StringComparer.Ordinal);

    private static ProtectedTable Withheld(FixedTable table) => new(table.Name, TableForm.Withheld, []);

    private static ProtectedTable Told(FixedTable table, Dictionary<string, CellMark> marks, TableForm form)
    {
        var rounded = form == TableForm.Rounded ? Rounded([.. table.Cells.Where(c => marks[c.Key] == CellMark.Shown && c.N > 0)]) : [];
        return new(table.Name, form, [.. table.Cells.Select(c => marks[c.Key] != CellMark.Shown ? new ProtectedCell(c.Key, marks[c.Key], null)
            : rounded.TryGetValue(c.Key, out var value) ? new(c.Key, CellMark.Rounded, value) : new(c.Key, CellMark.Shown, c.N))]);
    }

    /// <summary>Each to the multiple below or above, so that together they stay within half a step of their sum.</summary>
    private static Dictionary<string, long> Rounded(IReadOnlyList<TableCell> cells)
    {
        const long Step = DisclosureStandard.RoundedTo;
        var sum = cells.Sum(c => c.N);
        var up = ((sum + (Step / 2)) / Step) - cells.Sum(c => c.N / Step);
        var upwards = cells.Where(c => c.N % Step != 0).OrderByDescending(c => c.N % Step).ThenBy(c => c.Key, StringComparer.Ordinal).Take((int)up).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return cells.ToDictionary(c => c.Key, c => ((c.N / Step) + (upwards.Contains(c.Key) ? 1 : 0)) * Step, StringComparer.Ordinal);
    }
}

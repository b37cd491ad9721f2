namespace TalentPortal.Domain.Commitments.Disclosure;

/// <summary>One cell of a table that is to be public, with its true number.</summary>
/// <param name="Key">Unique in its table; the empty key is those of whom it is not known.</param>
/// <param name="N">At least 0.</param>
public sealed record TableCell(string Key, long N)
{
    /// <summary>It cannot be anything but 0, because the rule says so: only such a nought is shown.</summary>
    public bool IsStructural { get; init; }

    /// <summary>It stands for one organisation that did not agree to be shown, whatever its size.</summary>
    public bool NeedsAgreement { get; init; }
}

/// <summary>Cells that add up to another one.</summary>
/// <param name="Whole">The cell they add up to; null for the total of the table.</param>
/// <param name="Parts">Their keys.</param>
public sealed record TableSum(string? Whole, IReadOnlyList<string> Parts);

/// <summary>
/// A table that is published the same way every time, with all the sums a reader can see in it: one for a list, one more for each level below another, rows and
/// columns for two properties at once. Tables that share cells are one table here, so what links them is never overlooked.
/// </summary>
/// <param name="Name">Which table; the same in every release.</param>
/// <param name="Total">What is told beside it, exactly.</param>
/// <param name="Cells">All of them, those that are 0 included.</param>
/// <param name="Sums">How they add up.</param>
public sealed record FixedTable(string Name, long Total, IReadOnlyList<TableCell> Cells, IReadOnlyList<TableSum> Sums)
{
    /// <summary>Numbers only ever grow from release to release unless something was corrected, and every reader knows that.</summary>
    public bool Grows { get; init; }

    /// <summary>A plain list: its cells add up to the total.</summary>
    public static FixedTable List(string name, IReadOnlyList<TableCell> cells, bool grows = true) =>
        new(name, cells.Sum(c => c.N), cells, [new(null, [.. cells.Select(c => c.Key)])]) { Grows = grows };

    /// <summary>Whether it is a plain list.</summary>
    public bool IsList => Sums is [{ Whole: null } all] && all.Parts.Count == Cells.Count;
}

/// <summary>Why a cell shows what it shows.</summary>
public enum CellMark
{
    /// <summary>The number itself.</summary>
    Shown,

    /// <summary>Fewer than the least number that is told.</summary>
    Small,

    /// <summary>Hidden because another one could be worked out from it.</summary>
    Hidden,

    /// <summary>The organisation it stands for did not agree.</summary>
    NotAgreed,

    /// <summary>Rounded, because the difference to an earlier release would tell of few people.</summary>
    Rounded,
}

/// <summary>How much of a table is told.</summary>
public enum TableForm
{
    Exact,
    Rounded,

    /// <summary>Nothing of it: with what was told before, it would give away a small group.</summary>
    Withheld,
}

/// <summary>One cell as the public sees it.</summary>
/// <param name="Key">Which.</param>
/// <param name="Mark">Why it shows what it shows.</param>
/// <param name="Value">What is told; null where nothing is.</param>
public sealed record ProtectedCell(string Key, CellMark Mark, long? Value);

/// <summary>A table as the public sees it, in the order of its cells. It holds no true number that is not told.</summary>
public sealed record ProtectedTable(string Name, TableForm Form, IReadOnlyList<ProtectedCell> Cells);

/// <summary>A table as it was told, and the truth behind it: what later releases are checked against. Never leaves the house.</summary>
public sealed record ReleasedTable(FixedTable Truth, ProtectedTable Told);

/// <summary>The standard that is held.</summary>
/// <param name="Least">The smallest number of people that is told (k); smaller ones but 0 read "fewer than k".</param>
public sealed record DisclosureStandard(int Least)
{
    /// <summary>For the public.</summary>
    public const int PublicLeast = 10;

    /// <summary>For partners.</summary>
    public const int PartnerLeast = 5;

    /// <summary>What numbers are rounded to where they are.</summary>
    public const int RoundedTo = 5;

    /// <summary>How many values at least everything that is told must leave possible for a number that is not told: half of <see cref="Least"/>, rounded up.</summary>
    public int Ambiguity => (Least + 1) / 2;

    public static DisclosureStandard Public { get; } = new(PublicLeast);

    public static DisclosureStandard Partners { get; } = new(PartnerLeast);
}

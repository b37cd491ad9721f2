using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>By what a target is split.</summary>
public enum SplitBy
{
    /// <summary>Where it happened.</summary>
    Country,
    Audience,
    Partner,

    /// <summary>The level of the programme.</summary>
    Level,
}

/// <summary>How much of a target one part is to bring.</summary>
/// <param name="Key">A country, an audience, the code of a partner or a level.</param>
/// <param name="Amount">At least 0.</param>
public sealed record SplitPart(string Key, decimal Amount);

/// <summary>
/// Parts of a target's amount, by one property. A part is no target of its own: it holds those counted for the whole whose property is its key, so
/// parts and everybody elsewhere always add up to the whole. What the parts are to bring may be less than the target's amount, or more.
/// </summary>
public sealed record TargetSplit(SplitBy By, IReadOnlyList<SplitPart> Parts)
{
    public const int MaxParts = 60;

    /// <summary>What partners can be split by: neither audience nor level is theirs, and each is its own part.</summary>
    public bool Fits(Unit unit) => unit != Unit.Partners || By == SplitBy.Country;

    /// <summary>Each part beside what is counted for it.</summary>
    /// <param name="amount">Of the target.</param>
    /// <param name="counted">Everybody counted, by key; those of whom it is not known under an empty one.</param>
    public SplitReckoning Reckon(decimal amount, IReadOnlyDictionary<string, long> counted)
    {
        var parts = Parts.Select(p => new PartReckoning(p.Key, p.Amount, counted.GetValueOrDefault(p.Key))).ToList();
        return new(parts, counted.Values.Sum() - parts.Sum(p => p.Counted), amount - Parts.Sum(p => p.Amount));
    }

    public bool Equals(TargetSplit? other) => other is not null && By == other.By && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(By, Parts.Count);

    /// <summary>Whether a target of this unit and amount can be split so.</summary>
    internal Problem? Check(Unit unit, decimal? amount) => this switch
    {
        _ when amount is null => CommitmentProblems.SplitNeedsAmount,
        _ when !Fits(unit) => CommitmentProblems.SplitNotForUnit,
        _ when Parts.Count is 0 or > MaxParts || Parts.Select(p => p.Key).Distinct(StringComparer.Ordinal).Count() < Parts.Count => CommitmentProblems.SplitPartsRepeat,
        _ => null,
    };
}

/// <summary>One part and how it stands.</summary>
public sealed record PartReckoning(string Key, decimal Amount, long Counted);

/// <summary>The parts of a target and how they stand.</summary>
/// <param name="Parts">In their order.</param>
/// <param name="Elsewhere">Counted for the target, but of no part or not stated.</param>
/// <param name="Remainder">What no part is to bring; below 0 by as much as the parts are to bring too much.</param>
public sealed record SplitReckoning(IReadOnlyList<PartReckoning> Parts, long Elsewhere, decimal Remainder)
{
    /// <summary>What no part is to bring.</summary>
    public decimal Unallocated => Math.Max(0, Remainder);

    /// <summary>By how much the parts are to bring more than the target.</summary>
    public decimal OverAllocated => Math.Max(0, -Remainder);

    /// <summary>Everybody counted for the target.</summary>
    public long Counted => Parts.Sum(p => p.Counted) + Elsewhere;
}

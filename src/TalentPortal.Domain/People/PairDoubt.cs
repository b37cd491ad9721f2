namespace TalentPortal.Domain.People;

/// <summary>
/// From when to when it was known that a record may be somebody else's: while a pair is undecided. What counts provisionally under whatever
/// rule at whatever moment is told from this; the pair itself says only how it stands now.
/// </summary>
public sealed class PairDoubt
{
    /// <summary>The pair.</summary>
    public required Guid PairId { get; init; }

    /// <summary>Its later record, whose facts are provisional meanwhile.</summary>
    public required Guid RecordB { get; init; }

    public required DateTimeOffset KnownFrom { get; init; }

    public DateTimeOffset KnownTo { get; private set; }
}

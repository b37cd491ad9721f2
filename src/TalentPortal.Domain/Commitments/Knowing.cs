namespace TalentPortal.Domain.Commitments;

/// <summary>Why the portal came to know something it did not know before.</summary>
public enum KnowingKind
{
    /// <summary>A roster was applied.</summary>
    Roster,

    /// <summary>A roster was taken back.</summary>
    Undo,

    /// <summary>Two records were said to be one person.</summary>
    Merge,

    /// <summary>Two records were said to be two people.</summary>
    Unmerge,

    /// <summary>Whether two records are one person was asked, or asked again.</summary>
    Doubt,

    /// <summary>A value of one record was corrected.</summary>
    Correction,

    /// <summary>A partner, programme or cohort was described anew.</summary>
    Catalogue,

    /// <summary>An agreement was signed or changed.</summary>
    Agreement,

    /// <summary>A payment was recorded or changed.</summary>
    Tranche,

    /// <summary>One enrolment was changed by itself.</summary>
    Enrolment,

    /// <summary>A version of a counting rule was counted or came into force.</summary>
    Rule,

    /// <summary>A target was written, or its window or zone changed.</summary>
    Target,

    /// <summary>The ledger was brought back to what the facts say.</summary>
    Recount,

    /// <summary>It was known before causes were kept.</summary>
    Unknown,
}

/// <summary>What causes a unit of work to know something new.</summary>
/// <param name="Kind">Of what kind.</param>
/// <param name="Ref">Which one: the roster, the pair, the record, the partner, the target's commitment; null where there is nothing to name.</param>
/// <param name="By">Account or key; null for the portal itself.</param>
/// <param name="ByName">Its name then.</param>
public sealed record Cause(KnowingKind Kind, Guid? Ref, Guid? By, string? ByName);

/// <summary>
/// A moment of knowledge: one unit of work that knew something new. Facts, links, traits and contributions that begin or end at this
/// moment were written by it. No two have the same moment, and whoever was told a number as known at a moment is told it again.
/// </summary>
public sealed class Knowing
{
    public required DateTimeOffset At { get; init; }

    public required KnowingKind Kind { get; init; }

    public Guid? Ref { get; init; }

    public Guid? By { get; init; }

    public string? ByName { get; init; }
}

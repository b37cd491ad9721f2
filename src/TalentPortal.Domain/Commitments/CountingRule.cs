using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>How subjects add up.</summary>
public enum Measure
{
    /// <summary>Each subject once, from its first qualifying event on (a flow).</summary>
    DistinctEver,

    /// <summary>Each subject once, while a qualifying fact is in force (a stock).</summary>
    DistinctActive,
    Sum,
    Attendances,
}

/// <summary>The kind of fact that may make a subject count.</summary>
public enum FactKind
{
    Enrolled,
    Completed,
    Certified,
    Attended,
    Placed,
    AgreementInForce,
    Disbursed,
}

/// <summary>How a rule version stands.</summary>
public enum RuleStatus
{
    Draft,
    Shadow,
    Effective,
    Superseded,
}

/// <summary>What makes a subject count. An empty list does not restrict.</summary>
public sealed record CountingRule(Measure Measure, FactKind Event)
{
    public const int MaxListLength = 100;

    public IReadOnlyList<string> Levels { get; init; } = [];

    public IReadOnlyList<Guid> Programmes { get; init; } = [];

    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Where it happened.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Nationalities { get; init; } = [];

    public IReadOnlyList<string> Audiences { get; init; } = [];

    public IReadOnlyList<string> PartnerKinds { get; init; } = [];

    /// <summary>Whether the rule can be counted by this release, for a target of this unit.</summary>
    /// <returns>Refused with <see cref="CommitmentProblems.NotCountedYet"/> rather than counted wrongly.</returns>
    public Result CheckFor(Unit unit)
    {
        if (Measure is Measure.Sum or Measure.Attendances)
        {
            return CommitmentProblems.NotCountedYet("measure");
        }

        if (unit is Unit.Money or Unit.Attendances)
        {
            return CommitmentProblems.NotCountedYet("unit");
        }

        if (Event is not (FactKind.Enrolled or FactKind.Completed or FactKind.AgreementInForce))
        {
            return CommitmentProblems.NotCountedYet("event");
        }

        return unit == Unit.Partners != (Event == FactKind.AgreementInForce) ? CommitmentProblems.MeasureNeedsAgreements : Result.Ok;
    }
}

/// <summary>One version of a target's rule: written, approved, effective, superseded; never edited.</summary>
public sealed class RuleVersion
{
    private RuleVersion()
    {
    }

    public Guid TargetId { get; private init; }

    public int Version { get; private init; }

    public RuleStatus Status { get; private set; }

    public Measure Measure { get; private init; }

    public FactKind Event { get; private init; }

    public string[] Levels { get; private init; } = [];

    public Guid[] Programmes { get; private init; } = [];

    public string[] Kinds { get; private init; } = [];

    public string[] Countries { get; private init; } = [];

    public string[] Nationalities { get; private init; } = [];

    public string[] Audiences { get; private init; } = [];

    public string[] PartnerKinds { get; private init; } = [];

    /// <summary>Account or key that wrote it.</summary>
    public Guid? Author { get; private init; }

    /// <summary>The second person; null on a first version made effective at once, which is marked so.</summary>
    public Guid? ApprovedBy { get; private set; }

    /// <summary>When it became effective: knowledge time.</summary>
    public DateTimeOffset? KnownFrom { get; private set; }

    public DateTimeOffset? KnownTo { get; private set; }

    public DateTimeOffset WrittenAt { get; private init; }

    /// <summary>
    /// A new version. The first of a target is effective at once, unless its commitment is still a draft; every other is a draft until it is approved.
    /// </summary>
    public static RuleVersion Write(Guid targetId, int version, CountingRule rule, Guid? author, DateTimeOffset now, bool inDraft = false) => new()
    {
        TargetId = targetId,
        Version = version,
        Status = version == 1 && !inDraft ? RuleStatus.Effective : RuleStatus.Draft,
        KnownFrom = version == 1 && !inDraft ? now : null,
        KnownTo = version == 1 && !inDraft ? DateTimeOffset.MaxValue : null,
        Measure = rule.Measure,
        Event = rule.Event,
        Levels = Sorted(rule.Levels),
        Programmes = [.. rule.Programmes.Distinct().Order()],
        Kinds = Sorted(rule.Kinds),
        Countries = Sorted(rule.Countries),
        Nationalities = Sorted(rule.Nationalities),
        Audiences = Sorted(rule.Audiences),
        PartnerKinds = Sorted(rule.PartnerKinds),
        Author = author,
        WrittenAt = now,
    };

    /// <summary>Its commitment is published with it: the first version comes into force.</summary>
    /// <param name="by">The second person; null where there was none.</param>
    /// <param name="at">From when on it is known.</param>
    public void TakeEffect(Guid? by, DateTimeOffset at)
    {
        if (Status != RuleStatus.Draft)
        {
            throw new InvalidOperationException($"Version {Version} is {Status} and takes no effect.");
        }

        (Status, ApprovedBy, KnownFrom, KnownTo) = (RuleStatus.Effective, by, at, DateTimeOffset.MaxValue);
    }

    /// <summary>Whether it says the same as <paramref name="rule"/>, whatever the order of its lists.</summary>
    public bool SaysTheSameAs(CountingRule rule)
    {
        var other = Write(TargetId, Version, rule, Author, WrittenAt);
        return Measure == other.Measure && Event == other.Event && Levels.SequenceEqual(other.Levels) && Programmes.SequenceEqual(other.Programmes)
            && Kinds.SequenceEqual(other.Kinds) && Countries.SequenceEqual(other.Countries) && Nationalities.SequenceEqual(other.Nationalities)
            && Audiences.SequenceEqual(other.Audiences) && PartnerKinds.SequenceEqual(other.PartnerKinds);
    }

    private static string[] Sorted(IEnumerable<string> values) => [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

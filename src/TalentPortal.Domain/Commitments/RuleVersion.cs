using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>One version of a target's rule: written, counted in the shadow of the one in force, approved, superseded; its words are never edited.</summary>
public sealed class RuleVersion
{
    public const int WhyMaxLength = 1000;

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

    public string[] Residences { get; private init; } = [];

    public string[] Funders { get; private init; } = [];

    public string[] Evidence { get; private init; } = [];

    public int EvidenceAtLeast { get; private init; } = 1;

    public string? ExclusivityGroup { get; private init; }

    public DateOnly? LateUntil { get; private init; }

    public string? Currency { get; private init; }

    /// <summary>Account or key that wrote it.</summary>
    public Guid? Author { get; private init; }

    /// <summary>The second person; null on a first version made effective at once, which is marked so.</summary>
    public Guid? ApprovedBy { get; private set; }

    public string? ApprovedByName { get; private set; }

    public string? AuthorName { get; private init; }

    /// <summary>Why it was written, in the author's words.</summary>
    public string? Why { get; private init; }

    /// <summary>Why it was turned down.</summary>
    public string? RejectedBecause { get; private set; }

    /// <summary>Up to which subject the shadow has been counted; null before it began and once it is complete.</summary>
    public Guid? ShadowCursor { get; private set; }

    /// <summary>Since when everybody is counted under it: only then can it be compared and approved.</summary>
    public DateTimeOffset? ShadowDoneAt { get; private set; }

    /// <summary>When it became effective: knowledge time.</summary>
    public DateTimeOffset? KnownFrom { get; private set; }

    public DateTimeOffset? KnownTo { get; private set; }

    public DateTimeOffset WrittenAt { get; private init; }

    /// <summary>
    /// A new version. The first of a target is effective at once, unless its commitment is still a draft; every other is a draft until it is approved.
    /// </summary>
    public static RuleVersion Write(Guid targetId, int version, CountingRule rule, Guid? author, DateTimeOffset now, bool inDraft = false)
    {
        var written = Propose(targetId, version, rule, (author, null, null), now);
        if (version == 1 && !inDraft)
        {
            (written.Status, written.KnownFrom, written.KnownTo) = (RuleStatus.Effective, now, DateTimeOffset.MaxValue);
        }

        return written;
    }

    /// <summary>A draft: it counts nothing until a second person approves it, a target's first one too.</summary>
    /// <param name="targetId">Whose rule.</param>
    /// <param name="version">Its number, from 1.</param>
    /// <param name="rule">What it says.</param>
    /// <param name="by">Who writes it, and why.</param>
    /// <param name="now">When.</param>
    public static RuleVersion Propose(Guid targetId, int version, CountingRule rule, (Guid? Author, string? Name, string? Why) by, DateTimeOffset now) => new()
    {
        TargetId = targetId,
        Version = version,
        Measure = rule.Measure,
        Event = rule.Event,
        Levels = Sorted(rule.Levels),
        Programmes = [.. rule.Programmes.Distinct().Order()],
        Kinds = Sorted(rule.Kinds),
        Countries = Sorted(rule.Countries),
        Nationalities = Sorted(rule.Nationalities),
        Audiences = Sorted(rule.Audiences),
        PartnerKinds = Sorted(rule.PartnerKinds),
        Residences = Sorted(rule.Residences),
        Funders = Sorted(rule.Funders),
        Evidence = Sorted(rule.Evidence),
        EvidenceAtLeast = rule.EvidenceAtLeast,
        ExclusivityGroup = rule.ExclusivityGroup,
        LateUntil = rule.LateUntil,
        Currency = rule.Currency,
        Author = by.Author,
        AuthorName = by.Name,
        Why = by.Why,
        WrittenAt = now,
    };

    /// <summary>Its commitment is published with it: the first version comes into force.</summary>
    /// <param name="by">The second person; null where there was none.</param>
    /// <param name="at">From when on it is known.</param>
    /// <exception cref="InvalidOperationException">It is no draft.</exception>
    public void TakeEffect(Guid? by, DateTimeOffset at)
    {
        Expect(RuleStatus.Draft);
        (Status, ApprovedBy, KnownFrom, KnownTo) = (RuleStatus.Effective, by, at, DateTimeOffset.MaxValue);
    }

    /// <summary>What it says.</summary>
    public CountingRule Rule => new(Measure, Event)
    {
        Levels = Levels,
        Programmes = Programmes,
        Kinds = Kinds,
        Countries = Countries,
        Nationalities = Nationalities,
        Audiences = Audiences,
        PartnerKinds = PartnerKinds,
        Residences = Residences,
        Funders = Funders,
        Evidence = Evidence,
        EvidenceAtLeast = EvidenceAtLeast,
        ExclusivityGroup = ExclusivityGroup,
        LateUntil = LateUntil,
        Currency = Currency,
    };

    /// <summary>Begins to count it beside the version in force; from now on every change is counted under both.</summary>
    /// <returns>Refused unless it is a draft.</returns>
    public Result BeginShadow()
    {
        if (Status != RuleStatus.Draft)
        {
            return CommitmentProblems.RuleNotDraft;
        }

        Status = RuleStatus.Shadow;
        return Result.Ok;
    }

    /// <summary>The shadow has counted everybody up to this subject.</summary>
    /// <exception cref="InvalidOperationException">It is no shadow.</exception>
    public void Shadowed(Guid upTo)
    {
        Expect(RuleStatus.Shadow);
        ShadowCursor = upTo;
    }

    /// <summary>The shadow has counted everybody.</summary>
    /// <exception cref="InvalidOperationException">It is no shadow.</exception>
    public void ShadowIsComplete(DateTimeOffset now)
    {
        Expect(RuleStatus.Shadow);
        (ShadowCursor, ShadowDoneAt) = (null, now);
    }

    /// <summary>A second person puts it in force; <see cref="Supersede"/> comes first for the one that is.</summary>
    /// <param name="by">A person; null for a key, which is nobody who looked.</param>
    /// <param name="byName">For the page that names them.</param>
    /// <param name="at">The moment of knowledge.</param>
    /// <returns>Refused until its shadow is complete, and for whoever wrote it.</returns>
    public Result Approve(Guid? by, string byName, DateTimeOffset at)
    {
        if (MayApprove(by) is { Succeeded: false } refused)
        {
            return refused;
        }

        (Status, ApprovedBy, ApprovedByName, KnownFrom, KnownTo) = (RuleStatus.Effective, by, byName, at, DateTimeOffset.MaxValue);
        return Result.Ok;
    }

    /// <summary>Whether somebody may put it in force now.</summary>
    public Result MayApprove(Guid? by) => this switch
    {
        { Status: not RuleStatus.Shadow } => CommitmentProblems.RuleNotInShadow,
        { ShadowDoneAt: null } => CommitmentProblems.RuleStillCounting,
        _ when by is null || by == Author => CommitmentProblems.RuleNeedsSecondPerson,
        _ => Result.Ok,
    };

    /// <summary>Another version takes over.</summary>
    /// <exception cref="InvalidOperationException">It is not in force.</exception>
    public void Supersede(DateTimeOffset at)
    {
        Expect(RuleStatus.Effective);
        (Status, KnownTo) = (RuleStatus.Superseded, at);
    }

    /// <summary>Turns it down, or takes it back: it is not counted any more, and stays to be read.</summary>
    /// <returns>Refused once it is or was in force.</returns>
    public Result Reject(string because)
    {
        if (Status is not (RuleStatus.Draft or RuleStatus.Shadow))
        {
            return CommitmentProblems.RuleNotDraft;
        }

        (Status, RejectedBecause, ShadowCursor) = (RuleStatus.Rejected, because, null);
        return Result.Ok;
    }

    /// <summary>Whether it says the same as <paramref name="rule"/>, whatever the order of its lists.</summary>
    public bool SaysTheSameAs(CountingRule rule)
    {
        var other = Write(TargetId, Version, rule, Author, WrittenAt);
        return Measure == other.Measure && Event == other.Event && Levels.SequenceEqual(other.Levels) && Programmes.SequenceEqual(other.Programmes)
            && Kinds.SequenceEqual(other.Kinds) && Countries.SequenceEqual(other.Countries) && Nationalities.SequenceEqual(other.Nationalities)
            && Audiences.SequenceEqual(other.Audiences) && PartnerKinds.SequenceEqual(other.PartnerKinds) && Residences.SequenceEqual(other.Residences)
            && Funders.SequenceEqual(other.Funders) && Evidence.SequenceEqual(other.Evidence) && EvidenceAtLeast == other.EvidenceAtLeast
            && ExclusivityGroup == other.ExclusivityGroup && LateUntil == other.LateUntil && Currency == other.Currency;
    }

    private void Expect(RuleStatus status)
    {
        if (Status != status)
        {
            throw new InvalidOperationException($"Version {Version} is {Status}, not {status}.");
        }
    }

    private static string[] Sorted(IEnumerable<string> values) => [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

namespace TalentPortal.Domain.Commitments;

/// <summary>What a published commitment said from one moment of knowledge to another, why that changed and on whose word. Never edited.</summary>
public sealed class Wording
{
    private Wording()
    {
    }

    public Guid CommitmentId { get; private init; }

    /// <summary>From 1 upwards.</summary>
    public int N { get; private init; }

    public string Name { get; private init; } = "";

    public string Quote { get; private init; } = "";

    public string SaidBy { get; private init; } = "";

    public DateOnly AnnouncedOn { get; private init; }

    public string Source { get; private init; } = "";

    public string Interpretation { get; private init; } = "";

    public string Zone { get; private init; } = "";

    public string? Country { get; private init; }

    public Statement[] Statements { get; private init; } = [];

    public Guid? SourceCopyId { get; private init; }

    /// <summary>Why it took the place of the one before, in public words; null for the first, and where a program changed it without saying.</summary>
    public string? Reason { get; private init; }

    public Guid? WrittenBy { get; private init; }

    public string WrittenByName { get; private init; } = "";

    /// <summary>The second person; null where there was none.</summary>
    public Guid? ApprovedBy { get; private init; }

    public string? ApprovedByName { get; private init; }

    public ApprovalHow How { get; private init; }

    public DateTimeOffset KnownFrom { get; private init; }

    public DateTimeOffset KnownTo { get; private set; }

    /// <summary>Keeps what a commitment says now.</summary>
    public static Wording Of(Commitment commitment, int n, Word word, DateTimeOffset at) => new()
    {
        CommitmentId = commitment.Id,
        N = n,
        Name = commitment.Name,
        Quote = commitment.Quote,
        SaidBy = commitment.SaidBy,
        AnnouncedOn = commitment.AnnouncedOn,
        Source = commitment.Source,
        Interpretation = commitment.Interpretation,
        Zone = commitment.Zone,
        Country = commitment.Country,
        Statements = [.. commitment.Statements],
        SourceCopyId = commitment.SourceCopyId,
        Reason = word.Reason,
        WrittenBy = word.WrittenBy,
        WrittenByName = word.WrittenByName,
        ApprovedBy = word.ApprovedBy,
        ApprovedByName = word.ApprovedByName,
        How = word.How,
        KnownFrom = at,
        KnownTo = DateTimeOffset.MaxValue,
    };

    /// <summary>Whether the commitment says the same now.</summary>
    public bool IsStill(Commitment commitment) =>
        (Name, Quote, SaidBy, AnnouncedOn, Source, Interpretation, Zone, Country, SourceCopyId)
        == (commitment.Name, commitment.Quote, commitment.SaidBy, commitment.AnnouncedOn, commitment.Source, commitment.Interpretation, commitment.Zone, commitment.Country, commitment.SourceCopyId)
        && Statements.SequenceEqual(commitment.Statements);

    /// <summary>Another one takes its place.</summary>
    public void End(DateTimeOffset at) => KnownTo = at;
}

/// <summary>Who wrote something, who let it stand, by which rule, and why.</summary>
public sealed record Word(Guid? WrittenBy, string WrittenByName, ApprovalHow How, Guid? ApprovedBy = null, string? ApprovedByName = null, string? Reason = null);

/// <summary>What a published target promised from one moment of knowledge to another: amount, window and plan. Never edited.</summary>
public sealed class KeptPlan
{
    private KeptPlan()
    {
    }

    public Guid TargetId { get; private init; }

    /// <summary>From 1 upwards.</summary>
    public int N { get; private init; }

    public decimal? Amount { get; private init; }

    public DateOnly StartsOn { get; private init; }

    public DateOnly EndsOn { get; private init; }

    public string Zone { get; private init; } = "";

    public decimal Baseline { get; private init; }

    public Milestone[] Milestones { get; private init; } = [];

    public TargetSplit? Split { get; private init; }

    public DateTimeOffset KnownFrom { get; private init; }

    public DateTimeOffset KnownTo { get; private set; }

    /// <summary>Keeps what a target promises now.</summary>
    public static KeptPlan Of(Target target, int n, DateTimeOffset at) => new()
    {
        TargetId = target.Id,
        N = n,
        Amount = target.Amount,
        StartsOn = target.StartsOn,
        EndsOn = target.EndsOn,
        Zone = target.Zone,
        Baseline = target.Baseline,
        Milestones = [.. target.Milestones],
        Split = target.Split,
        KnownFrom = at,
        KnownTo = DateTimeOffset.MaxValue,
    };

    /// <summary>Whether its line is another than the target's now: parts alone move no line.</summary>
    public bool LineDiffers(Target target) => (Amount, StartsOn, EndsOn, Baseline) != (target.Amount, target.StartsOn, target.EndsOn, target.Baseline) || !Milestones.SequenceEqual(target.Milestones);

    /// <summary>How many this plan expected by the end of a day; null for one without an amount.</summary>
    public decimal? PlannedBy(DateOnly day) => PlanLine.At(day, StartsOn, EndsOn, Baseline, Amount, Milestones);

    /// <summary>Whether the target promises the same now.</summary>
    public bool IsStill(Target target) => (Amount, StartsOn, EndsOn, Zone, Baseline, Split) == (target.Amount, target.StartsOn, target.EndsOn, target.Zone, target.Baseline, target.Split)
        && Milestones.SequenceEqual(target.Milestones);

    /// <summary>Another one takes its place.</summary>
    public void End(DateTimeOffset at) => KnownTo = at;
}

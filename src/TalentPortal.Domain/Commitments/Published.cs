using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>A number frozen with all that it takes to count it again.</summary>
/// <param name="Version">Of the rule.</param>
/// <param name="AsOf">The day at whose end, in the commitment's zone, is counted.</param>
/// <param name="KnownAt">The settled moment of knowledge.</param>
/// <param name="N">Counted.</param>
/// <param name="MembersHash">SHA-256 of the counted subject ids, lower-case, sorted, one a line; 64 hexadecimal digits.</param>
/// <param name="Groups">Counted by dimension and key, as JSON; for the pages that publish groups, never shown without their protection.</param>
public sealed record FrozenFigure(int Version, DateOnly AsOf, DateTimeOffset KnownAt, long N, string MembersHash, string Groups);

/// <summary>A frozen number that waits for a second person, and what was answered. What was looked at is what is published.</summary>
public sealed class FigureProposal
{
    private FigureProposal()
    {
    }

    public Guid Id { get; private init; }

    public Guid TargetId { get; private init; }

    public int Version { get; private init; }

    public DateOnly AsOf { get; private init; }

    public DateTimeOffset KnownAt { get; private init; }

    public long N { get; private init; }

    public string MembersHash { get; private init; } = "";

    public string Groups { get; private init; } = "";

    public Guid? AskedBy { get; private init; }

    public string AskedByName { get; private init; } = "";

    public DateTimeOffset AskedAt { get; private init; }

    public ApprovalState State { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>What will be told with the number; null where it was asked for before releases were kept.</summary>
    public ReleaseDraft? Draft { get; private init; }

    /// <summary>Asks for a number to be published.</summary>
    public static FigureProposal Ask(Guid target, FrozenFigure figure, ReleaseDraft draft, (Guid? Id, string Name) by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TargetId = target,
        Version = figure.Version,
        AsOf = figure.AsOf,
        KnownAt = figure.KnownAt,
        N = figure.N,
        MembersHash = figure.MembersHash,
        Groups = figure.Groups,
        AskedBy = by.Id,
        AskedByName = by.Name,
        AskedAt = now,
        State = ApprovalState.Waiting,
        Draft = draft,
    };

    /// <summary>Lets it be published.</summary>
    /// <param name="by">Who approves.</param>
    /// <param name="how">By which rule, as <see cref="Approval.Check"/> said.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The published figure; refused with <see cref="ApprovalProblems.NothingWaits"/>.</returns>
    public Result<PublishedFigure> Approve((Guid? Id, string Name) by, ApprovalHow how, DateTimeOffset now) => Decide(ApprovalState.Approved, by, now) is { Problem: { } problem }
        ? problem
        : PublishedFigure.Of(this, by, how, now);

    /// <summary>Says no, or takes it back where whoever asked says so.</summary>
    /// <returns>Refused with <see cref="ApprovalProblems.NothingWaits"/>.</returns>
    public Result Decline((Guid? Id, string Name) by, DateTimeOffset now) => Decide(by.Id == AskedBy ? ApprovalState.TakenBack : ApprovalState.Declined, by, now);

    private Result Decide(ApprovalState state, (Guid? Id, string Name) by, DateTimeOffset now)
    {
        if (State != ApprovalState.Waiting)
        {
            return ApprovalProblems.NothingWaits;
        }

        (State, DecidedBy, DecidedByName, DecidedAt) = (state, by.Id, by.Name, now);
        return Result.Ok;
    }
}

/// <summary>A number as it was told in public. Never changed: a restatement is another one.</summary>
public sealed class PublishedFigure
{
    private PublishedFigure()
    {
    }

    public Guid Id { get; private init; }

    public Guid TargetId { get; private init; }

    public int Version { get; private init; }

    public DateOnly AsOf { get; private init; }

    public DateTimeOffset KnownAt { get; private init; }

    public long N { get; private init; }

    public string MembersHash { get; private init; } = "";

    public string Groups { get; private init; } = "";

    /// <summary>When it was published.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Who asked for it.</summary>
    public Guid? By { get; private init; }

    public string ByName { get; private init; } = "";

    public Guid? ApprovedBy { get; private init; }

    public string ApprovedByName { get; private init; } = "";

    /// <summary>By which rule it was approved.</summary>
    public ApprovalHow How { get; private init; }

    internal static PublishedFigure Of(FigureProposal asked, (Guid? Id, string Name) approver, ApprovalHow how, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        TargetId = asked.TargetId,
        Version = asked.Version,
        AsOf = asked.AsOf,
        KnownAt = asked.KnownAt,
        N = asked.N,
        MembersHash = asked.MembersHash,
        Groups = asked.Groups,
        At = at,
        By = asked.AskedBy,
        ByName = asked.AskedByName,
        ApprovedBy = approver.Id,
        ApprovedByName = approver.Name,
        How = how,
    };
}

public static class PublishingProblems
{
    /// <summary>A day that has not come yet has no number.</summary>
    public static readonly Problem DayInTheFuture = new("published.day-in-the-future");

    /// <summary>No rule of the target is in force, so nothing is counted.</summary>
    public static readonly Problem NoRule = new("published.no-rule");

    /// <summary>Another number was told for the same day, or a higher one for an earlier day: the public is owed a reason.</summary>
    public static readonly Problem ReasonNeeded = new("published.reason-needed");

    /// <summary>Nothing was published of this.</summary>
    public static readonly Problem NothingPublished = new("published.nothing");
}

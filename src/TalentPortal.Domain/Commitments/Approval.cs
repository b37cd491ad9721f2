using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>What is asked for.</summary>
public enum ApprovalKind
{
    /// <summary>A draft is to be published.</summary>
    Publication,

    /// <summary>What a published commitment says is to change.</summary>
    Restatement,

    /// <summary>A commitment is to be closed.</summary>
    Closing,
}

/// <summary>How a request stands.</summary>
public enum ApprovalState
{
    /// <summary>Still being written; nobody is asked yet.</summary>
    Writing,
    Waiting,
    Approved,

    /// <summary>The second person said no, with a reason.</summary>
    Declined,

    /// <summary>Taken back before anybody decided.</summary>
    TakenBack,
}

/// <summary>On whose word something came to stand.</summary>
public enum ApprovalHow
{
    /// <summary>Another programme manager of the country.</summary>
    SecondPerson,

    /// <summary>A programme manager of another country, because the country has one alone.</summary>
    Outside,

    /// <summary>The author, a day later, because the country has one manager alone.</summary>
    Delay,

    /// <summary>At once, without a second person: written by a key, by the demo, or before approvals were kept.</summary>
    Key,
}

/// <summary>Who wants to approve, as far as the rule asks.</summary>
/// <param name="Id">The account; null for the portal itself.</param>
/// <param name="IsKey">A program rather than a person.</param>
/// <param name="ManagesCountry">A programme manager of the commitment's country.</param>
/// <param name="ManagesElsewhere">A programme manager of other countries only.</param>
public sealed record Approver(Guid? Id, bool IsKey, bool ManagesCountry, bool ManagesElsewhere);

/// <summary>Asks a second person to let something be said in public, and keeps who answered what, and by which rule.</summary>
public sealed class Approval
{
    public const int NoteMaxLength = 1000;

    /// <summary>How long the only manager of a country waits before approving their own words.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromHours(24);

    private Approval()
    {
    }

    public Guid Id { get; private init; }

    public Guid CommitmentId { get; private init; }

    public ApprovalKind Kind { get; private init; }

    public ApprovalState State { get; private set; }

    /// <summary>What is to be said, as the interface would be told it; null where the draft itself says it.</summary>
    public string? Proposal { get; private set; }

    /// <summary>How it is to end, for a closing.</summary>
    public CommitmentOutcome? Outcome { get; private init; }

    /// <summary>Why, in words that everybody may read; null for a publication.</summary>
    public string? Reason { get; private set; }

    public Guid? AskedBy { get; private set; }

    public string AskedByName { get; private set; } = "";

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>The commitment's revision that was asked about; another one means that it changed since.</summary>
    public int Revision { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public string? DecidedByName { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>By which rule it was approved.</summary>
    public ApprovalHow? How { get; private set; }

    /// <summary>What the second person wrote.</summary>
    public string? Note { get; private set; }

    /// <summary>Whether somebody still writes it or waits for it; a commitment has one such at a time.</summary>
    public bool IsOpen => State is ApprovalState.Writing or ApprovalState.Waiting;

    /// <summary>Begins a request, not asked yet.</summary>
    public static Approval Begin(Guid commitment, ApprovalKind kind, CommitmentOutcome? outcome, (Guid? Id, string Name) by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CommitmentId = commitment,
        Kind = kind,
        Outcome = outcome,
        State = ApprovalState.Writing,
        AskedBy = by.Id,
        AskedByName = by.Name,
        AskedAt = now,
    };

    /// <summary>Whether somebody may approve what another asked for: four eyes, and what holds for a team of one.</summary>
    /// <param name="author">Who asked; null where a key or the portal did, which nobody is the same as.</param>
    /// <param name="by">Who wants to approve.</param>
    /// <param name="others">How many other open accounts manage the country, besides the author.</param>
    /// <param name="askedAt">When it was asked for.</param>
    /// <param name="now">The moment.</param>
    /// <returns>
    /// By which rule. Refused with <see cref="ApprovalProblems.PersonNeeded"/> for a key, <see cref="ApprovalProblems.SecondPersonNeeded"/> for the author
    /// in a team of more and for somebody outside it, and <see cref="ApprovalProblems.TooEarly"/> for an author alone before a day is over.
    /// </returns>
    public static Result<ApprovalHow> Check(Guid? author, Approver by, int others, DateTimeOffset askedAt, DateTimeOffset now) => by switch
    {
        { IsKey: true } or { Id: null } => ApprovalProblems.PersonNeeded,
        _ when by.Id != author && by.ManagesCountry => ApprovalHow.SecondPerson,
        _ when by.Id != author && by.ManagesElsewhere && others == 0 => ApprovalHow.Outside,
        _ when by.Id != author || !by.ManagesCountry || others > 0 => ApprovalProblems.SecondPersonNeeded,
        _ when now - askedAt >= Delay => ApprovalHow.Delay,
        _ => ApprovalProblems.TooEarly((int)Math.Ceiling((askedAt + Delay - now).TotalHours)),
    };

    /// <summary>Writes what is to be said.</summary>
    /// <returns>Refused with <see cref="ApprovalProblems.Waits"/> once it is asked for: what is read must be what is approved.</returns>
    public Result Write(string proposal)
    {
        if (State != ApprovalState.Writing)
        {
            return ApprovalProblems.Waits;
        }

        Proposal = proposal;
        return Result.Ok;
    }

    /// <summary>Asks for it.</summary>
    /// <param name="by">Who asks, and so may not approve.</param>
    /// <param name="reason">Why; needed but for a publication.</param>
    /// <param name="revision">Of the commitment, as it stands.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Refused with <see cref="ApprovalProblems.Waits"/> when it was asked for already, and with <see cref="CommitmentProblems.ReasonNeeded"/>.</returns>
    public Result Ask((Guid? Id, string Name) by, string? reason, int revision, DateTimeOffset now)
    {
        if (State != ApprovalState.Writing)
        {
            return ApprovalProblems.Waits;
        }

        if (Kind != ApprovalKind.Publication && string.IsNullOrWhiteSpace(reason))
        {
            return CommitmentProblems.ReasonNeeded;
        }

        (State, AskedBy, AskedByName, AskedAt, Reason, Revision) = (ApprovalState.Waiting, by.Id, by.Name, now, reason?.Trim(), revision);
        return Result.Ok;
    }

    /// <summary>Lets it stand.</summary>
    /// <param name="by">Who approves.</param>
    /// <param name="how">By which rule, as <see cref="Check"/> said.</param>
    /// <param name="revision">The commitment's revision now.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Refused with <see cref="ApprovalProblems.NothingWaits"/>, and with <see cref="ApprovalProblems.ChangedSince"/> when it is not what was asked about.</returns>
    public Result Approve((Guid? Id, string Name) by, ApprovalHow how, int revision, DateTimeOffset now)
    {
        if (State != ApprovalState.Waiting)
        {
            return ApprovalProblems.NothingWaits;
        }

        if (revision != Revision)
        {
            return ApprovalProblems.ChangedSince;
        }

        How = how;
        return Decide(ApprovalState.Approved, by, null, now);
    }

    /// <summary>Says no; what was asked for can be written anew.</summary>
    /// <returns>Refused with <see cref="ApprovalProblems.NothingWaits"/> and <see cref="CommitmentProblems.ReasonNeeded"/>.</returns>
    public Result Decline((Guid? Id, string Name) by, string? note, DateTimeOffset now) => (State, string.IsNullOrWhiteSpace(note)) switch
    {
        (not ApprovalState.Waiting, _) => ApprovalProblems.NothingWaits,
        (_, true) => CommitmentProblems.ReasonNeeded,
        _ => Decide(ApprovalState.Declined, by, note!.Trim(), now),
    };

    /// <summary>Takes it back before anybody decided, or throws away what was written.</summary>
    /// <returns>Refused with <see cref="ApprovalProblems.NothingWaits"/>.</returns>
    public Result TakeBack((Guid? Id, string Name) by, DateTimeOffset now) => IsOpen ? Decide(ApprovalState.TakenBack, by, null, now) : ApprovalProblems.NothingWaits;

    private Result Decide(ApprovalState state, (Guid? Id, string Name) by, string? note, DateTimeOffset now)
    {
        (State, DecidedBy, DecidedByName, DecidedAt, Note) = (state, by.Id, by.Name, now, note);
        return Result.Ok;
    }
}

public static class ApprovalProblems
{
    public static readonly Problem PersonNeeded = new("approval.person-needed");
    public static readonly Problem SecondPersonNeeded = new("approval.second-person-needed");
    public static readonly Problem NothingWaits = new("approval.nothing-waits");
    public static readonly Problem ChangedSince = new("approval.changed-since");
    public static readonly Problem Waits = new("approval.waits");

    /// <summary>The only manager may approve their own words, but not for so many hours yet.</summary>
    public static Problem TooEarly(int hours) => new("approval.too-early", hours);
}

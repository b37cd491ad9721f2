using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>Where a file of history stands.</summary>
public enum HistoryState
{
    /// <summary>Read, and looked at by nobody yet: it says nothing.</summary>
    Previewed,

    /// <summary>In the baseline of its target.</summary>
    Kept,

    /// <summary>Taken back, or thrown away before it was kept.</summary>
    TakenBack,
}

/// <summary>How well it is known that somebody was trained.</summary>
public enum EvidenceGrade
{
    /// <summary>A certificate or a register of the time can be shown.</summary>
    Proven,

    /// <summary>Somebody who was there puts their name to it.</summary>
    Attested,

    /// <summary>Somebody says so.</summary>
    Declared,
}

/// <summary>What came of one row of a file of history.</summary>
public enum HistoryOutcome
{
    /// <summary>Somebody of the baseline.</summary>
    Taken,

    /// <summary>Named further up in this file, or in one that is kept.</summary>
    Repeated,

    /// <summary>On or after the first day of the target: that is not history, and belongs into a roster.</summary>
    InsideWindow,

    /// <summary>Without a name, an identifier or a day, or with one that cannot be read.</summary>
    Unreadable,
}

/// <summary>
/// People trained before a target began, from one old spreadsheet: a bucket beside the number, with how well it is known. Nothing of it is a fact, and
/// nothing of it is counted.
/// </summary>
public sealed class HistoryBatch
{
    /// <summary>Rows of one file; a longer one comes in parts.</summary>
    public const int MaxRows = 20_000;

    public const int NoteMaxLength = 1000;

    private HistoryBatch()
    {
    }

    public Guid Id { get; private init; }

    public Guid TargetId { get; private init; }

    /// <summary>The stored file.</summary>
    public Guid FileId { get; private init; }

    public string FileName { get; private init; } = "";

    public byte[] Sha256 { get; private init; } = [];

    public HistoryState State { get; private set; }

    public EvidenceGrade Grade { get; private init; }

    /// <summary>What the grade rests on, in the words of whoever imported it.</summary>
    public string Note { get; private init; } = "";

    public Guid? ImportedBy { get; private init; }

    public string ImportedByName { get; private init; } = "";

    public DateTimeOffset ImportedAt { get; private init; }

    public DateTimeOffset? KeptAt { get; private set; }

    /// <summary>How many people it brings into the baseline; 0 while it brings none.</summary>
    public int People { get; private set; }

    public string? TakenBackByName { get; private set; }

    public DateTimeOffset? TakenBackAt { get; private set; }

    /// <summary>Why it was taken back; null where it had never been kept.</summary>
    public string? TakenBackBecause { get; private set; }

    /// <summary>A file that was read.</summary>
    /// <param name="target">Before whose first day it happened.</param>
    /// <param name="file">The stored file, its name and its hash.</param>
    /// <param name="evidence">How well it is known, and what that rests on.</param>
    /// <param name="by">Who imports it.</param>
    /// <param name="now">The moment.</param>
    public static HistoryBatch Read(Guid target, (Guid Id, string Name, byte[] Sha256) file, (EvidenceGrade Grade, string Note) evidence, (Guid? Id, string Name) by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TargetId = target,
        FileId = file.Id,
        FileName = file.Name,
        Sha256 = file.Sha256,
        Grade = evidence.Grade,
        Note = evidence.Note,
        ImportedBy = by.Id,
        ImportedByName = by.Name,
        ImportedAt = now,
    };

    /// <summary>Puts it into the baseline.</summary>
    /// <param name="taken">Rows that are somebody of the baseline.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Refused with <see cref="HistoryProblems.Decided"/> unless it is a preview, and with <see cref="HistoryProblems.Nobody"/>.</returns>
    public Result Keep(int taken, DateTimeOffset now)
    {
        if (State != HistoryState.Previewed || taken == 0)
        {
            return State == HistoryState.Previewed ? HistoryProblems.Nobody : HistoryProblems.Decided;
        }

        (State, KeptAt, People) = (HistoryState.Kept, now, taken);
        return Result.Ok;
    }

    /// <summary>Takes it out of the baseline, or throws the preview away. What was imported stays to be read.</summary>
    /// <param name="by">Who.</param>
    /// <param name="because">Why; needed once it was kept.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Refused with <see cref="HistoryProblems.Decided"/> when it is taken back already, and with <see cref="CommitmentProblems.ReasonNeeded"/>.</returns>
    public Result TakeBack(string by, string? because, DateTimeOffset now)
    {
        if (State == HistoryState.TakenBack || (State == HistoryState.Kept && string.IsNullOrWhiteSpace(because)))
        {
            return State == HistoryState.TakenBack ? HistoryProblems.Decided : CommitmentProblems.ReasonNeeded;
        }

        (State, People, TakenBackByName, TakenBackAt, TakenBackBecause) = (HistoryState.TakenBack, 0, by, now, because?.Trim());
        return Result.Ok;
    }
}

/// <summary>One row of a file of history and what came of it.</summary>
public sealed class HistoryEntry
{
    public const int TextMaxLength = 200;

    public required Guid BatchId { get; init; }

    /// <summary>As a spreadsheet shows it.</summary>
    public required int RowNo { get; init; }

    public required Guid TargetId { get; init; }

    public required HistoryOutcome Outcome { get; set; }

    /// <summary>Which cell cannot be used and why, as rosters keep a finding; null where all can.</summary>
    public string? Finding { get; init; }

    public string? Name { get; init; }

    public string? Identifier { get; init; }

    /// <summary>When they were trained.</summary>
    public DateOnly? On { get; init; }

    /// <summary>By what two rows are the same person: address or number, lower case. Null where the row cannot be used.</summary>
    public string? PersonKey { get; init; }

    /// <summary>Stands in the baseline now: one row a person and target.</summary>
    public bool Live { get; set; }

    /// <summary>What a row comes to.</summary>
    /// <param name="readable">Whether name, identifier and day can be used.</param>
    /// <param name="on">The day.</param>
    /// <param name="startsOn">The first day of the target.</param>
    /// <param name="isNew">Whether the person was not named before.</param>
    public static HistoryOutcome Judge(bool readable, DateOnly? on, DateOnly startsOn, bool isNew) => true switch
    {
        _ when !readable || on is null => HistoryOutcome.Unreadable,
        _ when on >= startsOn => HistoryOutcome.InsideWindow,
        _ => isNew ? HistoryOutcome.Taken : HistoryOutcome.Repeated,
    };
}

public static class HistoryProblems
{
    public static readonly Problem NotFound = new("history.not-found");
    public static readonly Problem Decided = new("history.decided");
    public static readonly Problem Nobody = new("history.nobody");
    public static readonly Problem OfPeople = new("history.of-people");
    public static readonly Problem OfDraft = new("history.of-draft");
    public static readonly Problem TooManyRows = new("history.too-many-rows", HistoryBatch.MaxRows);
    public static readonly Problem NeedsAnswers = new("history.needs-answers");
}

namespace TalentPortal.Domain.Jobs;

/// <summary>How a piece of background work stands.</summary>
public enum JobState
{
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}

/// <summary>Background work that survives the process: leased by one worker at a time, retried when the worker dies.</summary>
public sealed class Job
{
    /// <summary>After this many attempts the work is given up as failed.</summary>
    public const int MaxAttempts = 5;

    public required Guid Id { get; init; }

    /// <summary>Which handler does it.</summary>
    public required string Kind { get; init; }

    /// <summary>Unique: asking twice for the same work queues it once.</summary>
    public required string Key { get; init; }

    public JobState State { get; private set; }

    public required string Payload { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public int Attempt { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>The fence: a worker that lost its lease no longer holds it and cannot commit.</summary>
    public Guid? Token { get; private set; }

    /// <summary>How far this attempt is, in per cent. Told beside the work's own transaction, so that others see it move.</summary>
    public int Progress { get; private set; }

    /// <summary>Why it failed: the kind of error, never data.</summary>
    public string? Problem { get; private set; }
}

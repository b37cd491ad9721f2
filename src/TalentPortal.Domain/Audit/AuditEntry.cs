namespace TalentPortal.Domain.Audit;

/// <summary>One state change: who did what, on whose behalf and why. Names of fields, never their values, so erasing a person never touches it.</summary>
public sealed class AuditEntry
{
    /// <summary>Made here rather than by the database: whoever may leave a trace may not read one back.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Account or key; null for the portal itself.</summary>
    public Guid? Actor { get; init; }

    public Guid? OnBehalf { get; init; }

    public Guid? PartnerId { get; init; }

    /// <summary>What was done, as <c>noun.verb</c>.</summary>
    public required string Action { get; init; }

    public required string Entity { get; init; }

    public Guid? EntityId { get; init; }

    public string? Reason { get; init; }

    /// <summary>The names of the fields that changed.</summary>
    public string[] Fields { get; init; } = [];

    /// <summary>SHA-256 over what changed, where it stands elsewhere in full (a roster's changes).</summary>
    public byte[]? Digest { get; init; }
}

namespace TalentPortal.Data.Accounts;

/// <summary>One key of the data protection ring: cookies, antiforgery tokens and circuit descriptors of every node hang on it.</summary>
public sealed class KeyRingElement
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public string Xml { get; init; } = "";
}

/// <summary>How often a secret was tried in a window. Its key is a hash, so that no address of a person or a machine is kept.</summary>
public sealed class SecretAttempt
{
    /// <summary>SHA-256 of the kind of limit and its subject.</summary>
    public byte[] Bucket { get; init; } = [];

    public int Tries { get; init; }

    public DateTimeOffset EndsAt { get; init; }
}

/// <summary>The answer to one POST of the API, kept so that a repetition gets the same answer instead of a second effect.</summary>
public sealed class IdempotentAnswer
{
    public const int KeyMaxLength = 255;

    /// <summary>Whose key it is: <c>key:ID</c>.</summary>
    public string Principal { get; init; } = "";

    public string Key { get; init; } = "";

    public byte[] RequestHash { get; init; } = [];

    /// <summary>Proves that who completes the row is who claimed it.</summary>
    public Guid Token { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Until then an unanswered row counts as in flight; afterwards its owner is taken to have died.</summary>
    public DateTimeOffset LeaseUntil { get; init; }

    /// <summary>HTTP status; null while in flight.</summary>
    public int? Status { get; init; }

    public string? MediaType { get; init; }

    public string? Location { get; init; }

    public byte[]? Body { get; init; }
}

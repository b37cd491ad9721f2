namespace TalentPortal.Data.Accounts;

/// <summary>
/// What happened to an account or a key, written in the transaction of the change itself. It names fields, never values, so that
/// erasing a person does not touch it.
/// </summary>
public sealed class AccountEvent
{
    public const int ReasonMaxLength = 500;

    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary><c>account:ID</c>, <c>key:ID</c>, <c>system</c> or <c>anonymous</c>.</summary>
    public string Actor { get; init; } = "";

    /// <summary>On whose behalf: <c>partner:ID</c>, or null.</summary>
    public string? OnBehalf { get; init; }

    /// <summary><c>noun.past-tense</c>; never changes once shipped.</summary>
    public string Action { get; init; } = "";

    public Guid? AccountId { get; init; }

    public Guid? KeyId { get; init; }

    public string? Reason { get; init; }

    /// <summary>Names of the fields that changed.</summary>
    public string[] Fields { get; init; } = [];
}

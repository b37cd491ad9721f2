using TalentPortal.Domain.Access;

namespace TalentPortal.Data.Accounts;

/// <summary>One role of one account, with what it is limited to. Withdrawing it deletes the row; the event stays.</summary>
public sealed class AccountGrant
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public Account? Account { get; init; }

    public Role Role { get; init; }

    /// <summary>For partner roles. The partner lives in the product's tables, so there is no foreign key.</summary>
    public Guid? PartnerId { get; init; }

    /// <summary>For managers: ISO 3166-1 alpha-2; null means every country.</summary>
    public string? Country { get; init; }

    /// <summary>For instructors.</summary>
    public Guid? CohortId { get; init; }

    /// <summary>Who granted it, as in <see cref="AccountEvent.Actor"/>.</summary>
    public string GrantedBy { get; init; } = "";

    public DateTimeOffset GrantedAt { get; init; }
}

using Microsoft.AspNetCore.Identity;

namespace TalentPortal.Data.Accounts;

/// <summary>Somebody who can sign in. What they may do stands in <see cref="AccountGrant"/>, never in a claim.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int NameMaxLength = 200;
    public const int EmailMaxLength = 254;

    /// <summary>The full name as the person writes it; one field, any script.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The language of mails: <c>en</c>, <c>ms</c> or <c>zh-Hans</c>; null means English.</summary>
    public string? Culture { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when the account is closed; a suspended account counts as anonymous at once.</summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    public List<AccountGrant> Grants { get; } = [];
}

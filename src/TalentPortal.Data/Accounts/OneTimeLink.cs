namespace TalentPortal.Data.Accounts;

/// <summary>Why a link was sent; decides how long it lives.</summary>
public enum LinkPurpose
{
    /// <summary>The first password of a new account: 7 days.</summary>
    Invitation,

    /// <summary>A forgotten password: 60 minutes.</summary>
    Reset,

    /// <summary>Printed for an operator by <c>admin recover</c>; also takes away the second factor: 60 minutes.</summary>
    Recovery,
}

/// <summary>A link that sets a password once. Only the hash of its token is kept; a newer link ends the older ones.</summary>
public sealed class OneTimeLink
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public Account? Account { get; init; }

    public LinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public byte[] Hash { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}

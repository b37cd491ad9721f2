namespace TalentPortal.Data.Accounts;

/// <summary>What a key may do; the word is the one operators type.</summary>
public enum KeyRole
{
    Manager,
    Partner,
    Auditor,
    Reader,
}

/// <summary>A program's way in. Only a hash of its secret is kept.</summary>
public sealed class ApiKey
{
    public const int NameMaxLength = 100;

    public Guid Id { get; init; }

    /// <summary>Unique, also among revoked keys: the audit trail speaks of keys by name.</summary>
    public string Name { get; init; } = "";

    public KeyRole Role { get; init; }

    /// <summary>Set for <see cref="KeyRole.Partner"/> and for no other.</summary>
    public Guid? PartnerId { get; init; }

    /// <summary>The public part, by which the row is found; shown in lists.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>SHA-256 of the secret part. The secret has 256 random bits, so a slow hash would add nothing.</summary>
    public byte[] Hash { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>At most a year after <see cref="CreatedAt"/>.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Accurate to a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}

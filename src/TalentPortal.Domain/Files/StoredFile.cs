namespace TalentPortal.Domain.Files;

/// <summary>An uploaded file, kept in the database so that every node reads it and the backup holds it.</summary>
public sealed class StoredFile
{
    /// <summary>Largest upload, in bytes (25 MB).</summary>
    public const long MaxBytes = 25 * 1024 * 1024;

    /// <summary>Bytes in one stored chunk.</summary>
    public const int ChunkBytes = 1024 * 1024;

    public const int NameMaxLength = 200;

    /// <summary>Stands where a partner would: a file of the portal itself, which no partner's scope reaches.</summary>
    public static readonly Guid Portal = Guid.Empty;

    public required Guid Id { get; init; }

    /// <summary>Whose it is; <see cref="Portal"/> where it is no partner's.</summary>
    public required Guid PartnerId { get; init; }

    public required byte[] Sha256 { get; init; }

    public required long Bytes { get; init; }

    /// <summary>What the uploader called it; shown, never used as a path.</summary>
    public required string Name { get; init; }

    public required string Media { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>One piece of a stored file, in order.</summary>
public sealed class StoredChunk
{
    public required Guid FileId { get; init; }

    public required int N { get; init; }

    public required byte[] Data { get; init; }
}

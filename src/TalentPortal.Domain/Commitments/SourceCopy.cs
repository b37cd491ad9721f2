namespace TalentPortal.Domain.Commitments;

/// <summary>A copy of the place where a promise can be read, as it was on the day somebody stored it; never changed.</summary>
public sealed class SourceCopy
{
    /// <summary>Largest copy, in bytes (10 MB): a page or a paper, not a film.</summary>
    public const long MaxBytes = 10 * 1024 * 1024;

    /// <summary>How many a commitment may have, its former ones included.</summary>
    public const int MostOfOneCommitment = 50;

    /// <summary>The stored file.</summary>
    public required Guid Id { get; init; }

    public required Guid CommitmentId { get; init; }

    public required string Name { get; init; }

    /// <summary>What it is by its own bytes, whatever the uploader called it.</summary>
    public required string Media { get; init; }

    public required long Bytes { get; init; }

    public required byte[] Sha256 { get; init; }

    public required string StoredByName { get; init; }

    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>The hash as people compare it.</summary>
    public string Hash => Convert.ToHexStringLower(Sha256);
}

namespace TalentPortal.Domain.People;

/// <summary>A value of a record that somebody corrected in place: what it was, what it became, who did it and why. Rosters keep theirs apart.</summary>
public sealed class RecordChange
{
    public const int ReasonMaxLength = 300;

    public required Guid Id { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>The record's partner, who may read it.</summary>
    public Guid? PartnerId { get; init; }

    /// <summary>The roster's column of that value.</summary>
    public required string Field { get; init; }

    public string? Was { get; init; }

    public string? Became { get; init; }

    public required string Reason { get; init; }

    public Guid? By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}

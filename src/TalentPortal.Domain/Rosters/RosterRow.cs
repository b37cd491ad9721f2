namespace TalentPortal.Domain.Rosters;

/// <summary>
/// One line of a roster: the cells as uploaded (the evidence), what was read from them, the one outcome, and the keys that whatever it
/// creates will have, so that planning again gives the same rows.
/// </summary>
public sealed class RosterRow
{
    public required Guid RosterId { get; init; }

    /// <summary>As the uploader sees it in a spreadsheet: the header is row 1.</summary>
    public required int RowNo { get; init; }

    public required Guid PartnerId { get; init; }

    public required string[] Cells { get; init; }

    public RowOutcome? Outcome { get; private set; }

    /// <summary>Codes and arguments as JSON; put into words when read.</summary>
    public string Findings { get; private set; } = "[]";

    public string? StudentId { get; init; }

    public string? Email { get; init; }

    public string? FullName { get; init; }

    public string? Mobile { get; init; }

    public string? Nationality { get; init; }

    public string? Region { get; init; }

    public string? Gender { get; init; }

    public DateOnly? BirthDate { get; init; }

    public int? BirthYear { get; init; }

    public string? Audience { get; init; }

    public string? Employer { get; init; }

    public string? Sector { get; init; }

    public string? Disability { get; init; }

    public DateOnly? EnrolledOn { get; init; }

    public string? Status { get; init; }

    public DateOnly? CompletedOn { get; init; }

    public decimal? Score { get; init; }

    public string? Grade { get; init; }

    public string? CertificateNo { get; init; }

    /// <summary>The record it was matched to, or will create.</summary>
    public Guid? RecordId { get; private set; }

    public Guid? EnrolmentId { get; private set; }

    /// <summary>The record's revision when the preview was made; another one means somebody changed it since.</summary>
    public int? SeenRevision { get; private set; }

    public int? SeenEnrolment { get; private set; }

    public required Guid NewPerson { get; init; }

    public required Guid NewRecord { get; init; }

    public required Guid NewEnrolment { get; init; }

    public required Guid NewFact { get; init; }

    public required Guid NewEnrolledFact { get; init; }
}

/// <summary>A value a roster changed: what it was and what it became. A creation is one row with an empty field.</summary>
public sealed class RosterChange
{
    public required Guid RosterId { get; init; }

    public required string Entity { get; init; }

    public required Guid EntityId { get; init; }

    public required string Field { get; init; }

    public required int RowNo { get; init; }

    public required Guid PartnerId { get; init; }

    public string? Was { get; init; }

    public string? Became { get; init; }
}

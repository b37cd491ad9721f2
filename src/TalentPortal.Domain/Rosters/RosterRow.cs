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

    /// <summary>The cohort it is for.</summary>
    public Guid? CohortId { get; private set; }

    /// <summary>What the file's cohort column says.</summary>
    public string? CohortText { get; init; }

    /// <summary>The enrolment the row says it is about, from a downloaded register.</summary>
    public string? RowKey { get; init; }

    /// <summary>Canonical columns the row empties, by saying so.</summary>
    public string[] Cleared { get; init; } = [];

    public DateOnly? SessionOn { get; init; }

    public int? SessionNo { get; init; }

    public string? Attendance { get; init; }

    public int? Minutes { get; init; }

    public string? StudentKey { get; init; }

    public string? EmailKey { get; init; }

    public string? MobileKey { get; init; }

    public string? NameKey { get; init; }

    public string? NameWord { get; init; }

    public string? NationalIdHash { get; init; }

    /// <summary>Whether the row stands in the file; a removal planned because the file does not name somebody has a number behind its last row.</summary>
    public bool InFile { get; init; } = true;

    /// <summary>Somebody else's person the new record was linked to, or will be.</summary>
    public Guid? PersonId { get; private set; }

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

/// <summary>A value a roster changed: what it was and what it became. What it created is told by the keys of its rows.</summary>
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

    /// <summary>Whether an undo put the old value back; false where somebody had changed it since, null while nobody asked.</summary>
    public bool? Undone { get; private set; }
}

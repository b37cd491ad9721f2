namespace TalentPortal.Domain.Cohorts;

public enum EnrolmentState
{
    Waiting,
    Offered,
    Enrolled,
    Withdrawn,
    Dropped,
    Transferred,
    Left,
}

/// <summary>How it ended for the learner; stands apart from the state.</summary>
public enum EnrolmentResult
{
    None,
    Completed,
    CompletedLate,
    NotCompleted,
    Exempt,
}

/// <summary>One person (through the record that enrolled them) in one cohort. Current state; what counted rests in facts.</summary>
public sealed class Enrolment
{
    public required Guid Id { get; init; }

    public required Guid CohortId { get; init; }

    public required Guid PartnerId { get; init; }

    public required Guid RecordId { get; init; }

    public EnrolmentState State { get; private set; }

    /// <summary>Place in the queue, drawn under the cohort's lock.</summary>
    public long? Place { get; private set; }

    public EnrolmentResult Result { get; private set; }

    public DateOnly? EnrolledOn { get; private set; }

    public DateOnly? CompletedOn { get; private set; }

    public decimal? Score { get; private set; }

    public string? Grade { get; private set; }

    public string? CertificateNo { get; private set; }

    /// <summary>The roster that created it; null where it came another way. Only such an enrolment may be removed because a full roster does not name it.</summary>
    public Guid? RosterId { get; private set; }

    public int Revision { get; private set; }
}

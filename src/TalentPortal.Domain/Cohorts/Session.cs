namespace TalentPortal.Domain.Cohorts;

/// <summary>One meeting of a cohort.</summary>
public sealed class Session
{
    public required Guid Id { get; init; }

    public required Guid CohortId { get; init; }

    /// <summary>Counted from 1 inside the cohort.</summary>
    public required int N { get; init; }

    /// <summary>The day in the cohort's zone.</summary>
    public DateOnly? HeldOn { get; private set; }

    /// <summary>Scheduled length; null where nobody said.</summary>
    public int? Minutes { get; private set; }

    public int Revision { get; private set; }
}

public enum AttendanceMark
{
    Present,
    Partial,
    Absent,
    Excused,
    MakeUp,
    Void,
}

/// <summary>One enrolment at one session; never deleted.</summary>
public sealed class Attendance
{
    public required Guid Id { get; init; }

    public required Guid PartnerId { get; init; }

    public required Guid CohortId { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid EnrolmentId { get; init; }

    public AttendanceMark Mark { get; private set; }

    /// <summary>Minutes attended, where they were told.</summary>
    public int? Minutes { get; private set; }

    /// <summary>The roster whose word the mark is; null where somebody marked it by hand.</summary>
    public Guid? RosterId { get; private set; }

    public int Revision { get; private set; }
}

namespace TalentPortal.Domain.Access;

/// <summary>What somebody may do; the table is <c>docs/roles.md</c>. A person may hold several grants.</summary>
public enum Role
{
    /// <summary>Accounts and settings; sees no learner data.</summary>
    Administrator,

    /// <summary>Programmes, cohorts, rosters and commitments of the countries granted, or of all.</summary>
    ProgrammeManager,

    /// <summary>A partner's own people, rosters and colleagues.</summary>
    PartnerAdministrator,

    /// <summary>A partner's own people and rosters.</summary>
    Coordinator,

    /// <summary>The cohorts granted.</summary>
    Instructor,

    /// <summary>Oneself.</summary>
    Learner,

    /// <summary>Aggregates and published figures.</summary>
    Executive,

    /// <summary>Reads everything, writes findings only.</summary>
    Auditor,

    /// <summary>A key that reads figures and catalogue, never people.</summary>
    Reader,
}

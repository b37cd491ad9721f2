namespace TalentPortal.Domain.Rosters;

/// <summary>Where a roster stands on its way.</summary>
public enum RosterState
{
    Received,
    Parsed,
    Validated,
    Matched,
    Previewed,
    NeedsDecision,
    NeedsApproval,
    Applying,
    Applied,
    Rejected,
    Failed,
    Cancelled,
    Expired,
    Superseded,
    Undoing,
    Undone,
    PartlyUndone,
}

/// <summary>What an absent row means: nothing, or that the person is to be removed.</summary>
public enum RosterMode
{
    Delta,
    Full,
}

/// <summary>How far to go without asking again.</summary>
public enum RosterApply
{
    /// <summary>Stop at the preview.</summary>
    Preview,

    /// <summary>Apply the good rows, report the rest.</summary>
    Valid,

    /// <summary>Apply only if no row is in error.</summary>
    All,
}

/// <summary>The one visible outcome of a row.</summary>
public enum RowOutcome
{
    Create,
    Update,
    Unchanged,
    DuplicateInFile,
    NeedsDecision,
    Conflict,
    Remove,
    Error,
}

using TalentPortal.Data.Rosters;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ShowRoster;

/// <summary>Everything the page of a roster says above its rows.</summary>
/// <param name="Outcomes">Rows by outcome.</param>
/// <param name="Effects">What it does or did to each target.</param>
/// <param name="Errors">Why rows cannot be used: code and number of rows, the most frequent first.</param>
/// <param name="Problem">Why it was rejected, failed, or came back to its preview.</param>
public sealed record RosterPageView(
    Guid Id,
    RosterState State,
    int Revision,
    RosterMode Mode,
    RosterPlace Place,
    RosterFileView File,
    RosterHistory History,
    RosterRights Rights,
    int Rows,
    IReadOnlyDictionary<RowOutcome, int> Outcomes,
    IReadOnlyList<EffectLine> Effects,
    IReadOnlyList<(string Code, int Rows)> Errors,
    Problem? Problem)
{
    /// <summary>How far the work on it is, in per cent; 0 where nobody can say, or nobody works on it.</summary>
    public int Progress { get; init; }

    /// <summary>What only a human can say of the file, while it waits for that.</summary>
    public RosterQuestions Asks { get; init; } = RosterQuestions.None;

    /// <summary>Rows whose person may be somebody known already.</summary>
    public int Doubtful { get; init; }

    /// <summary>How many rows stand above the headings in the file, and were not read; null where none does.</summary>
    public string? Skipped { get; init; }

    /// <summary>See <see cref="Roster.Brake"/>.</summary>
    public int Brake { get; init; }

    /// <summary>People whose name, student id or e-mail would become another; known where the brake is on.</summary>
    public int Identities { get; init; }

    /// <summary>Whom the brake is about, as many as are listed.</summary>
    public IReadOnlyList<ConcernedPerson> Concerned { get; init; } = [];

    /// <summary>Values that an undo left alone, as many as are listed.</summary>
    public IReadOnlyList<ValueLeftAlone> LeftAlone { get; init; } = [];

    /// <summary>Rows that applying writes; of those in conflict everything but the protected values.</summary>
    public int Good => Of(RowOutcome.Create) + Of(RowOutcome.Update) + Of(RowOutcome.Conflict) + Of(RowOutcome.Remove);

    /// <summary>Work goes on without anybody's help; the page will move.</summary>
    public bool IsMoving => RosterPageQuery.Moving.Contains(State);

    /// <summary>What its rows say was written, even if it was taken back since.</summary>
    public bool WasApplied => History.AppliedAt is not null;

    /// <summary>Its rows were planned, so that there is something to show.</summary>
    public bool HasRows => Rows > 0 && Outcomes.Count > 0 && State is not (RosterState.Received or RosterState.Rejected or RosterState.Failed or RosterState.NeedsDecision);

    public int Of(RowOutcome outcome) => Outcomes.GetValueOrDefault(outcome);

    /// <summary>Nobody decided in time.</summary>
    public bool IsExpiredAt(DateTimeOffset now) =>
        State == RosterState.Expired || (State is RosterState.Previewed or RosterState.NeedsDecision or RosterState.NeedsApproval && now > History.PreviewedUntil);
}

/// <summary>Where a roster belongs.</summary>
/// <param name="Cohort">Name of the one cohort it is for; null where its rows name theirs.</param>
/// <param name="Country">Whose managers may decide.</param>
/// <param name="Zone">In which its instants are told.</param>
public sealed record RosterPlace(Guid PartnerId, string PartnerCode, string Partner, string? CohortCode, string? Cohort, string Country, TimeZoneInfo Zone)
{
    /// <summary>Where a corrected file, or any other, is uploaded for it.</summary>
    public string UploadAddress(Guid? replaces) => CohortCode is { } code
        ? Ui.Address.Of($"/cohorts/{code}/upload", ("replaces", replaces?.ToString()))
        : Ui.Address.Of("/rosters/upload", ("partner", PartnerCode), ("replaces", replaces?.ToString()));
}

/// <summary>The file and how it was read.</summary>
/// <param name="Samples">Names as they were read, where the encoding was detected and not declared.</param>
/// <param name="Source">The name of the partner's system it comes from; null for the usual one.</param>
/// <param name="SameAs">An earlier roster of the same bytes.</param>
public sealed record RosterFileView(
    string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Mapping, IReadOnlyList<string> Dropped, string? Format, string? Encoding, string? Delimiter, string? Sheet,
    IReadOnlyList<string> Samples, string? Source, bool AttestsNationality, RosterLink? SameAs);

/// <summary>Who did what to it, and when.</summary>
/// <param name="SupersededBy">The corrected file that took its place.</param>
/// <param name="UndoConflicts">Values an undo left alone.</param>
public sealed record RosterHistory(
    string UploadedBy, DateTimeOffset UploadedAt, DateTimeOffset? PreviewedUntil, string? AskedBy, DateTimeOffset? AppliedAt, bool OverridesProtected,
    string? ApprovedBy, DateTimeOffset? ApprovedAt, string? UndoneBy, DateTimeOffset? UndoneAt, int UndoConflicts, RosterLink? SupersededBy);

/// <summary>What the reader may do with it.</summary>
/// <param name="Decide">Apply, discard, answer, undo.</param>
/// <param name="Approve">Be the second person.</param>
/// <param name="Manage">Is a programme manager of its country: may overrule protected values, decides who is who.</param>
public sealed record RosterRights(bool Decide, bool Approve, bool Manage);

/// <summary>Another roster to look at.</summary>
public sealed record RosterLink(Guid Id, string FileName, DateTimeOffset UploadedAt);

/// <summary>What it does or did to one target.</summary>
/// <param name="Commitment">Code of the commitment.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Target">Code of the target.</param>
/// <param name="Amount">What was promised; null where nothing was.</param>
public sealed record EffectLine(string Commitment, string Name, string Target, decimal? Amount, DateOnly? EndsOn, long Counted, long Provisional, long AlreadyCounted);

/// <summary>Which rows are shown.</summary>
/// <param name="Outcome">Of this outcome only.</param>
/// <param name="Code">Of which this is said only.</param>
/// <param name="Cohort">For the cohort of this code only.</param>
public sealed record LinesFilter(RowOutcome? Outcome, string? Code, string? Cohort)
{
    public static LinesFilter All { get; } = new(null, null, null);
}

/// <summary>One page of rows.</summary>
/// <param name="Total">Rows that fit the filter.</param>
/// <param name="First">Which of them the first one here is, from 1.</param>
/// <param name="Codes">What is said of rows of the outcome shown, with numbers of rows.</param>
/// <param name="Cohorts">Where each row names its cohort: the cohorts, with numbers of rows; otherwise none.</param>
public sealed record LinesPage(IReadOnlyList<RowLine> Lines, int Total, int First, IReadOnlyList<(string Code, int Rows)> Codes, IReadOnlyList<RowsOfCohort> Cohorts)
{
    public static LinesPage None { get; } = new([], 0, 1, [], []);
}

/// <summary>One row in the table.</summary>
/// <param name="InFile">False for somebody a full list does not name.</param>
/// <param name="Known">The new record is, or will be, linked to somebody the portal knows already.</param>
/// <param name="Cohort">Its cohort, where each row names its own.</param>
public sealed record RowLine(
    int RowNo, string? Name, string? Identifier, RowOutcome Outcome, bool InFile, bool Known, RowsOfCohort? Cohort, IReadOnlyList<Finding> Findings, IReadOnlyList<RowChange> Changes);

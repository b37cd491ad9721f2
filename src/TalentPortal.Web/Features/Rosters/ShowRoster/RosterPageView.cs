using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ShowRoster;

/// <summary>Everything the page of a roster says above its rows.</summary>
/// <param name="Outcomes">Rows by outcome.</param>
/// <param name="Errors">Why rows cannot be used: code and number of rows, the most frequent first.</param>
/// <param name="Problem">Why it was rejected, failed, or came back to its preview.</param>
/// <param name="SameAs">An earlier roster of the same bytes.</param>
/// <param name="MayDecide">Whether the reader may apply or discard it.</param>
public sealed record RosterPageView(
    Guid Id,
    RosterState State,
    int Revision,
    string FileName,
    RosterPlace Place,
    string UploadedBy,
    DateTimeOffset UploadedAt,
    DateTimeOffset? PreviewedUntil,
    DateTimeOffset? AppliedAt,
    string? AppliedBy,
    IReadOnlyList<string> Columns,
    IReadOnlyList<string> Mapping,
    IReadOnlyList<string> Dropped,
    string? Encoding,
    string? Delimiter,
    int Rows,
    IReadOnlyDictionary<RowOutcome, int> Outcomes,
    IReadOnlyList<EffectLine> Effects,
    IReadOnlyList<(string Code, int Rows)> Errors,
    Problem? Problem,
    SameFile? SameAs,
    bool MayDecide)
{
    /// <summary>Rows that applying writes.</summary>
    public int Good => Of(RowOutcome.Create) + Of(RowOutcome.Update) + Of(RowOutcome.Remove);

    /// <summary>Work goes on without anybody's help; the page will move.</summary>
    public bool IsMoving => State is RosterState.Received or RosterState.Parsed or RosterState.Validated or RosterState.Matched or RosterState.Applying or RosterState.Undoing;

    public int Of(RowOutcome outcome) => Outcomes.GetValueOrDefault(outcome);

    /// <summary>A preview that was left too long.</summary>
    public bool IsExpiredAt(DateTimeOffset now) => State == RosterState.Expired || (State == RosterState.Previewed && now > PreviewedUntil);
}

/// <summary>Where a roster belongs.</summary>
public sealed record RosterPlace(string CohortCode, string Cohort, string Partner, DateOnly StartsOn, DateOnly EndsOn, TimeZoneInfo Zone);

/// <summary>An earlier upload of the same bytes.</summary>
public sealed record SameFile(Guid Id, string FileName, DateTimeOffset UploadedAt, RosterState State);

/// <summary>What it does or did to one target.</summary>
/// <param name="Commitment">Code of the commitment.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Target">Code of the target.</param>
/// <param name="Amount">What was promised; null where nothing was.</param>
public sealed record EffectLine(string Commitment, string Name, string Target, decimal? Amount, DateOnly? EndsOn, long Counted, long Provisional, long AlreadyCounted);

/// <summary>One row in the table.</summary>
public sealed record RowLine(int RowNo, string? Name, string? Identifier, RowOutcome Outcome, IReadOnlyList<Finding> Findings, IReadOnlyList<TalentPortal.Data.Rosters.RowChange> Changes);

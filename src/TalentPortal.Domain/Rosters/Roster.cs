using TalentPortal.Domain.Kernel;

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

/// <summary>One uploaded file and everything that happened to it.</summary>
public sealed class Roster
{
    public const int MaxRows = 100_000;
    public const int MaxColumns = 200;
    public const int MaxCellLength = 4000;

    /// <summary>How long a preview may be applied.</summary>
    public static readonly TimeSpan PreviewLifetime = TimeSpan.FromDays(7);

    private Roster()
    {
    }

    public Guid Id { get; private init; }

    public Guid PartnerId { get; private init; }

    public Guid CohortId { get; private init; }

    public Guid FileId { get; private init; }

    public RosterState State { get; private set; }

    public RosterMode Mode { get; private init; }

    public RosterApply Apply { get; private set; }

    public byte[] Sha256 { get; private init; } = [];

    public int Revision { get; private set; }

    /// <summary>Account or key; its name is in <see cref="UploadedByName"/> as it was then.</summary>
    public Guid? UploadedBy { get; private init; }

    public string UploadedByName { get; private init; } = "";

    public DateTimeOffset UploadedAt { get; private init; }

    public DateTimeOffset? PreviewedUntil { get; private set; }

    public DateTimeOffset? AppliedAt { get; private set; }

    public Guid? AppliedBy { get; private set; }

    public string? AppliedByName { get; private set; }

    /// <summary>The file's own headings, in its order.</summary>
    public string[] Columns { get; private set; } = [];

    /// <summary>What each heading was read as; empty where it was not used.</summary>
    public string[] Mapping { get; private set; } = [];

    /// <summary>Headings of columns that were dropped before the file was stored: passwords, national ids.</summary>
    public string[] Dropped { get; private set; } = [];

    public string? Encoding { get; private set; }

    public string? Delimiter { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Rows by outcome, as JSON; written with the preview and again when applied.</summary>
    public string Outcomes { get; private set; } = "{}";

    /// <summary>What it does or did to each target, as JSON.</summary>
    public string Effects { get; private set; } = "[]";

    /// <summary>Why it was rejected or failed: code and arguments as JSON.</summary>
    public string? Problem { get; private set; }

    /// <summary>An earlier roster of the same bytes, worth a warning.</summary>
    public Guid? SameAs { get; private init; }

    /// <summary>Whether background work still has to read or to apply it; a person may cancel it meanwhile.</summary>
    public bool WorkIsDue => State is RosterState.Received or RosterState.Applying;

    /// <summary>A file just received.</summary>
    public static Roster Receive(
        Guid id, Guid partnerId, Guid cohortId, Guid fileId, byte[] sha256, RosterMode mode, RosterApply apply, Guid? by, string byName, Guid? sameAs, IReadOnlyList<string> dropped, DateTimeOffset now) => new()
        {
            Id = id,
            PartnerId = partnerId,
            CohortId = cohortId,
            FileId = fileId,
            Sha256 = sha256,
            Mode = mode,
            Apply = apply,
            UploadedBy = by,
            UploadedByName = byName,
            UploadedAt = now,
            SameAs = sameAs,
            Dropped = [.. dropped],
            Revision = 1,
        };

    /// <summary>Asks for the preview to be applied.</summary>
    /// <returns>Refused unless it waits at its preview and the preview is still valid; <c>all</c> is refused while rows are in error.</returns>
    public Result AskToApply(RosterApply apply, int errors, DateTimeOffset now)
    {
        if (State is RosterState.Applied or RosterState.Applying)
        {
            return RosterProblems.AlreadyApplied;
        }

        if (State != RosterState.Previewed)
        {
            return RosterProblems.NotPreviewed(State);
        }

        if (now > PreviewedUntil)
        {
            return RosterProblems.PreviewExpired;
        }

        if (apply == RosterApply.All && errors > 0)
        {
            return RosterProblems.RowsInError(errors);
        }

        Apply = apply;
        State = RosterState.Applying;
        Revision++;
        return Result.Ok;
    }

    /// <summary>The file was read, as this.</summary>
    /// <exception cref="InvalidOperationException">It does not wait to be read.</exception>
    public void WasRead(string[] columns, string[] mapping, string delimiter, string encoding, int rows)
    {
        Expect(RosterState.Received);
        (Columns, Mapping, Delimiter, Encoding, Rows) = (columns, mapping, delimiter, encoding, rows);
        State = RosterState.Matched;
    }

    /// <summary>Everything is planned and nothing written: a human decides.</summary>
    /// <param name="outcomes">Rows by outcome, as JSON.</param>
    /// <param name="effects">What it would do to each target, as JSON.</param>
    /// <param name="problem">Why an apply came back to its preview, as JSON; null the first time.</param>
    /// <param name="now">The preview is valid for <see cref="PreviewLifetime"/> from here.</param>
    /// <exception cref="InvalidOperationException">It was not just read, nor is it being applied.</exception>
    public void ShowPreview(string outcomes, string effects, string? problem, DateTimeOffset now)
    {
        Expect(RosterState.Matched, RosterState.Applying);
        (Outcomes, Effects, Problem) = (outcomes, effects, problem);
        PreviewedUntil = now + PreviewLifetime;
        State = RosterState.Previewed;
        Revision++;
    }

    /// <summary>Written, in the transaction that wrote it.</summary>
    /// <exception cref="InvalidOperationException">It was not just read, nor is it being applied.</exception>
    public void WasApplied(string outcomes, string effects, DateTimeOffset at)
    {
        Expect(RosterState.Matched, RosterState.Applying);
        (Outcomes, Effects, Problem, AppliedAt) = (outcomes, effects, null, at);
        State = RosterState.Applied;
        Revision++;
    }

    /// <summary>Who asked for it to be applied, as the page will name them.</summary>
    public void AppliedFor(Guid? by, string name) => (AppliedBy, AppliedByName) = (by, name);

    /// <summary>The file cannot be used; nothing was written.</summary>
    /// <exception cref="InvalidOperationException">It does not wait to be read.</exception>
    public void Reject(string problem)
    {
        Expect(RosterState.Received);
        End(RosterState.Rejected, problem);
    }

    /// <summary>The work was given up; nothing was written.</summary>
    /// <exception cref="InvalidOperationException">No work is due on it: see <see cref="WorkIsDue"/>.</exception>
    public void Fail(string problem)
    {
        Expect(RosterState.Received, RosterState.Applying);
        End(RosterState.Failed, problem);
    }

    /// <summary>Throws the preview away; refused once something was written.</summary>
    public Result Cancel()
    {
        if (State is not (RosterState.Received or RosterState.Parsed or RosterState.Validated or RosterState.Matched or RosterState.Previewed or RosterState.NeedsDecision or RosterState.NeedsApproval))
        {
            return RosterProblems.TooLateToCancel(State);
        }

        State = RosterState.Cancelled;
        Revision++;
        return Result.Ok;
    }

    private void Expect(params ReadOnlySpan<RosterState> states)
    {
        if (!states.Contains(State))
        {
            throw new InvalidOperationException($"A roster that is {Words.Of(State)} has no such step.");
        }
    }

    private void End(RosterState state, string problem)
    {
        (State, Problem) = (state, problem);
        Revision++;
    }
}

public static class RosterProblems
{
    public static readonly Problem NotFound = new("roster.not-found");
    public static readonly Problem AlreadyApplied = new("roster.already-applied");
    public static readonly Problem PreviewExpired = new("roster.preview-expired");
    public static readonly Problem Empty = new("roster.empty");
    public static readonly Problem NoRows = new("roster.no-rows");
    public static readonly Problem NotUtf8 = new("roster.not-utf8");
    public static readonly Problem FullModeNotYet = new("roster.full-mode-not-yet");
    public static readonly Problem CohortMissing = new("roster.cohort-missing");
    public static readonly Problem Stopped = new("roster.stopped");

    public static Problem NotPreviewed(RosterState state) => new("roster.not-previewed", Words.Of(state));

    public static Problem TooLateToCancel(RosterState state) => new("roster.too-late-to-cancel", Words.Of(state));

    public static Problem ChangedSincePreview(int rows) => new("roster.changed-since-preview", rows);

    public static Problem RowsInError(int errors) => new("roster.rows-in-error", errors);

    public static Problem TooLarge(long megabytes) => new("roster.too-large", megabytes);

    /// <summary>The declared media type is none that is read.</summary>
    public static Problem MediaNotRead(string media) => new("roster.media-not-read", media);

    public static Problem NotCsv(string looksLike) => new("roster.not-csv", looksLike);

    public static Problem MissingColumn(string column) => new("roster.missing-column", column);

    public static Problem TwoColumnsForOne(string column, string first, string second) => new("roster.two-columns-for-one", column, first, second);

    public static Problem TooManyRows(int limit) => new("roster.too-many-rows", limit);

    public static Problem TooManyColumns(int columns, int limit) => new("roster.too-many-columns", columns, limit);

    public static Problem CellTooLong(int row, int limit) => new("roster.cell-too-long", row, limit);

    public static Problem BrokenQuoting(int row) => new("roster.broken-quoting", row);
}

using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Rosters;

/// <summary>Every refusal of a roster.</summary>
public static class RosterProblems
{
    public static readonly Problem NotFound = new("roster.not-found");
    public static readonly Problem AlreadyApplied = new("roster.already-applied");

    /// <summary>Somebody else decided in the same moment.</summary>
    public static readonly Problem DecidedMeanwhile = new("roster.decided-meanwhile");
    public static readonly Problem PreviewExpired = new("roster.preview-expired");
    public static readonly Problem Empty = new("roster.empty");
    public static readonly Problem NoRows = new("roster.no-rows");
    public static readonly Problem NotUtf8 = new("roster.not-utf8");
    public static readonly Problem FullModeNeedsCohort = new("roster.full-mode-needs-cohort");
    public static readonly Problem CohortMissing = new("roster.cohort-missing");
    public static readonly Problem NothingToApprove = new("roster.nothing-to-approve");
    public static readonly Problem SecondPersonNeeded = new("roster.second-person-needed");
    public static readonly Problem NothingAsked = new("roster.nothing-asked");
    public static readonly Problem EncodingToConfirm = new("roster.encoding-to-confirm");
    public static readonly Problem ManagerOverridesOnly = new("roster.manager-overrides-only");
    public static readonly Problem SourceNotFound = new("roster.source-not-found");
    public static readonly Problem Stopped = new("roster.stopped");

    public static Problem NotApplied(RosterState state) => new("roster.not-applied", Words.Of(state));

    public static Problem OtherNumber(int number) => new("roster.other-number", number);

    public static Problem NoSuchColumn(string column) => new("roster.no-such-column", column);

    public static Problem LedByAnother(string column) => new("roster.led-by-another", column);

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

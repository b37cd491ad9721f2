using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Rosters;

/// <summary>One uploaded file and everything that happened to it. Here: what is known of it, and what the work on it reports; what people ask of it stands in the other part.</summary>
public sealed partial class Roster
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

    /// <summary>The one cohort it is for; null where a column of the file says it row by row.</summary>
    public Guid? CohortId { get; private init; }

    /// <summary>The cohort's country, or the partner's where the file names the cohorts: managers of it may read and decide.</summary>
    public string Country { get; private init; } = "";

    /// <summary>Countries whose cohorts the uploader may fill, where the file names the cohorts; null for all of the partner's.</summary>
    public string[]? Countries { get; private init; }

    /// <summary>The partner's system it comes from.</summary>
    public Guid SourceId { get; private init; }

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

    /// <summary><c>csv</c>, <c>xlsx</c>, <c>oneroster-1.1</c>, <c>oneroster-1.2</c>, <c>school-data-sync</c> or <c>moodle</c>.</summary>
    public string? Format { get; private set; }

    public string? Encoding { get; private set; }

    public string? Delimiter { get; private set; }

    /// <summary>The sheet that was read, of a workbook.</summary>
    public string? Sheet { get; private set; }

    /// <summary>Names as they were read, where the encoding was detected rather than declared: shown before anything is applied.</summary>
    public string[] Samples { get; private set; } = [];

    /// <summary>What only a human can say of the file, as JSON of <see cref="RosterQuestions"/>; null where nothing is asked.</summary>
    public string? Questions { get; private set; }

    /// <summary>What was answered, as JSON of <see cref="RosterAnswers"/>.</summary>
    public string? Answers { get; private set; }

    /// <summary>The uploader attests the nationalities the file states; evidence in place of a number nobody keeps.</summary>
    public bool AttestsNationality { get; private init; }

    /// <summary>Whether protected values are overwritten, because a programme manager said so.</summary>
    public bool OverridesProtected { get; private set; }

    /// <summary>Rows whose person may be somebody known already; they count provisionally until decided.</summary>
    public int Doubtful { get; private set; }

    /// <summary>People it would remove or whose identity it would change, where that is more than the brake lets through without a second person; otherwise zero.</summary>
    public int Brake { get; private set; }

    public Guid? ApprovedBy { get; private set; }

    public string? ApprovedByName { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>The corrected file that took its place.</summary>
    public Guid? SupersededBy { get; private set; }

    public DateTimeOffset? UndoneAt { get; private set; }

    public Guid? UndoneBy { get; private set; }

    public string? UndoneByName { get; private set; }

    /// <summary>Values an undo left alone because somebody changed them since.</summary>
    public int UndoConflicts { get; private set; }

    public int Rows { get; private set; }

    /// <summary>Rows by outcome, as JSON; written with the preview and again when applied.</summary>
    public string Outcomes { get; private set; } = "{}";

    /// <summary>What it does or did to each target, as JSON.</summary>
    public string Effects { get; private set; } = "[]";

    /// <summary>Why it was rejected or failed: code and arguments as JSON.</summary>
    public string? Problem { get; private set; }

    /// <summary>An earlier roster of the same bytes, worth a warning.</summary>
    public Guid? SameAs { get; private init; }

    /// <summary>Whether background work still has to read, apply or undo it.</summary>
    public bool WorkIsDue => State is RosterState.Received or RosterState.Applying or RosterState.Undoing;

    /// <summary>Whether a human has to do something before it goes on.</summary>
    public bool WaitsForPerson => State is RosterState.Previewed or RosterState.NeedsDecision or RosterState.NeedsApproval;

    /// <summary>More people than this would be removed, or change identity, only with a second person's word: 5, or a tenth of those in reach.</summary>
    public static int BrakeLimit(int inReach) => Math.Max(5, inReach / 10);

    /// <summary>A file just received.</summary>
    public static Roster Receive(
        Guid id, RosterPlace place, Guid fileId, byte[] sha256, RosterMode mode, RosterApply apply, Guid? by, string byName, Guid? sameAs, IReadOnlyList<string> dropped, bool attestsNationality, DateTimeOffset now) => new()
        {
            Id = id,
            PartnerId = place.PartnerId,
            CohortId = place.CohortId,
            Country = place.Country,
            Countries = place.Countries,
            SourceId = place.SourceId,
            FileId = fileId,
            Sha256 = sha256,
            Mode = mode,
            Apply = apply,
            UploadedBy = by,
            UploadedByName = byName,
            UploadedAt = now,
            SameAs = sameAs,
            Dropped = [.. dropped],
            AttestsNationality = attestsNationality,
            Revision = 1,
        };

    /// <summary>The file was read, as this.</summary>
    /// <exception cref="InvalidOperationException">It does not wait to be read.</exception>
    public void WasRead(RosterReading reading, int rows)
    {
        Expect(RosterState.Received);
        Know(reading);
        (Questions, Rows) = (null, rows);
        State = RosterState.Matched;
    }

    /// <summary>The file was looked at, and only a human can say the rest.</summary>
    /// <exception cref="InvalidOperationException">It does not wait to be read.</exception>
    public void Ask(RosterReading reading, string questions, int rows, DateTimeOffset now)
    {
        Expect(RosterState.Received);
        Know(reading);
        (Questions, Rows) = (questions, rows);
        PreviewedUntil = now + PreviewLifetime;
        State = RosterState.NeedsDecision;
        Revision++;
    }

    /// <summary>Everything is planned and nothing written: a human decides.</summary>
    /// <param name="preview">What was planned.</param>
    /// <param name="problem">Why an apply came back to its preview, as JSON; null the first time.</param>
    /// <param name="now">The preview is valid for <see cref="PreviewLifetime"/> from here.</param>
    /// <exception cref="InvalidOperationException">It was not just read, nor is it being applied.</exception>
    public void ShowPreview(RosterPreview preview, string? problem, DateTimeOffset now)
    {
        Expect(RosterState.Matched, RosterState.Applying);
        (Outcomes, Effects, Doubtful, Brake, Problem) = (preview.Outcomes, preview.Effects, preview.Doubtful, preview.Brake, problem);
        PreviewedUntil = now + PreviewLifetime;
        State = RosterState.Previewed;
        Revision++;
    }

    /// <summary>It was to be applied at once, and the brake is on: a second person decides first.</summary>
    /// <exception cref="InvalidOperationException">It is not at a preview with the brake on.</exception>
    public void WaitForApproval()
    {
        Expect(RosterState.Previewed);
        if (Brake == 0)
        {
            throw new InvalidOperationException("The brake is not on.");
        }

        State = RosterState.NeedsApproval;
    }

    /// <summary>Written, in the transaction that wrote it.</summary>
    /// <exception cref="InvalidOperationException">It was not just read, nor is it being applied.</exception>
    public void WasApplied(RosterPreview done, DateTimeOffset at)
    {
        Expect(RosterState.Matched, RosterState.Applying);
        (Outcomes, Effects, Doubtful, Problem, AppliedAt) = (done.Outcomes, done.Effects, done.Doubtful, null, at);
        State = RosterState.Applied;
        Revision++;
    }

    /// <summary>Who asked for it to be applied, as the page will name them.</summary>
    public void AppliedFor(Guid? by, string name) => (AppliedBy, AppliedByName) = (by, name);

    /// <summary>Taken back, in the transaction that did it; with conflicts, all but those values.</summary>
    /// <exception cref="InvalidOperationException">It is not being undone.</exception>
    public void WasUndone(int conflicts, string effects, DateTimeOffset at)
    {
        Expect(RosterState.Undoing);
        (UndoConflicts, Effects, UndoneAt) = (conflicts, effects, at);
        State = conflicts == 0 ? RosterState.Undone : RosterState.PartlyUndone;
        Revision++;
    }

    /// <summary>Nobody decided in time.</summary>
    /// <returns>Whether it expired now.</returns>
    public bool Expire(DateTimeOffset now)
    {
        if (!WaitsForPerson || !(now > PreviewedUntil))
        {
            return false;
        }

        State = RosterState.Expired;
        Revision++;
        return true;
    }

    /// <summary>The file cannot be used; nothing was written.</summary>
    /// <exception cref="InvalidOperationException">It does not wait to be read.</exception>
    public void Reject(string problem)
    {
        Expect(RosterState.Received);
        End(RosterState.Rejected, problem);
    }

    /// <summary>The work was given up; nothing was written. An undo that was given up leaves it applied.</summary>
    /// <exception cref="InvalidOperationException">No work is due on it: see <see cref="WorkIsDue"/>.</exception>
    public void Fail(string problem)
    {
        Expect(RosterState.Received, RosterState.Applying, RosterState.Undoing);
        End(State == RosterState.Undoing ? RosterState.Applied : RosterState.Failed, problem);
    }

    private void Know(RosterReading reading) =>
        (Columns, Mapping, Format, Delimiter, Encoding, Sheet, Samples) = (reading.Columns, reading.Mapping, reading.Format, reading.Delimiter, reading.Encoding, reading.Sheet, reading.Samples);

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

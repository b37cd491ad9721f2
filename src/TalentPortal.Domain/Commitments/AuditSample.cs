using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>What an auditor says of a drawn member.</summary>
public enum AuditVerdict
{
    Confirmed,

    /// <summary>Should not count.</summary>
    NotConfirmed,

    /// <summary>Nothing could be shown for it. Projected as an error, and told apart.</summary>
    EvidenceMissing,
}

/// <summary>Why a member is not confirmed.</summary>
public enum FindingReason
{
    DidNotHappen,
    AnotherPerson,
    WrongDay,
    CountedTwice,
    WrongPlace,
    GroupNotProven,
    OutsideRule,
    Other,
}

/// <summary>What is drawn, and how sure it is to make.</summary>
/// <param name="Figure">The number whose members are the population, as replay gives it.</param>
/// <param name="PublishedId">The published figure it was frozen as; null where the auditor chose day and moment.</param>
/// <param name="Confidence">In per cent: 90, 95 or 99.</param>
/// <param name="Tolerable">Errors in per cent that would be too many; null where the size was given.</param>
/// <param name="Seed">What the order of the members is made from; <see cref="AuditSample.IsSeed"/>.</param>
public sealed record SampleWish(FrozenFigure Figure, Guid? PublishedId, int Confidence, decimal? Tolerable, string Seed);

/// <summary>
/// A sample drawn from those counted for a target, as of a day and as known at a moment: what an auditor looks at one by one, and what comes of it.
/// Nothing of it changes a count. Once signed it does not change either.
/// </summary>
public sealed class AuditSample
{
    public const int MaxDrawn = 1000;
    public const int SeedLength = 32;

    /// <summary>What may be asked for, in per cent.</summary>
    public static readonly IReadOnlyList<int> Confidences = [90, 95, 99];

    private AuditSample()
    {
    }

    public Guid Id { get; private init; }

    public Guid TargetId { get; private init; }

    public int Version { get; private init; }

    public DateOnly AsOf { get; private init; }

    public DateTimeOffset KnownAt { get; private init; }

    public Guid? PublishedId { get; private init; }

    /// <summary>How many were counted: all of them could be drawn.</summary>
    public long Population { get; private init; }

    public string MembersHash { get; private init; } = "";

    /// <summary>Hexadecimal. Members are drawn in the order of SHA-256 over the seed and their id, stratum by stratum.</summary>
    public string Seed { get; private init; } = "";

    public int Confidence { get; private init; }

    public decimal? Tolerable { get; private init; }

    public int Drawn { get; private init; }

    public Guid? OpenedBy { get; private init; }

    public string OpenedByName { get; private init; } = "";

    public DateTimeOffset OpenedAt { get; private init; }

    public Guid? SignedBy { get; private set; }

    public string? SignedByName { get; private set; }

    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>How many should not count, of those drawn; 0 until it is signed.</summary>
    public int NotConfirmed { get; private set; }

    /// <summary>For how many of those drawn nothing could be shown; 0 until it is signed.</summary>
    public int Missing { get; private set; }

    /// <summary>What that makes of all, and between which bounds; 0 until it is signed.</summary>
    public long Projected { get; private set; }

    public long Lower { get; private set; }

    public long Upper { get; private set; }

    public long AtMost { get; private set; }

    /// <summary>SHA-256 of the signed papers, 64 hexadecimal digits; null until it is signed.</summary>
    public string? Digest { get; private set; }

    public int Revision { get; private set; } = 1;

    public bool IsSigned => SignedAt is not null;

    /// <summary>Opens a sample.</summary>
    /// <param name="target">Of whose members.</param>
    /// <param name="wish">Which of them, and how sure.</param>
    /// <param name="drawn">How many, as planned over the strata.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="now">When.</param>
    public static AuditSample Open(Guid target, SampleWish wish, int drawn, (Guid? Id, string Name) by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TargetId = target,
        Version = wish.Figure.Version,
        AsOf = wish.Figure.AsOf,
        KnownAt = wish.Figure.KnownAt,
        PublishedId = wish.PublishedId,
        Population = wish.Figure.N,
        MembersHash = wish.Figure.MembersHash,
        Seed = wish.Seed,
        Confidence = wish.Confidence,
        Tolerable = wish.Tolerable,
        Drawn = drawn,
        OpenedBy = by.Id,
        OpenedByName = by.Name,
        OpenedAt = now,
    };

    /// <summary>How many to draw, and whether that can be asked for.</summary>
    /// <param name="population">How many are counted.</param>
    /// <param name="size">The size the auditor gives; null for the one that the tolerable error needs when no error is found.</param>
    /// <param name="confidence">In per cent.</param>
    /// <param name="tolerable">In per cent.</param>
    /// <returns>
    /// Refused with <see cref="AuditProblems.Nobody"/>, <see cref="AuditProblems.UnknownConfidence"/>, <see cref="AuditProblems.TolerableOutOfRange"/> and <see cref="AuditProblems.SizeOutOfRange"/>.
    /// </returns>
    public static Result<int> SizeOf(long population, int? size, int confidence, decimal? tolerable)
    {
        if (population == 0 || !Confidences.Contains(confidence))
        {
            return population == 0 ? AuditProblems.Nobody : AuditProblems.UnknownConfidence;
        }

        if (size is null && tolerable is not (>= 0.3m and <= 50))
        {
            return AuditProblems.TolerableOutOfRange;
        }

        var wanted = size ?? BinomialBounds.SizeFor((double)tolerable!.Value / 100, confidence / 100d, 0, MaxDrawn + 1);
        return wanted is < 1 or > MaxDrawn && wanted < population ? AuditProblems.SizeOutOfRange : (int)Math.Min(wanted, population);
    }

    /// <summary>Whether a text can be a seed: 32 hexadecimal digits, lower case.</summary>
    public static bool IsSeed(string text) => text.Length == SeedLength && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <summary>Whether verdicts may still be given.</summary>
    /// <returns>Refused with <see cref="AuditProblems.SignedAlready"/>.</returns>
    public Result MayJudge() => IsSigned ? AuditProblems.SignedAlready : Result.Ok;

    /// <summary>Closes it with what came of it.</summary>
    /// <param name="found">How many of those drawn should not count, and for how many nothing could be shown.</param>
    /// <param name="estimate">What that says of all.</param>
    /// <param name="digest">Of the papers.</param>
    /// <param name="by">Who signs.</param>
    /// <param name="now">When.</param>
    /// <returns>Refused with <see cref="AuditProblems.SignedAlready"/>.</returns>
    public Result Sign((int NotConfirmed, int Missing) found, ErrorEstimate estimate, string digest, (Guid? Id, string Name) by, DateTimeOffset now)
    {
        if (IsSigned)
        {
            return AuditProblems.SignedAlready;
        }

        (NotConfirmed, Missing, Projected, Lower, Upper, AtMost) = (found.NotConfirmed, found.Missing, estimate.Projected, estimate.Lower, estimate.Upper, estimate.AtMost);
        (Digest, SignedBy, SignedByName, SignedAt) = (digest, by.Id, by.Name, now);
        Revision++;
        return Result.Ok;
    }
}

/// <summary>A part of a sample's population, and how many of it were drawn.</summary>
public sealed class AuditStratum
{
    public required Guid SampleId { get; init; }

    /// <summary>From 1.</summary>
    public required int No { get; init; }

    /// <summary>Null for all partners too small for a stratum of their own.</summary>
    public Guid? PartnerId { get; init; }

    public string? PartnerName { get; init; }

    public required string Evidence { get; init; }

    public required long Size { get; init; }

    public required int Drawn { get; init; }
}

/// <summary>What an auditor found.</summary>
/// <param name="Reason">For what is not confirmed.</param>
/// <param name="Note">In the auditor's words.</param>
public sealed record AuditFinding(AuditVerdict Verdict, FindingReason? Reason, string? Note);

/// <summary>One counted subject that was drawn.</summary>
public sealed class AuditMember
{
    public const int NoteMaxLength = 2000;

    public required Guid SampleId { get; init; }

    /// <summary>From 1, in the order of drawing.</summary>
    public required int No { get; init; }

    public required int StratumNo { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>The row of the ledger as it was known.</summary>
    public required long ContributionId { get; init; }

    public required Guid FactId { get; init; }

    public AuditVerdict? Verdict { get; private set; }

    public FindingReason? Reason { get; private set; }

    public string? Note { get; private set; }

    public Guid? JudgedBy { get; private set; }

    public string? JudgedByName { get; private set; }

    public DateTimeOffset? JudgedAt { get; private set; }

    public int Revision { get; private set; } = 1;

    /// <summary>Not confirmed, or nothing to show.</summary>
    public bool IsError => Verdict is AuditVerdict.NotConfirmed or AuditVerdict.EvidenceMissing;

    /// <summary>Gives a verdict, or another one; the sample says whether it is open (<see cref="AuditSample.MayJudge"/>).</summary>
    /// <returns>
    /// The change, to be kept. Refused with <see cref="AuditProblems.ReasonNeeded"/> and <see cref="AuditProblems.NoteNeeded"/> for what is not confirmed,
    /// and with <see cref="AuditProblems.NoteTooLong"/>.
    /// </returns>
    public Result<AuditVerdictChange> Judge(AuditFinding finding, (Guid? Id, string Name) by, DateTimeOffset now)
    {
        var note = string.IsNullOrWhiteSpace(finding.Note) ? null : finding.Note.Trim();
        if (note?.Length > NoteMaxLength)
        {
            return AuditProblems.NoteTooLong;
        }

        if (finding.Verdict == AuditVerdict.NotConfirmed && (finding.Reason is null || note is null))
        {
            return finding.Reason is null ? AuditProblems.ReasonNeeded : AuditProblems.NoteNeeded;
        }

        (Verdict, Reason, Note) = (finding.Verdict, finding.Verdict == AuditVerdict.NotConfirmed ? finding.Reason : null, note);
        (JudgedBy, JudgedByName, JudgedAt) = (by.Id, by.Name, now);
        Revision++;
        return new AuditVerdictChange
        {
            Id = Guid.CreateVersion7(now),
            SampleId = SampleId,
            MemberNo = No,
            Verdict = finding.Verdict,
            Reason = Reason,
            Note = note,
            By = by.Id,
            ByName = by.Name,
            At = now,
        };
    }
}

/// <summary>A verdict as it was given once, whatever was said of the member later.</summary>
public sealed class AuditVerdictChange
{
    public required Guid Id { get; init; }

    public required Guid SampleId { get; init; }

    public required int MemberNo { get; init; }

    public required AuditVerdict Verdict { get; init; }

    public FindingReason? Reason { get; init; }

    public string? Note { get; init; }

    public Guid? By { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What the manager of the country answers to a finding. Further answers stand below it; none is changed.</summary>
public sealed class AuditAnswer
{
    private AuditAnswer()
    {
    }

    public Guid Id { get; private init; }

    public Guid SampleId { get; private init; }

    public int MemberNo { get; private init; }

    public string Text { get; private init; } = "";

    public Guid? By { get; private init; }

    public string ByName { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    /// <summary>Answers a finding.</summary>
    /// <returns>Refused with <see cref="AuditProblems.NotSigned"/>, <see cref="AuditProblems.NoFinding"/>, <see cref="AuditProblems.AnswerNeeded"/> and <see cref="AuditProblems.NoteTooLong"/>.</returns>
    public static Result<AuditAnswer> To(AuditSample sample, AuditMember finding, string? text, (Guid? Id, string Name) by, DateTimeOffset now)
    {
        if (!sample.IsSigned || !finding.IsError)
        {
            return sample.IsSigned ? AuditProblems.NoFinding : AuditProblems.NotSigned;
        }

        var said = text?.Trim() ?? "";
        return said.Length is 0 or > AuditMember.NoteMaxLength
            ? said.Length == 0 ? AuditProblems.AnswerNeeded : AuditProblems.NoteTooLong
            : new AuditAnswer { Id = Guid.CreateVersion7(now), SampleId = sample.Id, MemberNo = finding.No, Text = said, By = by.Id, ByName = by.Name, At = now };
    }
}

/// <summary>What was signed, word for word: its SHA-256 is the sample's digest.</summary>
public sealed class AuditPaper
{
    public required Guid SampleId { get; init; }

    /// <summary>JSON, in one spelling.</summary>
    public required string Content { get; init; }
}

public static class AuditProblems
{
    public static readonly Problem NotFound = new("audit.not-found");
    public static readonly Problem MemberNotFound = new("audit.member-not-found");
    public static readonly Problem Nobody = new("audit.nobody");
    public static readonly Problem OfMoney = new("audit.of-money");
    public static readonly Problem UnknownConfidence = new("audit.unknown-confidence");
    public static readonly Problem TolerableOutOfRange = new("audit.tolerable-out-of-range");
    public static readonly Problem SizeOutOfRange = new("audit.size-out-of-range", AuditSample.MaxDrawn);
    public static readonly Problem BadSeed = new("audit.bad-seed", AuditSample.SeedLength);
    public static readonly Problem FigureNotFound = new("audit.figure-not-found");

    /// <summary>Counted again the published number has other members: a finding of its own, and nothing to draw from.</summary>
    public static readonly Problem FigureDoesNotStand = new("audit.figure-does-not-stand");
    public static readonly Problem SignedAlready = new("audit.signed");
    public static readonly Problem NotSigned = new("audit.not-signed");
    public static readonly Problem ReasonNeeded = new("audit.reason-needed");
    public static readonly Problem NoteNeeded = new("audit.note-needed");
    public static readonly Problem NoteTooLong = new("audit.note-too-long", AuditMember.NoteMaxLength);
    public static readonly Problem AnswerNeeded = new("audit.answer-needed");
    public static readonly Problem NoFinding = new("audit.no-finding");

    /// <summary>So many of those drawn have no verdict yet.</summary>
    public static Problem NotAllJudged(int left) => new("audit.not-all-judged", left);
}

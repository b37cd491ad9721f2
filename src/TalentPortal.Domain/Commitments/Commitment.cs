using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

public enum CommitmentState
{
    Draft,
    Published,
    Restated,
    Closed,
}

/// <summary>How a commitment ended.</summary>
public enum CommitmentOutcome
{
    /// <summary>What was promised was reached.</summary>
    Met,

#pragma warning disable CA1720 // The word that outsiders know, not a type.
    /// <summary>It ended before the amount was reached; by how many is kept beside it.</summary>
    Short,
#pragma warning restore CA1720

    /// <summary>It was taken back.</summary>
    Withdrawn,
}

/// <summary>
/// A public promise: what was said, by whom, when, where it can be read, and how it is understood. It is written as a draft, published,
/// restated as often as its words or numbers change, and closed once: no way leads back.
/// </summary>
public sealed class Commitment
{
    public const int NameMaxLength = 200;
    public const int QuoteMaxLength = 2000;
    public const int SaidByMaxLength = 200;
    public const int SourceMaxLength = 1000;
    public const int InterpretationMaxLength = 4000;
    public const int ReasonMaxLength = 1000;
    public const string DefaultZone = "Asia/Kuala_Lumpur";

    private Commitment()
    {
    }

    public Guid Id { get; private init; }

    public string Code { get; private init; } = "";

    /// <summary>The heading: the promise in a few words.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The words of the promise.</summary>
    public string Quote { get; private set; } = "";

    public string SaidBy { get; private set; } = "";

    public DateOnly AnnouncedOn { get; private set; }

    /// <summary>Where it can be read: an address or a citation.</summary>
    public string Source { get; private set; } = "";

    /// <summary>How the words are understood, in plain sentences.</summary>
    public string Interpretation { get; private set; } = "";

    /// <summary>IANA zone whose midnight ends the commitment's days.</summary>
    public string Zone { get; private set; } = DefaultZone;

    /// <summary>ISO 3166-1 alpha-2 of the country it was made for; null for the world.</summary>
    public string? Country { get; private set; }

    /// <summary>What others claim about it, in their order; never counted.</summary>
    public Statement[] Statements { get; private set; } = [];

    /// <summary>The copy of the source that was stored; null where none was.</summary>
    public Guid? SourceCopyId { get; private set; }

    public CommitmentState State { get; private set; }

    /// <summary>How it ended; null until it is closed.</summary>
    public CommitmentOutcome? ClosedAs { get; private set; }

    /// <summary>The day it was closed, in its zone; what is counted later is told beside the outcome and does not change it.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Why it was closed, for everybody to read.</summary>
    public string? ClosedReason { get; private set; }

    /// <summary>By how many its amounts were missed together; null unless it closed short.</summary>
    public decimal? ShortBy { get; private set; }

    public int Revision { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>A new commitment without words: a draft, or published at once.</summary>
    public static Commitment Create(string code, DateTimeOffset now, CommitmentState state = CommitmentState.Draft) =>
        Kernel.Code.IsValid(code)
            ? new() { Id = Guid.CreateVersion7(), Code = code, CreatedAt = now, State = state }
            : throw new ArgumentException("Validate the code first.", nameof(code));

    /// <summary>Takes over what a caller describes; values have the right shape.</summary>
    /// <returns>The names of the fields that changed.</returns>
    public string[] Describe(CommitmentWords words)
    {
        var changes = new Changes();
        Name = changes.Set(nameof(Name), Name, words.Name);
        Quote = changes.Set(nameof(Quote), Quote, words.Quote);
        SaidBy = changes.Set(nameof(SaidBy), SaidBy, words.SaidBy);
        AnnouncedOn = changes.Set(nameof(AnnouncedOn), AnnouncedOn, words.AnnouncedOn);
        Source = changes.Set(nameof(Source), Source, words.Source);
        Interpretation = changes.Set(nameof(Interpretation), Interpretation, words.Interpretation);
        Zone = changes.Set(nameof(Zone), Zone, words.Zone);
        Country = changes.Set(nameof(Country), Country, words.Country);
        SourceCopyId = words.KeepsSourceCopy ? SourceCopyId : changes.Set(nameof(SourceCopyId), SourceCopyId, words.SourceCopyId);
        if (words.Statements is { } statements && !Statements.SequenceEqual(statements))
        {
            Statements = [.. statements];
            changes.Note(nameof(Statements));
        }

        Revision += changes.Any ? 1 : 0;
        return changes.Done.Value;
    }

    /// <summary>One of its targets or rules changed; the revision stands for all of them.</summary>
    public void TargetsChanged() => Revision++;

    /// <summary>From draft to published.</summary>
    /// <returns>Refused with <see cref="CommitmentProblems.AlreadyPublished"/> unless it is a draft.</returns>
    public Result Publish() => State == CommitmentState.Draft ? Become(CommitmentState.Published) : CommitmentProblems.AlreadyPublished;

    /// <summary>Its words, an amount or a window changed after it was published. The words that stood are kept by whoever calls this.</summary>
    /// <returns>Refused with <see cref="CommitmentProblems.NotPublished"/> for a draft, which is simply rewritten, and with <see cref="CommitmentProblems.Closed"/>.</returns>
    public Result Restate() => Running() is { } problem ? problem : Become(CommitmentState.Restated);

    /// <summary>Ends it.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="reason">Why, in public words.</param>
    /// <param name="on">The day, in its zone.</param>
    /// <param name="shortBy">By how many its amounts are missed together; 0 where none is.</param>
    /// <returns>
    /// Refused as <see cref="Restate"/> is, with <see cref="CommitmentProblems.ReasonNeeded"/>, with <see cref="CommitmentProblems.NotMet"/> for
    /// <see cref="CommitmentOutcome.Met"/> while something is missing, and with <see cref="CommitmentProblems.NothingMissing"/> for
    /// <see cref="CommitmentOutcome.Short"/> while nothing is.
    /// </returns>
    public Result Close(CommitmentOutcome outcome, string? reason, DateOnly on, decimal shortBy)
    {
        if (MayClose(outcome, reason, shortBy).Problem is { } problem)
        {
            return problem;
        }

        (ClosedAs, ClosedOn, ClosedReason, ShortBy) = (outcome, on, reason!.Trim(), outcome == CommitmentOutcome.Short ? shortBy : null);
        return Become(CommitmentState.Closed);
    }

    /// <summary>Whether <see cref="Close"/> would be refused now.</summary>
    public Result MayClose(CommitmentOutcome outcome, string? reason, decimal shortBy) => (Running(), outcome) switch
    {
        ({ } problem, _) => problem,
        _ when string.IsNullOrWhiteSpace(reason) => CommitmentProblems.ReasonNeeded,
        (_, CommitmentOutcome.Met) when shortBy > 0 => CommitmentProblems.NotMet(shortBy),
        (_, CommitmentOutcome.Short) when shortBy <= 0 => CommitmentProblems.NothingMissing,
        _ => Result.Ok,
    };

    private Problem? Running() => State switch
    {
        CommitmentState.Draft => CommitmentProblems.NotPublished,
        CommitmentState.Closed => CommitmentProblems.Closed,
        _ => null,
    };

    private Result Become(CommitmentState state)
    {
        State = state;
        Revision++;
        return Result.Ok;
    }
}

/// <summary>What a commitment says.</summary>
public sealed record CommitmentWords(string Name, string Quote, string SaidBy, DateOnly AnnouncedOn, string Source, string Interpretation)
{
    public string Zone { get; init; } = Commitment.DefaultZone;

    public string? Country { get; init; }

    /// <summary>What others claim; null leaves it as it is.</summary>
    public IReadOnlyList<Statement>? Statements { get; init; }

    /// <summary>The copy of the source; null for none.</summary>
    public Guid? SourceCopyId { get; init; }

    /// <summary>The copy of the source stays as it is, whatever <see cref="SourceCopyId"/> says.</summary>
    public bool KeepsSourceCopy { get; init; } = true;
}

public static class CommitmentProblems
{
    public static readonly Problem NotFound = new("commitment.not-found");
    public static readonly Problem TargetNotFound = new("target.not-found");
    public static readonly Problem RuleVersionNotFound = new("rule-version.not-found");
    public static readonly Problem WindowEndsBeforeItBegins = new("target.window-ends-before-it-begins");
    public static readonly Problem MilestonesOutOfOrder = new("target.milestones-out-of-order");
    public static readonly Problem UnitIsFixed = new("target.unit-is-fixed");
    public static readonly Problem TargetElsewhere = new("target.belongs-to-another-commitment");
    public static readonly Problem CurrencyMissing = new("rule.currency-missing", "currency");
    public static readonly Problem CurrencyWithoutMoney = new("rule.currency-without-money", "currency");
    public static readonly Problem EvidenceTooMany = new("rule.evidence-too-many", "evidenceAtLeast");
    public static readonly Problem MeasureNeedsAgreements = new("rule.measure-needs-agreements");

    public static readonly Problem RuleOfDraft = new("rule.of-a-draft");
    public static readonly Problem RuleNotDraft = new("rule.not-a-draft");
    public static readonly Problem RuleNotInShadow = new("rule.not-in-shadow");
    public static readonly Problem RuleStillCounting = new("rule.still-counting");
    public static readonly Problem RuleNeedsSecondPerson = new("rule.second-person-needed");
    public static readonly Problem RuleSaysTheSame = new("rule.says-the-same");
    public static readonly Problem RuleWaitsAlready = new("rule.waits-already");
    public static readonly Problem TrialTooLarge = new("rule.trial-too-large");
    /// <summary>What will be known cannot be told.</summary>
    public static readonly Problem KnownAtInTheFuture = new("count.known-at-in-the-future");

    /// <summary>Changes run forwards.</summary>
    public static readonly Problem ChangesRunBackwards = new("changes.run-backwards");

    public static readonly Problem AlreadyPublished = new("commitment.already-published");
    public static readonly Problem NotPublished = new("commitment.not-published");
    public static readonly Problem Closed = new("commitment.closed");
    public static readonly Problem ReasonNeeded = new("commitment.reason-needed");
    public static readonly Problem NothingMissing = new("commitment.nothing-missing");
    public static readonly Problem StillCounting = new("commitment.still-counting");
    public static readonly Problem NothingChanged = new("commitment.nothing-changed");
    public static readonly Problem TargetPublished = new("target.published");
    public static readonly Problem SplitNeedsAmount = new("target.split-needs-amount");
    public static readonly Problem SplitNotForUnit = new("target.split-not-for-unit");
    public static readonly Problem SplitPartsRepeat = new("target.split-parts-repeat");
    public static readonly Problem StatementWithoutFigure = new("statement.without-figure");
    public static readonly Problem SourceCopyUnknown = new("source-copy.unknown");
    public static readonly Problem SourceCopyKind = new("source-copy.kind");
    public static readonly Problem SourceCopyEmpty = new("source-copy.empty");
    public static readonly Problem SourceCopyTooMany = new("source-copy.too-many", SourceCopy.MostOfOneCommitment);
    public static readonly Problem SourceCopyTooLarge = new("source-copy.too-large", SourceCopy.MaxBytes / 1024 / 1024);

    /// <summary>It was not met: so many are missing.</summary>
    public static Problem NotMet(decimal shortBy) => new("commitment.not-met", shortBy);

    /// <summary>A state is not written but reached, by asking and approving.</summary>
    public static Problem StateByVerb(string from, string to) => new("commitment.state-by-verb", from, to);

    /// <summary>A path of no day or of too many.</summary>
    public static Problem SeriesOutOfRange(int days) => new("series.out-of-range", days);

    /// <summary>What happens, or how it adds up, does not belong to the target's unit.</summary>
    public static Problem MeasureNotOfUnit(string field) => new("rule.not-of-unit", field);

    /// <summary>An event that nothing records yet: refused rather than counted as nought.</summary>
    public static Problem NotCountedYet(string field) => new("rule.not-counted-yet", field);
}

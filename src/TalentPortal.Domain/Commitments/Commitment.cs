using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

public enum CommitmentState
{
    Draft,
    Published,
    Restated,
    Closed,
}

/// <summary>A public promise: what was said, by whom, when, where it can be read, and how it is understood.</summary>
public sealed class Commitment
{
    public const int NameMaxLength = 200;
    public const int QuoteMaxLength = 2000;
    public const int SaidByMaxLength = 200;
    public const int SourceMaxLength = 1000;
    public const int InterpretationMaxLength = 4000;
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

    public CommitmentState State { get; private set; }

    public int Revision { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public static Commitment Create(string code, DateTimeOffset now) =>
        Kernel.Code.IsValid(code)
            ? new() { Id = Guid.CreateVersion7(), Code = code, CreatedAt = now }
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
        State = changes.Set(nameof(State), State, words.State);
        Revision += changes.Any ? 1 : 0;
        return changes.Done.Value;
    }

    /// <summary>One of its targets or rules changed; the revision stands for all of them.</summary>
    public void TargetsChanged() => Revision++;
}

/// <summary>What a commitment says.</summary>
public sealed record CommitmentWords(string Name, string Quote, string SaidBy, DateOnly AnnouncedOn, string Source, string Interpretation)
{
    public string Zone { get; init; } = Commitment.DefaultZone;

    public string? Country { get; init; }

    public CommitmentState State { get; init; } = CommitmentState.Published;
}

public static class CommitmentProblems
{
    public static readonly Problem NotFound = new("commitment.not-found");
    public static readonly Problem TargetNotFound = new("target.not-found");
    public static readonly Problem RuleVersionNotFound = new("rule-version.not-found");
    public static readonly Problem PublicNotYet = new("breakdown.public-not-yet");
    public static readonly Problem WindowEndsBeforeItBegins = new("target.window-ends-before-it-begins");
    public static readonly Problem MilestonesOutOfOrder = new("target.milestones-out-of-order");
    public static readonly Problem UnitIsFixed = new("target.unit-is-fixed");
    public static readonly Problem TargetElsewhere = new("target.belongs-to-another-commitment");
    public static readonly Problem MeasureNeedsAgreements = new("rule.measure-needs-agreements");

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

    /// <summary>A path of no day or of too many.</summary>
    public static Problem SeriesOutOfRange(int days) => new("series.out-of-range", days);

    /// <summary>A part of the rule language that this release cannot count yet: refused rather than ignored.</summary>
    public static Problem NotCountedYet(string field) => new("rule.not-counted-yet", field);
}

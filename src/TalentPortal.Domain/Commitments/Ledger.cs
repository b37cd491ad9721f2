namespace TalentPortal.Domain.Commitments;

/// <summary>
/// Something that happened and may count, with all that rules ask about it, from when we knew until when we knew better.
/// Never changed: a correction closes it and opens another.
/// </summary>
public sealed class Fact
{
    public required Guid Id { get; init; }

    public required FactKind Kind { get; init; }

    /// <summary>What it is a fact of: an enrolment, an agreement.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>Whose record, for facts about people; the person is found through the record's link.</summary>
    public Guid? RecordId { get; init; }

    /// <summary>The subject itself, for facts about partners.</summary>
    public Guid? SubjectId { get; init; }

    public required DateOnly OnDate { get; init; }

    /// <summary>First day on which it no longer holds; infinite for events.</summary>
    public DateOnly UntilDate { get; init; }

    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public Guid? PartnerId { get; init; }

    public string? PartnerKind { get; init; }

    public Guid? CohortId { get; init; }

    public Guid? ProgrammeId { get; init; }

    public string? ProgrammeKind { get; init; }

    public string? Level { get; init; }

    public string? Country { get; init; }

    /// <summary>Who paid for it, as the cohort says.</summary>
    public string? Funder { get; init; }

    /// <summary>The commitment a payment belongs to; null for what may count for any.</summary>
    public Guid? CommitmentId { get; init; }

    /// <summary>When it was first known, where this is a later wording of the same; null where it is the first.</summary>
    public DateTimeOffset? FirstKnown { get; init; }

    /// <summary>The evidence: which roster, which row.</summary>
    public Guid? RosterId { get; init; }

    public int? RowNo { get; init; }

    public required DateTimeOffset KnownFrom { get; init; }

    public DateTimeOffset KnownTo { get; private set; }

    /// <summary>The roster that closed it.</summary>
    public Guid? ClosedBy { get; private set; }
}

public enum ContributionState
{
    Provisional,
    Counted,
    Withdrawn,
    Excluded,
}

/// <summary>One subject counted or not counted for one version of one target's rule: state, coded reason, the fact, and the groups the subject belonged to then.</summary>
public sealed class Contribution
{
    public long Id { get; private init; }

    public required Guid TargetId { get; init; }

    public required int Version { get; init; }

    public required Guid SubjectId { get; init; }

    public required ContributionState State { get; init; }

    public string? Reason { get; init; }

    public required Guid FactId { get; init; }

    public required DateOnly OnDate { get; init; }

    public required DateOnly UntilDate { get; init; }

    public required decimal Amount { get; init; }

    public Guid? PartnerId { get; init; }

    public Guid? CohortId { get; init; }

    public string? Audience { get; init; }

    public string? Gender { get; init; }

    public string? AgeBand { get; init; }

    public string? Region { get; init; }

    public string? Sector { get; init; }

    public required string Evidence { get; init; }

    public required DateTimeOffset KnownFrom { get; init; }

    public DateTimeOffset KnownTo { get; private set; }
}

/// <summary>A number that pages read: how many contributions of a version fall into one group of one dimension. Kept in the transaction that changes them.</summary>
public sealed class Figure
{
    public required Guid TargetId { get; init; }

    public required int Version { get; init; }

    public required string Dim { get; init; }

    public required string Key { get; init; }

    public required long N { get; init; }
}

/// <summary>The codes of reasons why a subject does not count; the sentence stands in resources.</summary>
public static class Reasons
{
    public const string OutsideWindow = "outside-window";
    public const string WrongNationality = "wrong-nationality";
    public const string NationalityNotStated = "nationality-not-stated";
    public const string WrongAudience = "wrong-audience";
    public const string AudienceNotStated = "audience-not-stated";
    public const string WrongResidence = "wrong-residence";
    public const string ResidenceNotStated = "residence-not-stated";
    public const string WrongFunder = "wrong-funder";
    public const string FunderNotStated = "funder-not-stated";

    /// <summary>It became known after the rule's last day for that.</summary>
    public const string TooLate = "too-late";

    /// <summary>The person counts for another target of the same exclusivity group.</summary>
    public const string CountsElsewhere = "counts-elsewhere";

    /// <summary>Provisional: not enough of the evidence that is asked for stands yet.</summary>
    public const string MissingEvidence = "missing-evidence";
    public const string IdentityUnresolved = "identity-unresolved";
    public const string CompletionWithdrawn = "completion-withdrawn";
    public const string RosterUndone = "roster-undone";

    /// <summary>It turned out to be a person who was known already.</summary>
    public const string MergedInto = "merged-into";

    /// <summary>What it counted for was another person's after all.</summary>
    public const string MergeTakenBack = "merge-taken-back";

    /// <summary>A recount found that no fact stands behind it.</summary>
    public const string Recount = "recount";

    public static IReadOnlyList<string> All { get; } =
        [
            OutsideWindow, TooLate, WrongFunder, FunderNotStated, WrongNationality, NationalityNotStated, WrongResidence, ResidenceNotStated, WrongAudience, AudienceNotStated, CountsElsewhere,
            MissingEvidence, IdentityUnresolved, CompletionWithdrawn, RosterUndone, MergedInto, MergeTakenBack, Recount,
        ];
}

using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>How subjects add up.</summary>
public enum Measure
{
    /// <summary>Each subject once, from its first qualifying event on (a flow).</summary>
    DistinctEver,

    /// <summary>Each subject once, while a qualifying fact is in force (a stock).</summary>
    DistinctActive,
    Sum,
    Attendances,
}

/// <summary>The kind of fact that may make a subject count.</summary>
public enum FactKind
{
    Enrolled,
    Completed,
    Certified,
    Attended,
    Placed,
    AgreementInForce,
    Disbursed,
}

/// <summary>How a rule version stands.</summary>
public enum RuleStatus
{
    Draft,
    Shadow,
    Effective,
    Superseded,

    /// <summary>A second person said no, or the author took it back.</summary>
    Rejected,
}

/// <summary>What can stand behind a fact.</summary>
public enum EvidenceKind
{
    /// <summary>A row of a partner's roster.</summary>
    Roster,

    /// <summary>A mark of having been at a session of the same cohort.</summary>
    Attendance,

    /// <summary>A certificate for the same cohort.</summary>
    Certificate,

    /// <summary>Somebody's word, with nothing behind it.</summary>
    Attestation,
}

/// <summary>What makes a subject count. An empty list does not restrict.</summary>
public sealed record CountingRule(Measure Measure, FactKind Event)
{
    public const int MaxListLength = 100;

    public IReadOnlyList<string> Levels { get; init; } = [];

    public IReadOnlyList<Guid> Programmes { get; init; } = [];

    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Where it happened.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<string> Nationalities { get; init; } = [];

    /// <summary>Where the person lives: countries, or states and regions by their codes.</summary>
    public IReadOnlyList<string> Residences { get; init; } = [];

    public IReadOnlyList<string> Audiences { get; init; } = [];

    public IReadOnlyList<string> PartnerKinds { get; init; } = [];

    /// <summary>Who paid for it (<see cref="Cohorts.Cohort.Funder"/>), so that what would have happened anyway can be left out.</summary>
    public IReadOnlyList<string> Funders { get; init; } = [];

    /// <summary>Kinds of evidence (<see cref="EvidenceKind"/>) that are asked for; until enough of them stand, a subject is provisional.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>How many of <see cref="Evidence"/> must stand at least; 1 where nothing else is said.</summary>
    public int EvidenceAtLeast { get; init; } = 1;

    /// <summary>
    /// Targets whose rules name the same group share their people: each counts for one of them, that of the highest level,
    /// of equals that which they met first. Null for none.
    /// </summary>
    public string? ExclusivityGroup { get; init; }

    /// <summary>Last day, in the target's zone, on which a fact may become known and still count; null for ever.</summary>
    public DateOnly? LateUntil { get; init; }

    /// <summary>ISO 4217 code of the money that is summed: nothing is converted.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether subjects are single things that add up (a payment, a mark of attendance), not people or partners.</summary>
    public bool CountsItems => Measure is Measure.Sum or Measure.Attendances;

    /// <summary>The measures and events there are for a unit, the most usual first.</summary>
    public static IReadOnlyList<(FactKind Event, Measure Measure)> Choices(Unit unit) => unit switch
    {
        Unit.Partners => [(FactKind.AgreementInForce, Measure.DistinctActive), (FactKind.AgreementInForce, Measure.DistinctEver)],
        Unit.Money => [(FactKind.Disbursed, Measure.Sum)],
        Unit.Attendances => [(FactKind.Attended, Measure.Attendances)],
        _ =>
        [
            (FactKind.Completed, Measure.DistinctEver), (FactKind.Certified, Measure.DistinctEver), (FactKind.Attended, Measure.DistinctEver),
            (FactKind.Enrolled, Measure.DistinctEver), (FactKind.Enrolled, Measure.DistinctActive),
        ],
    };

    /// <summary>Whether the rule can be counted for a target of this unit.</summary>
    /// <returns>
    /// Refused with <see cref="CommitmentProblems.MeasureNeedsAgreements"/> or <see cref="CommitmentProblems.MeasureNotOfUnit"/> unless it is one of
    /// <see cref="Choices"/>, and with <see cref="CommitmentProblems.NotCountedYet"/> for an event nothing records yet.
    /// </returns>
    public Result CheckFor(Unit unit)
    {
        if (Event == FactKind.Placed)
        {
            return CommitmentProblems.NotCountedYet("event");
        }

        if (unit == Unit.Partners != (Event == FactKind.AgreementInForce))
        {
            return CommitmentProblems.MeasureNeedsAgreements;
        }

        if (!Choices(unit).Contains((Event, Measure)))
        {
            return CommitmentProblems.MeasureNotOfUnit(Choices(unit).Any(c => c.Event == Event) ? "measure" : "event");
        }

        return (unit == Unit.Money) switch
        {
            true when Currency is null => CommitmentProblems.CurrencyMissing,
            false when Currency is not null => CommitmentProblems.CurrencyWithoutMoney,
            _ => EvidenceAtLeast >= 1 && EvidenceAtLeast <= Math.Max(1, Evidence.Count) ? Result.Ok : CommitmentProblems.EvidenceTooMany,
        };
    }
}

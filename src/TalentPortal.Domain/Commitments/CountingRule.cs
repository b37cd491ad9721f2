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

    public IReadOnlyList<string> Audiences { get; init; } = [];

    public IReadOnlyList<string> PartnerKinds { get; init; } = [];

    /// <summary>Whether the rule can be counted by this release, for a target of this unit.</summary>
    /// <returns>Refused with <see cref="CommitmentProblems.NotCountedYet"/> rather than counted wrongly.</returns>
    public Result CheckFor(Unit unit)
    {
        if (Measure is Measure.Sum or Measure.Attendances)
        {
            return CommitmentProblems.NotCountedYet("measure");
        }

        if (unit is Unit.Money or Unit.Attendances)
        {
            return CommitmentProblems.NotCountedYet("unit");
        }

        if (Event is not (FactKind.Enrolled or FactKind.Completed or FactKind.AgreementInForce))
        {
            return CommitmentProblems.NotCountedYet("event");
        }

        return unit == Unit.Partners != (Event == FactKind.AgreementInForce) ? CommitmentProblems.MeasureNeedsAgreements : Result.Ok;
    }
}

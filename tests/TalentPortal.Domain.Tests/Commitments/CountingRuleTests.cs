using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

public sealed class CountingRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    private static readonly Guid[] Programmes = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

    [Theory]
    [InlineData(Measure.DistinctEver, FactKind.Completed, Unit.People, null)]
    [InlineData(Measure.DistinctEver, FactKind.Enrolled, Unit.People, null)]
    [InlineData(Measure.DistinctActive, FactKind.AgreementInForce, Unit.Partners, null)]
    [InlineData(Measure.DistinctEver, FactKind.AgreementInForce, Unit.Partners, null)]
    [InlineData(Measure.DistinctEver, FactKind.Certified, Unit.People, null)]
    [InlineData(Measure.DistinctEver, FactKind.Attended, Unit.People, null)]
    [InlineData(Measure.Attendances, FactKind.Attended, Unit.Attendances, null)]
    [InlineData(Measure.Sum, FactKind.Completed, Unit.People, "rule.not-of-unit(measure)")]
    [InlineData(Measure.Attendances, FactKind.Attended, Unit.People, "rule.not-of-unit(measure)")]
    [InlineData(Measure.DistinctEver, FactKind.Attended, Unit.Attendances, "rule.not-of-unit(measure)")]
    [InlineData(Measure.DistinctEver, FactKind.Completed, Unit.Money, "rule.not-of-unit(event)")]
    [InlineData(Measure.Sum, FactKind.Disbursed, Unit.Money, "rule.currency-missing(currency)")]
    [InlineData(Measure.DistinctEver, FactKind.Placed, Unit.People, "rule.not-counted-yet(event)")]
    [InlineData(Measure.DistinctEver, FactKind.Completed, Unit.Partners, "rule.measure-needs-agreements")]
    [InlineData(Measure.DistinctActive, FactKind.AgreementInForce, Unit.People, "rule.measure-needs-agreements")]
    public void A_rule_that_cannot_be_counted_is_refused_rather_than_counted_wrongly(Measure measure, FactKind happened, Unit unit, string? problem) =>
        Assert.Equal(problem, new CountingRule(measure, happened).CheckFor(unit).Problem?.ToString());

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(2, 2, true)]
    [InlineData(2, 3, false)]
    [InlineData(1, 0, false)]
    public void No_more_evidence_is_asked_for_than_there_are_kinds(int kinds, int atLeast, bool fits) => Assert.Equal(
        fits, new CountingRule(Measure.DistinctEver, FactKind.Completed) { Evidence = [.. new[] { "roster", "certificate" }.Take(kinds)], EvidenceAtLeast = atLeast }.CheckFor(Unit.People).Succeeded);

    [Fact]
    public void Only_money_has_a_currency()
    {
        Assert.True(new CountingRule(Measure.Sum, FactKind.Disbursed) { Currency = "USD" }.CheckFor(Unit.Money).Succeeded);
        Assert.Equal(CommitmentProblems.CurrencyWithoutMoney, (Rule with { Currency = "USD" }).CheckFor(Unit.People).Problem);
    }

    [Fact]
    public void The_first_version_is_effective_at_once_and_later_ones_are_drafts()
    {
        var first = RuleVersion.Write(Guid.CreateVersion7(), 1, new(Measure.DistinctEver, FactKind.Completed), null, Now);
        Assert.Equal((RuleStatus.Effective, Now, null), (first.Status, first.KnownFrom, first.ApprovedBy));
        var second = RuleVersion.Write(first.TargetId, 2, new(Measure.DistinctEver, FactKind.Completed), null, Now);
        Assert.Equal((RuleStatus.Draft, null), (second.Status, second.KnownFrom));
    }

    [Fact]
    public void Order_and_repetition_say_nothing() => Check.One(
        Laws.Config(),
        Prop.ForAll(Rules.ToArbitrary(), rule =>
        {
            var version = RuleVersion.Write(Guid.CreateVersion7(), 1, rule, null, Now);
            Assert.True(version.SaysTheSameAs(rule));
            Assert.True(version.SaysTheSameAs(rule with
            {
                Levels = [.. rule.Levels.Reverse(), .. rule.Levels],
                Programmes = [.. rule.Programmes.Reverse(), .. rule.Programmes],
                Countries = [.. rule.Countries.Reverse()],
                Audiences = [.. rule.Audiences, .. rule.Audiences],
            }));
        }));

    public static TheoryData<CountingRule> OtherRules =>
    [
        Rule with { Measure = Measure.DistinctActive },
        Rule with { Event = FactKind.Enrolled },
        Rule with { Levels = [] },
        Rule with { Levels = ["architect", "developer"] },
        Rule with { Programmes = [Programmes[0]] },
        Rule with { Kinds = ["training"] },
        Rule with { Countries = ["SG"] },
        Rule with { Nationalities = ["MY"] },
        Rule with { Audiences = ["student"] },
        Rule with { PartnerKinds = ["university"] },
        Rule with { Residences = ["MY-10"] },
        Rule with { Funders = ["ministry"] },
        Rule with { Evidence = ["roster"] },
        Rule with { EvidenceAtLeast = 2 },
        Rule with { ExclusivityGroup = "singapore" },
        Rule with { LateUntil = new(2028, 12, 31) },
        Rule with { Currency = "USD" },
    ];

    [Theory]
    [MemberData(nameof(OtherRules))]
    public void Every_part_of_a_rule_is_compared(CountingRule other) =>
        Assert.False(RuleVersion.Write(Guid.CreateVersion7(), 1, Rule, null, Now).SaysTheSameAs(other));

    private static CountingRule Rule => new(Measure.DistinctEver, FactKind.Completed) { Levels = ["developer"], Countries = ["MY"] };

    private static Gen<CountingRule> Rules =>
        from levels in Gen.Elements("foundation", "educator", "developer", "architect").ListOf()
        from programmes in Gen.Elements(Programmes).ListOf()
        from countries in Gen.Elements("MY", "SG", "ID").ListOf()
        from audiences in Gen.Elements("student", "industry").ListOf()
        select Rule with { Levels = [.. levels], Programmes = [.. programmes], Countries = [.. countries], Audiences = [.. audiences] };
}

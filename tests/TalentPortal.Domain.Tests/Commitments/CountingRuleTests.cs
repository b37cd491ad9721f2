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
    [InlineData(Measure.Sum, FactKind.Completed, Unit.People, "rule.not-counted-yet(measure)")]
    [InlineData(Measure.Attendances, FactKind.Attended, Unit.Attendances, "rule.not-counted-yet(measure)")]
    [InlineData(Measure.DistinctEver, FactKind.Completed, Unit.Money, "rule.not-counted-yet(unit)")]
    [InlineData(Measure.DistinctEver, FactKind.Certified, Unit.People, "rule.not-counted-yet(event)")]
    [InlineData(Measure.DistinctEver, FactKind.Placed, Unit.People, "rule.not-counted-yet(event)")]
    [InlineData(Measure.DistinctEver, FactKind.Completed, Unit.Partners, "rule.measure-needs-agreements")]
    [InlineData(Measure.DistinctActive, FactKind.AgreementInForce, Unit.People, "rule.measure-needs-agreements")]
    public void A_rule_that_cannot_be_counted_is_refused_rather_than_counted_wrongly(Measure measure, FactKind happened, Unit unit, string? problem) =>
        Assert.Equal(problem, new CountingRule(measure, happened).CheckFor(unit).Problem?.ToString());

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

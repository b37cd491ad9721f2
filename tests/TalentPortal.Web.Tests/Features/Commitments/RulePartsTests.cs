using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Commitments.ApproveRule;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.DescribeTranche;
using TalentPortal.Web.Features.Commitments.ReadTranches;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>The parts of the rule language besides who, what and where: evidence, residence, late proof, funders, shared people, money, attendances.</summary>
public sealed class RulePartsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Head = "student_id,full_name,state,status,completed_on,certificate_no\n";

    [Fact]
    public async Task Until_the_evidence_stands_a_person_is_provisional()
    {
        await MakeAsync("proof", r => r with { Evidence = ["roster", "certificate"], EvidenceAtLeast = 2 });
        await portal.Upload("proof-1", Head + "S1,Siti binti Ali,Selangor,completed,2026-06-01,C-1\nS2,Tan Mei Ling,Johor,completed,2026-06-02,\n");
        Assert.Equal((1, 1, 1), (await portal.Counted("proof"), await portal.Figure("proof", "state", "provisional"), await portal.Figure("proof", "reason", Reasons.MissingEvidence)));

        var late = await portal.Upload("proof-1", Head + "S2,Tan Mei Ling,Johor,completed,2026-06-02,C-2\n");
        Assert.Equal((2, 0), (await portal.Counted("proof"), await portal.Figure("proof", "state", "provisional")));

        await portal.UndoAsync(late.Id);
        Assert.Equal((1, 1), (await portal.Counted("proof"), await portal.Figure("proof", "state", "provisional")));
        await AgreesAsync();
    }

    [Fact]
    public async Task One_of_several_kinds_of_evidence_is_enough_unless_more_are_asked_for()
    {
        await MakeAsync("either", r => r with { Evidence = ["attendance", "certificate"] });
        await portal.Upload("either-1", Head + "S1,Siti binti Ali,Selangor,completed,2026-06-01,C-1\nS2,Tan Mei Ling,Johor,completed,2026-06-02,\nS3,Kumar a/l Raju,Johor,completed,2026-06-02,\n");
        Assert.Equal((1, 2), (await portal.Counted("either"), await portal.Figure("either", "reason", Reasons.MissingEvidence)));
        await portal.Upload("either-1", "student_id,full_name,session,attendance\nS2,Tan Mei Ling,2026-03-05,present\nS3,Kumar a/l Raju,2026-03-05,absent\n");
        Assert.Equal((2, 1), (await portal.Counted("either"), await portal.Figure("either", "reason", Reasons.MissingEvidence)));
        await AgreesAsync();
    }

    [Fact]
    public async Task Where_a_person_lives_is_asked_by_country_or_state()
    {
        await MakeAsync("homes", r => r with { Residences = ["SG", "MY-10"] });
        await portal.Upload("homes-1", Head + "S1,Siti binti Ali,Selangor,completed,2026-06-01,\nS2,Tan Mei Ling,Johor,completed,2026-06-02,\nS3,Lim Ah Kow,East Region,completed,2026-06-02,\nS4,Kumar a/l Raju,,completed,2026-06-02,\n");
        Assert.Equal((2, 1, 1), (await portal.Counted("homes"), await portal.Figure("homes", "reason", Reasons.WrongResidence), await portal.Figure("homes", "reason", Reasons.ResidenceNotStated)));
        await AgreesAsync();
    }

    [Fact]
    public async Task What_becomes_known_too_late_does_not_count_and_a_catalogue_correction_makes_nothing_late()
    {
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);
        await MakeAsync("late", r => r with { LateUntil = today.AddDays(10) });
        await portal.Upload("late-1", Head + "S1,Siti binti Ali,Selangor,completed,2026-06-01,\n");
        portal.Clock.Advance(TimeSpan.FromDays(20));
        await portal.Upload("late-1", Head + "S2,Tan Mei Ling,Johor,completed,2026-06-02,\n");
        Assert.Equal((1, 1), (await portal.Counted("late"), await portal.Figure("late", "reason", Reasons.TooLate)));

        await FundAsync("late", "ministry"); // every fact is written anew
        Assert.Equal((1, 1), (await portal.Counted("late"), await portal.Figure("late", "reason", Reasons.TooLate)));
        await AgreesAsync();
    }

    [Fact]
    public async Task Only_what_the_named_funders_paid_for_counts()
    {
        await MakeAsync("funded", r => r with { Funders = ["promisor"] });
        await portal.Upload("funded-1", Head + "S1,Siti binti Ali,Selangor,completed,2026-06-01,\n");
        Assert.Equal((0, 1), (await portal.Counted("funded"), await portal.Figure("funded", "reason", Reasons.FunderNotStated)));
        await FundAsync("funded", "ministry");
        Assert.Equal((0, 1), (await portal.Counted("funded"), await portal.Figure("funded", "reason", Reasons.WrongFunder)));
        await FundAsync("funded", "promisor");
        await portal.Upload("funded-1", Head + "S2,Tan Mei Ling,Johor,completed,2026-06-02,\n");
        Assert.Equal(2, await portal.Counted("funded"));
        await AgreesAsync();
    }

    [Fact]
    public async Task Of_promises_that_share_their_people_each_person_counts_for_the_highest_level()
    {
        await portal.University("both");
        await portal.Programme("both-dev");
        await portal.Programme("both-arch", level: "architect");
        await portal.Cohort("both-d", "both", "both-dev");
        await portal.Cohort("both-a", "both", "both-arch");
        var rule = new RuleInput("distinct-ever", "completed", ExclusivityGroup: "singapore");
        await portal.Commitment("both-promise", Of("both-devs", rule with { Levels = ["developer"], Programmes = ["both-dev"] }), Of("both-archs", rule with { Levels = ["architect"], Programmes = ["both-arch"] }));
        await portal.Upload("both-d", Head + "S1,Siti binti Ali,,completed,2026-03-01,\nS2,Tan Mei Ling,,completed,2026-03-01,\n");
        Assert.Equal((2, 0), (await portal.Counted("both-devs"), await portal.Counted("both-archs")));

        var second = await portal.Upload("both-a", Head + "S1,Siti binti Ali,,completed,2026-06-01,\n");
        Assert.Equal((1, 1, 1), (await portal.Counted("both-devs"), await portal.Counted("both-archs"), await portal.Figure("both-devs", "reason", Reasons.CountsElsewhere)));
        await AgreesAsync();

        await portal.UndoAsync(second.Id);
        Assert.Equal((2, 0), (await portal.Counted("both-devs"), await portal.Counted("both-archs")));
        await AgreesAsync();

        // Another version of one rule leaves the group: the others hear of it when it comes into force, not before.
        await portal.Upload("both-a", Head + "S1,Siti binti Ali,,completed,2026-06-01,\n");
        Assert.Equal(2, (await portal.Get<WriteRuleHandler>().HandleAsync(portal.Manager, "both-archs", rule with { Levels = ["architect"], Programmes = ["both-arch"], ExclusivityGroup = null }, "Both are allowed", default)).Value);
        var decide = portal.Get<DecideRuleHandler>();
        await decide.ShadowAsync(portal.Manager, "both-archs", 2, default);
        await portal.WorkAsync();
        Assert.Equal((1, 1), (await portal.Counted("both-devs"), await portal.Counted("both-archs")));
        await AgreesAsync();
        Assert.True((await decide.ApproveAsync(portal.Manager with { Id = Guid.CreateVersion7() }, "both-archs", 2, default)).Succeeded);
        Assert.Equal((2, 1), (await portal.Counted("both-devs"), await portal.Counted("both-archs")));
        await AgreesAsync();
    }

    [Fact]
    public async Task A_rule_on_trial_knows_whom_it_would_share()
    {
        await MakeAsync("pool", r => r with { ExclusivityGroup = "pool" });
        await portal.Upload("pool-1", Head + "S1,Siti binti Ali,Selangor,completed,2026-06-01,\nS2,Tan Mei Ling,Johor,completed,2026-06-02,\n");
        await portal.Commitment("pool-other", Of("pool-2nd", new RuleInput("distinct-ever", "enrolled", Programmes: ["pool-p"])));
        var trial = await portal.Get<TryRuleQuery>().RunAsync(portal.Manager, "pool-2nd", new RuleInput("distinct-ever", "completed", Programmes: ["pool-p"], ExclusivityGroup: "pool"), default);
        Assert.Equal((0, 2), (trial.Value.Of(ContributionState.Counted), trial.Value.Counts.Where(c => c.Reason == Reasons.CountsElsewhere).Sum(c => c.N)));
    }

    [Fact]
    public async Task Every_attendance_counts_and_a_withdrawn_mark_no_longer()
    {
        await MakeAsync("halls", r => r);
        await portal.Commitment("seats-promise", "seats", 500, new RuleInput("attendances", "attended", Programmes: ["halls-p"]), "attendances");
        const string head = "student_id,full_name,session,attendance\n";
        var roster = await portal.Upload("halls-1", head + "S1,Siti binti Ali,2026-03-05,present\nS1,Siti binti Ali,2026-03-12,present\nS2,Tan Mei Ling,2026-03-05,present\n");
        Assert.Equal(3, await portal.Counted("seats"));
        await portal.Upload("halls-1", head + "S1,Siti binti Ali,2026-03-12,absent\n");
        Assert.Equal((2, 1), (await portal.Counted("seats"), await portal.Figure("seats", "state", "withdrawn")));
        await AgreesAsync();
        await portal.UndoAsync(roster.Id);
        Assert.Equal(0, await portal.Counted("seats"));
        await AgreesAsync();
    }

    [Fact]
    public async Task Money_is_summed_once_for_its_own_commitment_on_the_day_it_is_paid_out()
    {
        var rule = new RuleInput("sum", "disbursed", Currency: "USD");
        await portal.Commitment("billion", Of("billion-usd", rule, "money"));
        await portal.Commitment("other-money", Of("other-usd", rule, "money"));
        await TrancheAsync("t1", "committed", 2_000_000);
        Assert.Equal(0, await portal.Counted("billion-usd"));
        await TrancheAsync("t1", "disbursed", 2_000_000);
        await TrancheAsync("t2", "disbursed", 500_000);
        await TrancheAsync("t3", "disbursed", 900_000, "MYR");
        Assert.Equal((2_500_000, 0), (await portal.Counted("billion-usd"), await portal.Counted("other-usd")));
        Assert.Equal(2_500_000, await portal.Figure("billion-usd", "day", "2026-05-04"));

        await TrancheAsync("t1", "spent", 2_000_000, on: new(2026, 9, 1));
        await TrancheAsync("t2", "announced", 500_000);
        Assert.Equal((2_000_000, 500_000), (await portal.Counted("billion-usd"), await portal.Figure("billion-usd", "state", "withdrawn")));
        Assert.Equal(2_000_000, await portal.Figure("billion-usd", "day", "2026-05-04"));
        await AgreesAsync();

        var trial = await portal.Get<TryRuleQuery>().RunAsync(portal.Manager, "billion-usd", rule with { Currency = "MYR" }, default);
        Assert.Equal((900_000, 900_000L, 2_000_000L), (trial.Value.Of(ContributionState.Counted), trial.Value.Gained, trial.Value.Lost));

        var moved = await portal.Get<DescribeTrancheHandler>().HandleAsync(portal.Manager, "t1", new("other-money", "spent", 1, "USD", new(2026, 1, 1)), null, default);
        Assert.Equal(TrancheProblems.OfAnother, moved.Problem);
        var cents = await portal.Get<DescribeTrancheHandler>().HandleAsync(portal.Manager, "t1", new("billion", "spent", 1.5m, "USD", new(2026, 1, 1)), null, default);
        Assert.Equal(TrancheProblems.WholeUnits, cents.Problem);
        Assert.Equal(new DateOnly(2026, 5, 4), (await portal.Get<TranchesQuery>().FindAsync(portal.Manager, "t1", default))!.DisbursedOn);
    }

    [Fact]
    public async Task A_shadow_over_money_and_attendances_counts_what_its_trial_said()
    {
        await portal.Commitment("shade", Of("shade-usd", new RuleInput("sum", "disbursed", Currency: "USD"), "money"));
        await TrancheAsync("shade-1", "disbursed", 70, "SGD", commitment: "shade");
        var written = await portal.Get<WriteRuleHandler>().HandleAsync(portal.Manager, "shade-usd", new RuleInput("sum", "disbursed", Currency: "SGD"), "Paid in Singapore", default);
        await portal.Get<DecideRuleHandler>().ShadowAsync(portal.Manager, "shade-usd", written.Value, default);
        await portal.WorkAsync();
        var view = (await portal.Get<VersionQuery>().RunAsync(portal.Manager, "shade-usd", 2, null, null, default))!;
        Assert.Equal((100, 70L, 0L), (view.Percent, view.Counted, view.OtherCounted));
        await AgreesAsync();
    }

    [Theory]
    [InlineData("money", "sum", "disbursed", null, "rule.currency-missing")]
    [InlineData("people", "distinct-ever", "completed", "USD", "rule.currency-without-money")]
    [InlineData("people", "attendances", "attended", null, "rule.not-of-unit")]
    [InlineData("attendances", "distinct-ever", "attended", null, "rule.not-of-unit")]
    [InlineData("money", "sum", "completed", "USD", "rule.not-of-unit")]
    [InlineData("people", "distinct-ever", "placed", null, "rule.not-counted-yet")]
    public void What_does_not_add_up_to_the_unit_is_refused(string unit, string measure, string what, string? currency, string problem)
    {
        var checks = new Checks();
        new CommitmentChecks(checks, new Dictionary<string, Guid>(StringComparer.Ordinal)).Rule("rule", new RuleInput(measure, what, Currency: currency), Domain.Kernel.Words.Parse<Unit>(unit)!.Value);
        Assert.Equal([problem], checks.Problems.Select(p => p.Problem.Code));
    }

    private static TargetInput Of(string code, RuleInput rule, string unit = "people") => new(code, 100, unit, new(2026, 1, 1), new(2028, 12, 31), rule);

    private async Task MakeAsync(string name, Func<RuleInput, RuleInput> rule)
    {
        await portal.University(name);
        await portal.Programme($"{name}-p");
        await portal.Cohort($"{name}-1", name, $"{name}-p");
        await portal.Commitment($"{name}-promise", name, 100, rule(new("distinct-ever", "completed", Programmes: [$"{name}-p"])));
    }

    private async Task FundAsync(string name, string funder) => Assert.True((await portal.Get<DescribeCohortHandler>().HandleAsync(
        portal.Manager, $"{name}-1", new($"{name}-p", name, name, "MY", "Asia/Kuala_Lumpur", new(2026, 2, 1), new(2026, 6, 30), Funder: funder), null, default)).Succeeded);

    private async Task TrancheAsync(string code, string stage, decimal amount, string currency = "USD", DateOnly? on = null, string commitment = "billion")
    {
        var done = await portal.Get<DescribeTrancheHandler>().HandleAsync(portal.Manager, code, new(commitment, stage, amount, currency, on ?? new(2026, 5, 4), "Annual report, page 12"), null, default);
        Assert.True(done.Succeeded, $"{done.Problem} {string.Join("; ", done.Fields)}");
    }

    private async Task AgreesAsync() => Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
}

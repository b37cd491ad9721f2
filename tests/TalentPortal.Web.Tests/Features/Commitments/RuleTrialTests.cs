using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.WriteRule;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>What a rule would count before anybody saves it.</summary>
public sealed class RuleTrialTests : IAsyncLifetime
{
    private readonly PortalFixture _portal = new();

    private const string Developers =
        """
        student_id,full_name,nationality,audience,status,completed_on
        S1,Aisyah binti Rahman,MY,student,completed,2026-06-20
        S2,Tan Wei Ming,SG,student,completed,2026-06-21
        S3,Kavitha a/p Subramaniam,,industry,completed,2026-06-21
        S4,Lee Jia Hui,MY,student,enrolled,
        """;

    private const string Architects =
        """
        student_id,full_name,nationality,audience,status,completed_on
        S2,Tan Wei Ming,SG,student,completed,2026-07-21
        S5,Nur Aisyah,MY,student,completed,2026-07-22
        """;

    private const string Target = "trial";

    private static readonly string[] Programmes = ["dev", "arch"];

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        await _portal.University("uni");
        await _portal.Programme("dev");
        await _portal.Programme("arch", level: "architect");
        await _portal.Cohort("dev-1", "uni", "dev");
        await _portal.Cohort("arch-1", "uni", "arch", "SG");
        await _portal.Commitment("promise", Target, 100, new RuleInput("distinct-ever", "completed", Levels: ["developer"], Programmes: Programmes));
        await _portal.Upload("dev-1", Developers);
        await _portal.Upload("arch-1", Architects);
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task The_rule_in_force_on_trial_counts_what_stands()
    {
        var answer = await TryAsync(new("distinct-ever", "completed", Levels: ["developer"], Programmes: Programmes));
        Assert.Equal(await _portal.Counted(Target), answer.Of(ContributionState.Counted));
        Assert.Equal((3, 0L, 0L), (answer.Of(ContributionState.Counted), answer.Gained, answer.Lost));
        Assert.Equal(1, Excluded(answer, "wrong-level"));
    }

    [Fact]
    public async Task Everybody_to_whom_it_happened_is_counted_or_excluded_by_the_first_reason()
    {
        var answer = await TryAsync(new("distinct-ever", "completed", Levels: ["developer"], Programmes: Programmes, Nationalities: ["MY"]));
        Assert.Equal(1, answer.Of(ContributionState.Counted));
        Assert.Equal(1, Excluded(answer, "wrong-nationality"));
        Assert.Equal(1, Excluded(answer, "nationality-not-stated"));
        Assert.Equal(1, Excluded(answer, "wrong-level"));
        Assert.Equal((0L, 2L), (answer.Gained, answer.Lost));
    }

    [Fact]
    public async Task The_nearest_of_several_facts_gives_the_reason()
    {
        // Tan completed at both levels; where only architects in Malaysia count, the one as an architect came nearer.
        var answer = await TryAsync(new("distinct-ever", "completed", Levels: ["architect"], Programmes: Programmes, Countries: ["MY"]));
        Assert.Equal(0, answer.Of(ContributionState.Counted));
        Assert.Equal(2, Excluded(answer, "wrong-place"));
    }

    [Fact]
    public async Task Examples_can_be_looked_at_and_are_of_the_countries_one_manages()
    {
        var rule = new RuleInput("distinct-ever", "completed", Programmes: Programmes);
        var all = await TryAsync(rule);
        Assert.Equal(["Aisyah binti Rahman", "Kavitha a/p Subramaniam", "Nur Aisyah", "Tan Wei Ming"], all.Examples.Where(e => e.State == ContributionState.Counted).Select(e => e.Name).Order(StringComparer.Ordinal));

        var singapore = _portal.Manager with { Grants = [new(Role.ProgrammeManager, Country: "SG")] };
        Assert.False((await _portal.Get<TryRuleQuery>().RunAsync(singapore, Target, rule, default)).Succeeded);
    }

    [Fact]
    public async Task A_rule_that_cannot_be_counted_is_refused_by_its_fields()
    {
        var refused = await _portal.Get<TryRuleQuery>().RunAsync(_portal.Manager, Target, new("distinct-ever", "agreement-in-force", Levels: ["wizard"]), default);
        Assert.Contains(refused.Fields, f => f.Field == "rule.levels[0]");
    }

    [Fact]
    public async Task Trying_writes_nothing()
    {
        await TryAsync(new("distinct-ever", "enrolled", Programmes: Programmes));
        Assert.Equal(3, await _portal.Counted(Target));
        Assert.All(await _portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    private static long Excluded(TrialAnswer answer, string reason) => answer.Counts.Where(c => c.State == ContributionState.Excluded && c.Reason == reason).Sum(c => c.N);

    private async Task<TrialAnswer> TryAsync(RuleInput rule)
    {
        var answer = await _portal.Get<TryRuleQuery>().RunAsync(_portal.Manager, Target, rule, default);
        Assert.True(answer.Succeeded, $"{answer.Problem} {string.Join("; ", answer.Fields)}");
        return answer.Value;
    }
}

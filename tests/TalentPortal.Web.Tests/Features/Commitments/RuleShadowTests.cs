using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.ApproveRule;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.WriteRule;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>A second version: counted in the shadow, compared down to the person, put in force by a second person.</summary>
public sealed class RuleShadowTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Three =
        """
        student_id,full_name,nationality,status,completed_on
        S1,Aisyah binti Rahman,MY,completed,2026-06-20
        S2,Tan Wei Ming,SG,completed,2026-06-21
        S3,Kavitha a/p Subramaniam,,completed,2026-06-21
        """;

    private static readonly RuleInput Malaysians = new("distinct-ever", "completed", Nationalities: ["MY"]);

    private static int _world;

    private Actor Second => portal.Manager with { Id = Guid.CreateVersion7(), Name = "Second manager" };

    [Fact]
    public async Task It_counts_beside_the_version_in_force_and_moves_nothing_until_a_second_person_approves()
    {
        var target = await MakeAsync();
        Assert.Equal(2, await WriteAsync(target));
        Assert.Equal(CommitmentProblems.RuleNotInShadow, (await Decide.ApproveAsync(Second, target, 2, default)).Problem);
        Assert.True((await Decide.ShadowAsync(portal.Manager, target, 2, default)).Succeeded);
        Assert.Equal(CommitmentProblems.RuleStillCounting, (await Decide.ApproveAsync(Second, target, 2, default)).Problem);
        await portal.WorkAsync();

        Assert.Equal(3, await portal.Counted(target));
        var view = (await portal.Get<VersionQuery>().RunAsync(portal.Manager, target, 2, null, null, default))!;
        Assert.Equal((100, 1L, 3L), (view.Percent, view.Counted, view.OtherCounted));
        Assert.Equal(
            [new("counted", null, "excluded", "nationality-not-stated", 1), new VersionDifference("counted", null, "excluded", "wrong-nationality", 1)],
            view.Differences);
        Assert.Equal(["Kavitha a/p Subramaniam", "Tan Wei Ming"], view.People!.Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(CommitmentProblems.RuleNeedsSecondPerson, view.Approval.Problem);
        Assert.Equal(CommitmentProblems.RuleNeedsSecondPerson, (await Decide.ApproveAsync(portal.Manager, target, 2, default)).Problem);

        var before = portal.Clock.GetUtcNow();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await Decide.ApproveAsync(Second, target, 2, default)).Succeeded);
        portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((2, 1L), await CountAsync(target, null));
        Assert.Equal((1, 3L), await CountAsync(target, before));
        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
        var after = (await portal.Get<VersionQuery>().RunAsync(portal.Manager, target, 2, null, null, default))!;
        Assert.Equal((RuleStatus.Effective, "Second manager", RuleStatus.Superseded), (after.Version.Status, after.Version.ApprovedByName, after.Other!.Status));
    }

    [Fact]
    public async Task What_happens_while_it_is_in_the_shadow_is_counted_under_both()
    {
        var target = await MakeAsync();
        await WriteAsync(target);
        await Decide.ShadowAsync(portal.Manager, target, 2, default);
        await portal.WorkAsync();
        await portal.Upload($"{target}-cohort", "student_id,full_name,nationality,status,completed_on\nS8,Farid Hassan,MY,completed,2026-06-25\nS9,John Smith,GB,completed,2026-06-25\n");

        var view = (await portal.Get<VersionQuery>().RunAsync(portal.Manager, target, 2, null, null, default))!;
        Assert.Equal((2L, 5L), (view.Counted, view.OtherCounted));
        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    [Fact]
    public async Task A_count_that_was_given_up_goes_on_when_asked_for_again()
    {
        var target = await MakeAsync();
        await WriteAsync(target);
        Assert.True((await Decide.ShadowAsync(portal.Manager, target, 2, default)).Succeeded);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Decide.ShadowAsync(portal.Manager, target, 2, default)).Succeeded);
        await portal.WorkAsync();

        var view = (await portal.Get<VersionQuery>().RunAsync(portal.Manager, target, 2, null, null, default))!;
        Assert.Equal((100, 1L, 3L), (view.Percent, view.Counted, view.OtherCounted));
        Assert.Equal(CommitmentProblems.RuleNotDraft, (await Decide.ShadowAsync(portal.Manager, target, 2, default)).Problem);
        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    [Fact]
    public async Task It_counts_what_its_trial_said()
    {
        var target = await MakeAsync();
        var trial = (await portal.Get<TryRuleQuery>().RunAsync(portal.Manager, target, Limited(target), default)).Value;
        await WriteAsync(target);
        await Decide.ShadowAsync(portal.Manager, target, 2, default);
        await portal.WorkAsync();
        var view = (await portal.Get<VersionQuery>().RunAsync(portal.Manager, target, 2, null, null, default))!;
        Assert.Equal(trial.Of(ContributionState.Counted), view.Counted);
        Assert.Equal(trial.Lost, view.Differences.Where(d => d.Was == "counted").Sum(d => d.N));
    }

    [Fact]
    public async Task Turned_down_it_leaves_nothing_open_and_another_can_be_written()
    {
        var target = await MakeAsync();
        await WriteAsync(target);
        Assert.Equal(CommitmentProblems.RuleWaitsAlready, (await portal.Get<WriteRuleHandler>().HandleAsync(portal.Manager, target, Limited(target) with { Nationalities = ["SG"] }, "Other", default)).Problem);
        await Decide.ShadowAsync(portal.Manager, target, 2, default);
        await portal.WorkAsync();
        Assert.False((await Decide.RejectAsync(Second, target, 2, " ", default)).Succeeded);
        Assert.True((await Decide.RejectAsync(Second, target, 2, "Too narrow", default)).Succeeded);

        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        Assert.False(await db.Set<Contribution>().AnyAsync(c => c.Version == 2 && c.KnownTo == DateTimeOffset.MaxValue && db.Set<Target>().Any(t => t.Id == c.TargetId && t.Code == target)));
        Assert.Equal(3, await portal.Counted(target));
        Assert.Equal(3, await WriteAsync(target));
        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    [Fact]
    public async Task The_same_words_are_no_new_version_and_a_reason_is_asked_for()
    {
        var target = await MakeAsync();
        var same = new RuleInput("distinct-ever", "completed", Programmes: [$"{target}-programme"]);
        Assert.Equal(CommitmentProblems.RuleSaysTheSame, (await portal.Get<WriteRuleHandler>().HandleAsync(portal.Manager, target, same, "Why not", default)).Problem);
        Assert.Contains((await portal.Get<WriteRuleHandler>().HandleAsync(portal.Manager, target, Limited(target), "", default)).Fields, f => f.Field == "why");
    }

    private DecideRuleHandler Decide => portal.Get<DecideRuleHandler>();

    private static RuleInput Limited(string target) => Malaysians with { Programmes = [$"{target}-programme"] };

    private async Task<string> MakeAsync()
    {
        var target = $"shadow-{Interlocked.Increment(ref _world)}";
        await portal.University($"{target}-uni");
        await portal.Programme($"{target}-programme");
        await portal.Cohort($"{target}-cohort", $"{target}-uni", $"{target}-programme");
        await portal.Commitment($"{target}-promise", target, 100, new RuleInput("distinct-ever", "completed", Programmes: [$"{target}-programme"]));
        await portal.Upload($"{target}-cohort", Three);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        return target;
    }

    private async Task<int> WriteAsync(string target)
    {
        var written = await portal.Get<WriteRuleHandler>().HandleAsync(portal.Manager, target, Limited(target), "The promise is to Malaysians.", default);
        Assert.True(written.Succeeded, $"{written.Problem} {string.Join("; ", written.Fields)}");
        return written.Value;
    }

    private async Task<(int Version, long Counted)> CountAsync(string target, DateTimeOffset? known)
    {
        var counted = (await portal.Get<CountTargetQuery>().CountAsync(portal.Manager, target, null, known, null, default)).Value;
        return (counted.RuleVersion, counted.Counted);
    }
}

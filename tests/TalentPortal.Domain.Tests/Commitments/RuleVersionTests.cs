using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

/// <summary>The life of a version: draft, shadow, in force, superseded or turned down; every other move is refused.</summary>
public sealed class RuleVersionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 4, 0, 0, TimeSpan.Zero);
    private static readonly Guid Author = Guid.CreateVersion7();
    private static readonly Guid Second = Guid.CreateVersion7();

    [Fact]
    public void A_draft_counts_nothing_a_targets_first_one_too()
    {
        var draft = Draft(1);
        Assert.Equal((RuleStatus.Draft, null, null), (draft.Status, draft.KnownFrom, draft.KnownTo));
        Assert.Equal((Author, "Siti", "Because"), (draft.Author, draft.AuthorName, draft.Why));
    }

    [Fact]
    public void It_is_counted_in_the_shadow_and_then_a_second_person_puts_it_in_force()
    {
        var version = Draft();
        Assert.True(version.BeginShadow().Succeeded);
        Assert.Equal(CommitmentProblems.RuleStillCounting, version.MayApprove(Second).Problem);
        version.Shadowed(Guid.CreateVersion7());
        Assert.Equal(CommitmentProblems.RuleStillCounting, version.Approve(Second, "Tan", Now).Problem);
        version.ShadowIsComplete(Now);
        Assert.Null(version.ShadowCursor);
        Assert.True(version.Approve(Second, "Tan", Now).Succeeded);
        Assert.Equal((RuleStatus.Effective, Second, "Tan", Now, DateTimeOffset.MaxValue), (version.Status, version.ApprovedBy, version.ApprovedByName, version.KnownFrom, version.KnownTo));
        version.Supersede(Now.AddDays(1));
        Assert.Equal((RuleStatus.Superseded, Now.AddDays(1)), (version.Status, version.KnownTo));
    }

    [Fact]
    public void Neither_its_author_nor_a_key_may_approve_it()
    {
        var version = Complete();
        Assert.Equal(CommitmentProblems.RuleNeedsSecondPerson, version.Approve(Author, "Siti", Now).Problem);
        Assert.Equal(CommitmentProblems.RuleNeedsSecondPerson, version.Approve(null, "key", Now).Problem);
        Assert.Equal(RuleStatus.Shadow, version.Status);
    }

    [Fact]
    public void What_was_turned_down_stays_and_goes_nowhere()
    {
        foreach (var version in new[] { Draft(), Complete() })
        {
            Assert.True(version.Reject("Too narrow").Succeeded);
            Assert.Equal((RuleStatus.Rejected, "Too narrow"), (version.Status, version.RejectedBecause));
            Assert.Equal(CommitmentProblems.RuleNotDraft, version.BeginShadow().Problem);
            Assert.Equal(CommitmentProblems.RuleNotInShadow, version.Approve(Second, "Tan", Now).Problem);
            Assert.Equal(CommitmentProblems.RuleNotDraft, version.Reject("Again").Problem);
        }
    }

    [Fact]
    public void No_step_is_left_out()
    {
        Assert.Equal(CommitmentProblems.RuleNotInShadow, Draft().Approve(Second, "Tan", Now).Problem);
        Assert.Throws<InvalidOperationException>(() => Draft().Shadowed(Guid.CreateVersion7()));
        Assert.Throws<InvalidOperationException>(() => Draft().ShadowIsComplete(Now));
        Assert.Throws<InvalidOperationException>(() => Draft().Supersede(Now));
        var effective = RuleVersion.Write(Guid.CreateVersion7(), 1, Rule, null, Now);
        Assert.Equal(CommitmentProblems.RuleNotDraft, effective.BeginShadow().Problem);
        Assert.Equal(CommitmentProblems.RuleNotDraft, effective.Reject("No").Problem);
        var shadow = Draft();
        _ = shadow.BeginShadow();
        Assert.Equal(CommitmentProblems.RuleNotDraft, shadow.BeginShadow().Problem);
    }

    [Fact]
    public void It_says_what_it_was_written_to_say() => Assert.True(Draft().SaysTheSameAs(Draft().Rule));

    private static CountingRule Rule => new(Measure.DistinctEver, FactKind.Completed) { Levels = ["developer"], Countries = ["SG"], Audiences = ["student"] };

    private static RuleVersion Draft(int version = 2) => RuleVersion.Propose(Guid.CreateVersion7(), version, Rule, (Author, "Siti", "Because"), Now);

    private static RuleVersion Complete()
    {
        var version = Draft();
        Result begun = version.BeginShadow();
        Assert.True(begun.Succeeded);
        version.ShadowIsComplete(Now);
        return version;
    }
}

using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

/// <summary>What an auditor may ask for, say of a member, and sign.</summary>
public sealed class AuditSampleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly (Guid?, string) Auditor = (Guid.CreateVersion7(), "Farid");

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Equal(AuditProblems.Nobody, AuditSample.SizeOf(0, 10, 95, null).Problem);
        Assert.Equal(AuditProblems.UnknownConfidence, AuditSample.SizeOf(100, 10, 94, null).Problem);
        Assert.Equal(AuditProblems.TolerableOutOfRange, AuditSample.SizeOf(100, null, 95, null).Problem);
        Assert.Equal(AuditProblems.TolerableOutOfRange, AuditSample.SizeOf(100, null, 95, 0.1m).Problem);
        Assert.Equal(AuditProblems.SizeOutOfRange, AuditSample.SizeOf(5000, 1001, 95, null).Problem);
        Assert.Equal(AuditProblems.SizeOutOfRange, AuditSample.SizeOf(5000, 0, 95, null).Problem);
        Assert.Equal(40, AuditSample.SizeOf(40, 60, 95, null).Value); // everybody
        Assert.Equal(59, AuditSample.SizeOf(18_204, null, 95, 5).Value);
    }

    [Fact]
    public void What_is_not_confirmed_says_why()
    {
        var member = Member();
        Assert.Equal(AuditProblems.ReasonNeeded, member.Judge(new(AuditVerdict.NotConfirmed, null, "so"), Auditor, Now).Problem);
        Assert.Equal(AuditProblems.NoteNeeded, member.Judge(new(AuditVerdict.NotConfirmed, FindingReason.WrongDay, " "), Auditor, Now).Problem);
        Assert.Equal(AuditProblems.NoteTooLong, member.Judge(new(AuditVerdict.Confirmed, null, new('x', AuditMember.NoteMaxLength + 1)), Auditor, Now).Problem);
        Assert.Null(member.Verdict);
        var said = member.Judge(new(AuditVerdict.NotConfirmed, FindingReason.WrongDay, " It was in 2025. "), Auditor, Now).Value;
        Assert.Equal((AuditVerdict.NotConfirmed, FindingReason.WrongDay, "It was in 2025.", "Farid"), (said.Verdict, said.Reason, said.Note, said.ByName));
        Assert.True(member.IsError);

        Assert.Null(member.Judge(new(AuditVerdict.Confirmed, FindingReason.WrongDay, null), Auditor, Now).Value.Reason); // a confirmed one has none
        Assert.Equal((false, 3), (member.IsError, member.Revision));
    }

    [Fact]
    public void Once_signed_it_stays_signed_and_findings_can_be_answered()
    {
        var (sample, member) = (Sample(), Member());
        member.Judge(new(AuditVerdict.EvidenceMissing, null, null), Auditor, Now);
        Assert.Equal(AuditProblems.NotSigned, AuditAnswer.To(sample, member, "Here it is.", Auditor, Now).Problem);
        Assert.True(sample.MayJudge().Succeeded);

        var estimate = SampleEstimates.Of([new(100, 10, 1)], 0.95);
        Assert.Null(sample.Sign((0, 1), estimate, new('a', 64), Auditor, Now).Problem);
        Assert.Equal((1, 10, estimate.AtMost, "Farid"), (sample.Missing, sample.Projected, sample.AtMost, sample.SignedByName));
        Assert.Equal(AuditProblems.SignedAlready, sample.Sign((0, 0), estimate, new('b', 64), Auditor, Now).Problem);
        Assert.Equal(AuditProblems.SignedAlready, sample.MayJudge().Problem);

        Assert.Equal(AuditProblems.AnswerNeeded, AuditAnswer.To(sample, member, " ", Auditor, Now).Problem);
        Assert.Equal("Here it is.", AuditAnswer.To(sample, member, " Here it is. ", Auditor, Now).Value.Text);
        Assert.Equal(AuditProblems.NoFinding, AuditAnswer.To(sample, Member(), "Why?", Auditor, Now).Problem);
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("0123456789ABCDEF0123456789abcdef", false)]
    [InlineData("0123", false)]
    public void A_seed_is_32_hexadecimal_digits(string seed, bool good) => Assert.Equal(good, AuditSample.IsSeed(seed));

    [Fact]
    public void A_subject_is_held_against_everything_the_rule_asks()
    {
        var fact = new Fact { Id = Guid.CreateVersion7(), Kind = FactKind.Completed, SourceId = Guid.CreateVersion7(), OnDate = new(2026, 3, 14), Level = "developer", Country = "MY", KnownFrom = Now };
        var rule = new CountingRule(Measure.DistinctEver, FactKind.Completed)
        {
            Levels = ["developer"],
            Nationalities = ["MY"],
            Residences = ["MY"],
            Audiences = ["student"],
            Evidence = ["roster", "certificate"],
            EvidenceAtLeast = 2,
            LateUntil = new(2026, 6, 30),
        };
        var ticks = RuleTicks.Of(rule, (new(2026, 1, 1), new(2026, 12, 31)), new(fact, new(2026, 7, 1), "MY", "MY-10", null, [EvidenceKind.Roster]));
        Assert.Equal(
            [
                (RuleCriterion.Event, true), (RuleCriterion.Level, true), (RuleCriterion.Window, true), (RuleCriterion.LateUntil, false), (RuleCriterion.Nationality, true),
                (RuleCriterion.Residence, true), (RuleCriterion.Audience, false), (RuleCriterion.Evidence, false),
            ],
            ticks.Select(t => (t.Criterion, t.Met)));
        Assert.Equal((null, "roster"), (ticks[6].Found, ticks[7].Found));
    }

    private static AuditSample Sample() =>
        AuditSample.Open(Guid.CreateVersion7(), new(new(1, new(2026, 11, 1), Now, 100, new('0', 64), "{}"), null, 95, 5, new('0', 32)), 10, Auditor, Now);

    private static AuditMember Member() => new() { SampleId = Guid.CreateVersion7(), No = 1, StratumNo = 1, SubjectId = Guid.CreateVersion7(), ContributionId = 1, FactId = Guid.CreateVersion7() };
}

using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>From a university's file to a commitment's number, through the real handlers, jobs and database.</summary>
public sealed class MainFlowTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Three =
        """
        student_id,full_name,email,nationality,status,completed_on
        S1,Aisyah binti Rahman,aisyah@example.org,MY,completed,2026-06-20
        S2,Tan Wei Ming,weiming@example.org,MY,completed,2026-06-21
        S3,Kavitha a/p Subramaniam,kavitha@example.org,MY,completed,2026-06-21
        """;

    [Fact]
    public async Task Three_completions_count_three_and_the_facts_agree()
    {
        await portal.University("mmu");
        await portal.Programme("ai-dev");
        await portal.Cohort("mmu-1", "mmu", "ai-dev");
        await portal.Commitment("promise", "developers", 100, new RuleInput("distinct-ever", "completed", Levels: ["developer"]));

        var roster = await portal.Upload("mmu-1", Three);

        Assert.True(roster.State == RosterState.Applied, $"{roster.State} {roster.Problem}");
        Assert.Equal(3, await portal.Counted("developers"));
        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));

        var again = await portal.Upload("mmu-1", Three);
        Assert.True(again.State == RosterState.Applied, $"{again.State} {again.Problem}");
        Assert.Equal(3, await portal.Counted("developers"));

        // A target written after the facts counts them at once.
        await portal.Commitment("second-promise", "trained", 10, new RuleInput("distinct-ever", "enrolled"));
        Assert.Equal(3, await portal.Counted("trained"));

        // The programme turns out to be for architects: corrections, not edits.
        await portal.Programme("ai-dev", level: "architect");
        Assert.Equal(0, await portal.Counted("developers"));
        Assert.Equal(3, await portal.Figure("developers", "state", "withdrawn"));
        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }

    [Fact]
    public async Task An_agreement_counts_its_partner_and_a_changed_one_is_corrected()
    {
        await portal.University("usm");
        await portal.Commitment("partners", "universities", 1000, new RuleInput("distinct-active", "agreement-in-force", PartnerKinds: ["university"]), "partners");
        await portal.Agreement("usm", 1, new(2026, 3, 1));
        Assert.Equal(1, await portal.Counted("universities"));
        Assert.Equal(1, await portal.Figure("universities", "day", "2026-03-01"));

        await portal.Agreement("usm", 1, new(2026, 4, 1), new(2027, 4, 1));
        Assert.Equal(1, await portal.Counted("universities"));
        Assert.Equal(0, await portal.Figure("universities", "day", "2026-03-01"));
        Assert.Equal(1, await portal.Figure("universities", "leaves", "2027-04-01"));
        Assert.All(await portal.Recount(), l => Assert.True(l.Agrees, l.ToString()));
    }
}

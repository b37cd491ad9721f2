using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ExploreContributions;
using TalentPortal.Web.Features.Commitments.ListContributions;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Features.People.ReadPerson;
using TalentPortal.Web.Tests.Features.People;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>The explorer of a target: everybody in the ledger by state, reason, partner, cohort, country and group, and those of whom the ledger has no row.</summary>
public sealed class ExploreContributionsTests : IAsyncLifetime
{
    private readonly PortalFixture _portal = new();
    private PeopleWorld _world = null!;
    private TargetView _abroad = null!;

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        _world = await PeopleWorld.MakeAsync(_portal, "w", countryOfB: "SG");
        await _portal.Commitment("abroad", new TargetInput("abroad", null, "people", new(2026, 1, 1), new(2026, 12, 31), new("distinct-ever", "completed", Countries: ["SG"])));
        await _portal.Upload("w-a", "student_id,full_name,nationality,audience,status,completed_on\nS1,Aisyah,MY,student,completed,2026-06-01\nS2,Bala,SG,student,completed,2026-06-02\nS3,Chong,,educator,completed,2026-06-03\n");
        await _world.Upload("b", "T1,Devi,MY,completed,2026-06-04", "T2,Eng,MY,completed,2025-06-05", "T3,Farid,SG,enrolled,");
        _abroad = (await _portal.Get<CommitmentQuery>().RunAsync(_portal.Manager, "abroad", null, default))!.Target!;
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("counted", null, null, null, null, null, 2)]
    [InlineData("excluded", null, null, null, null, null, 3)]
    [InlineData("excluded", "wrong-nationality", null, null, null, null, 1)]
    [InlineData(null, null, "w-b", null, null, null, 2)]
    [InlineData(null, null, null, "w-a", null, null, 3)]
    [InlineData(null, null, null, null, "SG", null, 2)]
    [InlineData(null, null, null, null, null, "audience:student", 2)]
    [InlineData(null, null, null, null, null, "audience:", 2)]
    [InlineData("counted", null, "w-a", null, null, "audience:student", 1)]
    [InlineData("counted", null, "no-such-partner", null, null, null, 0)]
    public async Task Each_filter_narrows_the_ledger(string? state, string? reason, string? partner, string? cohort, string? country, string? group, int expected)
    {
        var filter = new ContributionFilter(Words.Parse<ContributionState>(state), reason, partner, cohort, country, group);
        var page = (await _portal.Get<ContributionsQuery>().ListAsync(_portal.Manager, _world.Malaysians, filter, new([], 50), default)).Value;
        Assert.Equal(expected, page.Items.Count);

        // The page finds the same, and its numbers, whatever state and reason, hold them all.
        var target = (await _portal.Get<CommitmentQuery>().RunAsync(_portal.Manager, "w-promise", _world.Malaysians, default))!.Target!;
        Assert.Equal(page.Items.Select(i => i.Subject).Order(), (await _portal.Get<MembersQuery>().RunAsync(_portal.Manager, "MY", target.Id, 1, filter, new(null, false), default))!.Items.Select(m => m.Subject).Order());
        var numbers = await _portal.Get<MembersQuery>().NumbersAsync(_portal.Manager, "MY", target.Id, 1, filter, default);
        Assert.Equal(expected, numbers.Where(n => (filter.State is null || n.State == filter.State) && (reason is null || n.Reason == reason)).Sum(n => n.N));
    }

    [Fact]
    public async Task Whom_the_rule_passes_over_is_listed_with_the_first_condition_that_fails()
    {
        var explorer = _portal.Get<ExplorerQuery>();
        var page = (await explorer.PassedOverAsync(_portal.Manager, "MY", _abroad, new(), null, default))!;
        Assert.Equal([("Aisyah", "wrong-place"), ("Bala", "wrong-place"), ("Chong", "wrong-place")], page.Items.Select(p => (p.Name!, p.Reason)).OrderBy(p => p.Item1, StringComparer.Ordinal));
        Assert.Equal(2, (await explorer.PassedOverAsync(_portal.Manager, "MY", _abroad, new(), page.Items[0].Subject, default))!.Items.Count);
        Assert.Empty((await explorer.PassedOverAsync(_portal.Manager, "MY", _abroad, new(Cohort: "w-b"), null, default))!.Items);
        Assert.Empty((await explorer.PassedOverAsync(_portal.Manager, "MY", _abroad, new(Reason: "wrong-level"), null, default))!.Items);
    }

    [Fact]
    public async Task The_interface_says_of_a_person_why_promises_do_not_count_them()
    {
        var person = (await _portal.Get<PersonQuery>().FindAsync(_portal.Manager, (await _world.Record("a", "S1")).PersonId, default))!;
        Assert.Equal(new PersonWhyNot("abroad", "abroad", "wrong-place", new(2026, 6, 1)), Assert.Single(person.WhyNot));
    }

    [Fact]
    public void A_group_names_a_dimension()
    {
        Assert.True(ContributionFilter.IsGroup("audience:student"));
        Assert.True(ContributionFilter.IsGroup("age-band:"));
        Assert.False(ContributionFilter.IsGroup("audience"));
        Assert.False(ContributionFilter.IsGroup("name:Aisyah"));
    }
}

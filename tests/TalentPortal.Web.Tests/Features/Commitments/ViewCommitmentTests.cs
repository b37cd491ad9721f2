using System.Globalization;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Features.Portfolio;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Live;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>What the pages of a promise read, over a real roster.</summary>
public sealed class ViewCommitmentTests(ViewCommitmentTests.Portal portal) : IClassFixture<ViewCommitmentTests.Portal>
{
    private const int Completed = 60;

    private static readonly Actor Executive = new(Guid.CreateVersion7(), "Executive", false, [new(Role.Executive)]);
    private static readonly Actor Elsewhere = new(Guid.CreateVersion7(), "Manager of Singapore", false, [new(Role.ProgrammeManager, Country: "SG")]);

    [Fact]
    public async Task The_number_the_path_and_every_list_of_groups_agree()
    {
        var target = await TargetAsync();

        Assert.Equal((Completed, Completed, 1), (target.Pace.Counted, target.Path.Counted, target.States.Excluded));
        Assert.All(target.Groups, g => Assert.Equal(Completed, g.Value.Sum(v => v.N)));
        Assert.Equal("MMU", Assert.Single(target.PartnerNames).Value);
    }

    [Fact]
    public async Task Pages_of_members_lead_through_all_of_them_and_back()
    {
        var target = await TargetAsync();
        var first = await MembersAsync(target, ContributionState.Counted, null, null);
        var second = await MembersAsync(target, ContributionState.Counted, first.After?.ToString(), null);
        var third = await MembersAsync(target, ContributionState.Counted, second.After?.ToString(), null);
        var back = await MembersAsync(target, ContributionState.Counted, null, third.Before?.ToString());

        Assert.Equal((25, 25, 10), (first.Items.Count, second.Items.Count, third.Items.Count));
        Assert.Equal((null, null), (first.Before, third.After));
        Assert.Equal(second.Items.Select(m => m.Mark), back.Items.Select(m => m.Mark));
        Assert.NotNull(back.Before);
        MemberMark[] all = [.. first.Items.Concat(second.Items).Concat(third.Items).Select(m => m.Mark)];
        Assert.Equal(Completed, all.Distinct().Count());
        Assert.Equal(all.OrderByDescending(m => m.On).ThenByDescending(m => m.Id), all);
    }

    [Fact]
    public async Task A_member_carries_the_evidence_and_one_left_out_the_reason()
    {
        var target = await TargetAsync();
        var excluded = Assert.Single((await MembersAsync(target, ContributionState.Excluded, null, null)).Items);

        Assert.Equal(("Somebody from Singapore", Reasons.WrongNationality, "roster.csv", portal.Manager.Name), (excluded.Name, excluded.Reason, excluded.File, excluded.UploadedBy));
        Assert.Equal(("AI-DEV".ToLowerInvariant(), "mmu-1", Completed + 2), (excluded.Programme, excluded.Cohort, excluded.RowNo));
    }

    [Fact]
    public async Task Who_sees_aggregates_only_gets_no_list()
    {
        var target = await TargetAsync();
        foreach (var actor in new[] { Executive, Elsewhere, Actor.Anonymous })
        {
            Assert.Null(await portal.Get<MembersQuery>().RunAsync(actor, "MY", target.Id, 1, new(ContributionState.Counted), new(null, false), default));
        }

        Assert.NotNull(await portal.Get<CommitmentQuery>().RunAsync(Executive, "promise", null, default));
    }

    [Fact]
    public async Task The_page_is_made_from_the_number_that_the_feed_reads()
    {
        var target = await TargetAsync();
        var roster = portal.Applied;
        var numbers = await new DatabaseChangeSource(portal.Database).ReadAsync([Topics.Target(target.Id), Topics.Roster(roster), Topics.Figures, "target:nonsense", "other"], default);

        Assert.Equal(target.Changes, numbers[Topics.Target(target.Id)]);
        Assert.True(numbers[Topics.Roster(roster)] > 0);
        Assert.Equal((await PortfolioAsync(portal.Manager)).Changes, numbers[Topics.Figures]);
        Assert.Equal(3, numbers.Count);
    }

    [Fact]
    public async Task The_portfolio_tells_every_promise_and_only_staff_what_changed()
    {
        var view = await PortfolioAsync(portal.Manager);

        Assert.Equal([("promise", (long?)Completed), ("words-alone", null)], view.Lines.Select(l => (l.Code, l.Target?.Pace.Counted)));
        Assert.Equal((Completed, "MMU"), Assert.Single(view.News) is var news ? (news.Counted, news.Partner) : default);
        Assert.Empty((await PortfolioAsync(Executive)).News);
    }

    [Fact]
    public async Task Filters_say_how_many_they_would_show_and_lead_back()
    {
        var lines = (await PortfolioAsync(portal.Manager)).Lines;
        var people = PortfolioFilter.From("running", null, "people", "nonsense");

        Assert.Equal("/?state=running&unit=people", people.Href);
        Assert.Equal("promise", Assert.Single(lines, people.Shows).Code);
        var chip = people.Chips(lines).Single(c => c.Key == "filter.people");
        Assert.Equal((true, "/?state=running", 1), (chip.Chosen, chip.Leads.Href, chip.Number));
        Assert.Equal(0, people.Chips(lines).Single(c => c.Key == "filter.closed").Number);
        Assert.Equal(lines, lines.Where(PortfolioFilter.From("nonsense", "", null, null).Shows));
    }

    private Task<PortfolioView> PortfolioAsync(Actor actor) => portal.Get<PortfolioQuery>().RunAsync(actor, default);

    private async Task<TargetView> TargetAsync() => (await portal.Get<CommitmentQuery>().RunAsync(portal.Manager, "promise", "no-such-target", default))!.Target!;

    private async Task<MembersPage> MembersAsync(TargetView target, ContributionState state, string? after, string? before) =>
        (await portal.Get<MembersQuery>().RunAsync(portal.Manager, "MY", target.Id, target.Rule!.Version, new(state), MembersPlace.From(after, before), default))!;

    /// <summary>One promise with a roster behind it, one without a target.</summary>
    public sealed class Portal : PortalFixture, IAsyncLifetime
    {
        public Guid Applied { get; private set; }

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await this.University("mmu");
            await this.Programme("ai-dev");
            await this.Cohort("mmu-1", "mmu", "ai-dev");
            await this.Commitment("promise", "developers", 100, new RuleInput("distinct-ever", "completed", Nationalities: ["MY"]));
            await this.Commitment("words-alone");
            var rows = Enumerable.Range(1, Completed).Select(i => string.Create(
                CultureInfo.InvariantCulture, $"S{i},Person {i},MY,{(i % 2 == 0 ? "F" : "")},{(i % 3 == 0 ? "student" : "industry")},completed,2026-0{(i % 3) + 3}-{(i % 20) + 1:00}"));
            var roster = await this.Upload("mmu-1", $"student_id,full_name,nationality,gender,audience,status,completed_on\n{string.Join('\n', rows)}\nX1,Somebody from Singapore,SG,,,completed,2026-05-05\n");
            Assert.True(roster.State == Domain.Rosters.RosterState.Applied, $"{roster.State} {roster.Problem}");
            Applied = roster.Id;
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Portfolio;
using TalentPortal.Web.Features.Rosters.ListRosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.People;
using TalentPortal.Web.Ui.Needs;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Portfolio;

/// <summary>What the portfolio says to somebody who comes back: what waits for them, and what changed meanwhile.</summary>
public sealed class PortfolioTests : IAsyncLifetime
{
    private static readonly Actor Executive = new(Guid.CreateVersion7(), "Executive", false, [new(Role.Executive)]);

    private readonly WithRosterList _portal = new();
    private PeopleWorld _world = null!;

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        _world = await PeopleWorld.MakeAsync(_portal, "w");
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task On_the_first_visit_it_tells_the_last_changes_and_later_only_what_is_new()
    {
        await _world.Upload("a", "S1,Aisyah,MY,completed,2026-06-01");
        var first = await ComeAsync(_portal.Manager);
        Assert.Null(first.Since);
        Assert.Equal([1, 1], first.News.Select(n => n.Counted));

        // Whoever reloads the page is still there.
        _portal.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(2, (await ComeAsync(_portal.Manager)).News.Count);

        _portal.Clock.Advance(TimeSpan.FromHours(3));
        await _world.Upload("b", "T1,Devi,MY,completed,2026-06-04", "T2,Eng,MY,completed,2026-06-05");
        var back = await ComeAsync(_portal.Manager);
        Assert.Equal([2, 2], back.News.Select(n => n.Counted));
        Assert.NotNull(back.Since);

        _portal.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Empty((await ComeAsync(_portal.Manager)).News);
    }

    [Fact]
    public async Task Each_reader_has_a_last_visit_of_their_own()
    {
        await ComeAsync(_portal.Manager);
        _portal.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Null((await ComeAsync(new(Guid.CreateVersion7(), "Another", false, [new(Role.ProgrammeManager)]))).Since);
        Assert.NotNull((await ComeAsync(_portal.Manager)).Since);
    }

    [Fact]
    public async Task Two_tabs_at_once_are_one_visit()
    {
        await ComeAsync(_portal.Manager);
        _portal.Clock.Advance(TimeSpan.FromHours(3));
        var views = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ComeAsync(_portal.Manager)));
        Assert.Single(views.Select(v => v.Since).Distinct());
    }

    [Fact]
    public async Task What_waits_for_a_decision_is_named_to_whoever_may_decide_and_to_nobody_else()
    {
        await _portal.Upload("w-a", "student_id,full_name\nS9,Waits\n", RosterApply.Preview);
        await _portal.Agreement("w-a", 1, new(2026, 1, 1), new(2026, 12, 31));
        var needs = (await ComeAsync(_portal.Manager)).Needs;
        Assert.Contains(needs, n => n.Href.StartsWith("/rosters/", StringComparison.Ordinal));
        Assert.Contains(needs, n => n.Href == "/partners/w-a");
        Assert.Empty((await ComeAsync(Executive)).Needs);
        var elsewhere = new Actor(Guid.CreateVersion7(), "Manager of Singapore", false, [new(Role.ProgrammeManager, Country: "SG")]);
        Assert.Empty((await ComeAsync(elsewhere)).Needs);
    }

    [Fact]
    public async Task An_agreement_that_goes_on_or_has_no_end_does_not_wait()
    {
        await _portal.Agreement("w-a", 1, new(2026, 1, 1), new(2026, 12, 31));
        await _portal.Agreement("w-a", 2, new(2026, 12, 1), new(2028, 12, 31));
        await _portal.Agreement("w-b", 1, new(2026, 1, 1), new(2026, 12, 31));
        await _portal.Agreement("w-b", 2, new(2026, 1, 1));
        Assert.Empty((await ComeAsync(_portal.Manager)).Needs);
    }

    private Task<PortfolioView> ComeAsync(Actor actor) => _portal.Get<PortfolioQuery>().RunAsync(actor, default);

    private sealed class WithRosterList : PortalFixture
    {
        protected override void Register(IServiceCollection services) => services.AddSingleton<RosterListQuery>().AddNeeds<RosterNeeds>();
    }
}

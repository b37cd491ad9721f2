using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ExploreContributions;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.People;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Where the learners of a cohort and of a partner stand: numbers that add up, each opening its people, and nothing of other partners but that somebody is counted already.</summary>
public sealed class StandingTests : IAsyncLifetime
{
    private readonly PortalFixture _portal = new();
    private PeopleWorld _world = null!;

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        _world = await PeopleWorld.MakeAsync(_portal, "w");
        await _portal.Commitment("abroad", new TargetInput("abroad", null, "people", new(2026, 1, 1), new(2026, 12, 31), new("distinct-ever", "completed", Countries: ["SG"])));
        await _world.Upload(
            "a", "S1,Aisyah,MY,completed,2026-06-01", "S2,Bala,SG,completed,2026-06-01", "S3,Chong,,completed,2026-06-02", "S4,Devi,MY,completed,2025-12-31", "S5,Eng,MY,enrolled,", "S6,Farid,MY,completed,2026-06-03");
        await _world.Upload("b", "T1,Aisyah Yusof,MY,completed,2026-05-01", "T2,Gopal,MY,completed,2026-06-01");
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Every_learner_stands_somewhere_and_the_numbers_of_each_promise_add_up()
    {
        var view = await CohortAsync(_portal.Manager, "w-a");

        Assert.Equal(6, view.Learners);
        Assert.Equal(["abroad", "w-everybody", "w-malaysians"], view.Promises.Select(p => p.Target).Order());
        Assert.All(view.Promises, p => Assert.Equal(view.Learners, p.Numbers.Sum(n => n.N)));
        Assert.Equal(
            [("counted", null, 2L), ("excluded", "nationality-not-stated", 1), ("excluded", "no-fact", 1), ("excluded", "outside-window", 1), ("excluded", "wrong-nationality", 1)],
            Numbers(view, _world.Malaysians));
        Assert.Equal([("excluded", "no-fact", 1L), ("excluded", "wrong-place", 5)], Numbers(view, "abroad"));
    }

    [Fact]
    public async Task A_number_opens_the_people_behind_it_page_by_page()
    {
        var opened = (await CohortAsync(_portal.Manager, "w-a", new(_world.Everybody, "counted"))).Opened!;
        Assert.Equal(4, opened.N);
        Assert.Equal(["Aisyah", "Bala", "Chong", "Farid"], opened.People.Items.Select(p => p.Name));
        Assert.All(opened.People.Items, p => Assert.NotNull(p.Roster));

        var chong = Assert.Single((await CohortAsync(_portal.Manager, "w-a", new(_world.Malaysians, "excluded", "nationality-not-stated"))).Opened!.People.Items);
        Assert.Equal(("Chong", new DateOnly(2026, 6, 2)), (chong.Name, chong.On!.Value));
        var from = StandingQuery.CursorOf(opened.People.Items[1]);
        Assert.Equal(["Chong", "Farid"], (await CohortAsync(_portal.Manager, "w-a", new(_world.Everybody, "counted", After: from))).Opened!.People.Items.Select(p => p.Name));
        Assert.Equal(["Aisyah"], (await CohortAsync(_portal.Manager, "w-a", new(_world.Everybody, "counted", Before: from))).Opened!.People.Items.Select(p => p.Name));
        Assert.Null((await CohortAsync(_portal.Manager, "w-a", new("no-such-target"))).Opened);
    }

    [Fact]
    public async Task Whoever_counts_through_another_partner_is_counted_already_and_nothing_says_where()
    {
        await MergeAsync("S1", "T1");
        var (here, there) = (await PartnerAsync(await CoordinatorAsync("w-a"), "w-a"), await PartnerAsync(await CoordinatorAsync("w-b"), "w-b"));

        // B's completion is the earlier one.
        Assert.Equal([("counted", null, 3L), ("excluded", "already-counted", 1), ("excluded", "no-fact", 1), ("excluded", "outside-window", 1)], Numbers(here, _world.Everybody));
        Assert.Equal([("counted", null, 2L)], Numbers(there, _world.Everybody));
        var opened = (await PartnerAsync(await CoordinatorAsync("w-a"), "w-a", new(_world.Everybody, "excluded", "already-counted"))).Opened!;
        Assert.Equal("Aisyah", Assert.Single(opened.People.Items).Name);
        Assert.DoesNotContain("w-b", opened.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Yusof", opened.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_anothers_record_can_tell_is_not_told()
    {
        // One person: A says nothing of the nationality, B says Singapore, later, so the person fails by B's word.
        await _world.Upload("a", "S7,Hana,,completed,2026-06-04");
        await _world.Upload("b", "T7,Hana Lim,SG,completed,2026-06-05");
        await MergeAsync("S7", "T7");
        var view = await PartnerAsync(await CoordinatorAsync("w-a"), "w-a", new(_world.Malaysians, "excluded"));
        Assert.Equal("other-evidence", view.Opened!.People.Items.Single(p => p.Name == "Hana").Reason);
    }

    [Fact]
    public async Task Provisional_and_withdrawn_stand_with_their_reasons()
    {
        await _world.Ask(await _world.Record("a", "S6"), await _world.Record("b", "T2"));
        await _world.Upload("a", "S2,Bala,SG,withdrawn,");

        Assert.Contains(("withdrawn", "completion-withdrawn", 1L), Numbers(await CohortAsync(_portal.Manager, "w-a"), _world.Everybody));
        Assert.Contains(("provisional", "identity-unresolved", 1L), Numbers(await CohortAsync(_portal.Manager, "w-b"), _world.Everybody));
    }

    [Fact]
    public async Task Only_a_partners_own_people_its_countrys_managers_and_auditors_see_it()
    {
        var query = _portal.Get<StandingQuery>();
        foreach (var stranger in new[] { await CoordinatorAsync("w-b"), Manager("SG"), new(Guid.CreateVersion7(), "Executive", false, [new(Role.Executive)]) })
        {
            Assert.Null(await query.OfCohortAsync(stranger, "w-a", new(), default));
            Assert.Null(await query.OfPartnerAsync(stranger, "w-a", new(), default));
        }

        foreach (var reader in new[] { await CoordinatorAsync("w-a"), Manager("MY"), new(Guid.CreateVersion7(), "Auditor", false, [new(Role.Auditor)]) })
        {
            Assert.Equal(6, (await PartnerAsync(reader, "w-a")).Learners);
        }
    }

    private static Actor Manager(string country) => new(Guid.CreateVersion7(), country, false, [new(Role.ProgrammeManager, Country: country)]);

    private static IEnumerable<(string State, string? Reason, long N)> Numbers(StandingView view, string target) =>
        view.Promises.Single(p => p.Target == target).Numbers.Select(n => (Domain.Kernel.Words.Of(n.State), n.Reason, n.N)).OrderBy(n => n.Item1, StringComparer.Ordinal).ThenBy(n => n.Reason, StringComparer.Ordinal);

    private async Task MergeAsync(string a, string b)
    {
        var pair = await _world.Ask(await _world.Record("a", a), await _world.Record("b", b));
        Assert.Null(await _world.Answer(pair, PairStatus.Same));
    }

    private async Task<StandingView> CohortAsync(Actor actor, string code, StandingAsked? asked = null) => (await _portal.Get<StandingQuery>().OfCohortAsync(actor, code, asked ?? new(), default))!;

    private async Task<StandingView> PartnerAsync(Actor actor, string code, StandingAsked? asked = null) => (await _portal.Get<StandingQuery>().OfPartnerAsync(actor, code, asked ?? new(), default))!;

    private async Task<Actor> CoordinatorAsync(string partner)
    {
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        return new(Guid.CreateVersion7(), $"Coordinator of {partner}", false, [new(Role.Coordinator, await db.Set<Partner>().Where(p => p.Code == partner).Select(p => p.Id).SingleAsync())]);
    }
}

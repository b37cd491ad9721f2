using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.People;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.ExplainChange;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Tests.Features.People;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Why did it change: each cause by its name, its people, and who may see them.</summary>
public sealed class ExplainChangeTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static int _world;

    [Fact]
    public async Task A_roster_a_merge_an_undo_and_a_rule_are_told_apart_and_add_up()
    {
        var world = await WorldAsync();
        var start = portal.Clock.GetUtcNow();
        world.Tick();
        var kept = await world.UploadRoster("a", "S1,One,MY,completed,2026-06-01", "S2,Two,SG,completed,2026-06-02");
        var undone = await world.UploadRoster("b", "T1,Quite Another,MY,completed,2026-06-03", "T2,Somebody Else,MY,completed,2026-06-04");
        var middle = portal.Clock.GetUtcNow();
        world.Tick();
        await world.Answer(await world.Ask(await world.Record("a", "S1"), await world.Record("b", "T1")), PairStatus.Same);
        await portal.UndoAsync(undone);
        world.Tick();
        await portal.TurnRuleAsync(world.Everybody, "MY");
        world.Tick();
        var end = portal.Clock.GetUtcNow();

        var grew = await ReadAsync(world.Everybody, start, middle);
        Assert.Equal((0, 4), (grew.Before, grew.After));
        Assert.Equal([($"roster:{kept}", 2L, 0L), ($"roster:{undone}", 2L, 0L)], grew.Causes.Select(c => (c.Cause, c.Came, c.Went)).OrderBy(c => c.Cause == $"roster:{undone}"));
        Assert.All(grew.Causes, c => Assert.Equal("roster.csv", c.Label));

        var shrank = await ReadAsync(world.Everybody, middle, end);
        Assert.Equal((4, 1), (shrank.Before, shrank.After));
        Assert.Equal(
            [("merge", 0L, 1L), ("rule", 0L, 1L), ("undo", 0L, 1L)],
            shrank.Causes.Select(c => (c.Kind, c.Came, c.Went)).Order());
        Assert.Equal(2, shrank.Causes.Single(c => c.Kind == "rule").Version);

        // All at once, those who came and went again in between are neither.
        var all = await ReadAsync(world.Everybody, start, end);
        Assert.Equal([("roster", 1L, 0L)], all.Causes.Select(c => (c.Kind, c.Came, c.Went)));
        var person = Assert.Single(await PeopleAsync(portal.Manager, world.Everybody, start, end, all.Causes[0].Cause));
        Assert.Equal(("One", true, 2), (person.Name, person.Came, person.Row));
    }

    [Fact]
    public async Task Whoever_went_says_why_and_pages_follow_each_other()
    {
        var world = await WorldAsync();
        var roster = await world.UploadRoster("a", "S1,One,MY,completed,2026-06-01", "S2,Two,MY,completed,2026-06-02", "S3,Three,MY,completed,2026-06-03");
        var middle = portal.Clock.GetUtcNow();
        world.Tick();
        await portal.UndoAsync(roster);
        world.Tick();
        var asked = Between(middle, portal.Clock.GetUtcNow());

        var (names, cursor) = (new List<string?>(), (string?)null);
        do
        {
            var paging = Paging.Read(cursor, 2, part => Guid.TryParse(part, out _)).Value;
            var page = (await portal.Get<ChangesQuery>().PeopleAsync(portal.Manager, world.Everybody, asked, $"undo:{roster}", paging, default)).Value;
            Assert.All(page.Items, p => Assert.Equal((false, Reasons.RosterUndone), (p.Came, p.Reason)));
            names.AddRange(page.Items.Select(p => p.Name));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(["One", "Three", "Two"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_days_as_known_now_differ_by_what_happened_and_what_ended_between_them()
    {
        await portal.University("lapsing");
        await portal.Commitment("stock", new TargetInput("lapsing-partners", 10, "partners", new(2026, 1, 1), new(2028, 12, 31), new RuleInput("distinct-active", "agreement-in-force", PartnerKinds: ["university"])));
        await portal.Agreement("lapsing", 1, new(2026, 3, 1), new(2026, 9, 1));

        var query = portal.Get<ChangesQuery>();
        var began = (await query.ReadAsync(portal.Manager, "lapsing-partners", new(new(2026, 2, 1), new(2026, 4, 1), null, null), default)).Value;
        Assert.Equal(("happened", 1L, 0L), began.Causes.Select(c => (c.Kind, c.Came, c.Went)).Single());
        var ended = (await query.ReadAsync(portal.Manager, "lapsing-partners", new(new(2026, 4, 1), new(2026, 9, 1), null, null), default)).Value;
        Assert.Equal((1, 0), (ended.Before, ended.After));
        Assert.Equal(("ended", 0L, 1L), ended.Causes.Select(c => (c.Kind, c.Came, c.Went)).Single());
    }

    [Fact]
    public async Task Whoever_sees_aggregates_only_sees_kinds_of_causes_and_nobody_s_name()
    {
        var world = await WorldAsync();
        var start = portal.Clock.GetUtcNow();
        world.Tick();
        await world.UploadRoster("a", "S1,One,MY,completed,2026-06-01");
        await world.UploadRoster("b", "T1,Quite Another,MY,completed,2026-06-03");
        var asked = Between(start, portal.Clock.GetUtcNow());
        foreach (var actor in (Actor[])[Somebody(new(Role.Executive)), Somebody(new(Role.Reader)), Somebody(new(Role.ProgrammeManager, Country: "SG"))])
        {
            var seen = (await portal.Get<ChangesQuery>().ReadAsync(actor, world.Everybody, asked, default)).Value;
            Assert.Equal([("roster", (Guid?)null, (string?)null, 2L)], seen.Causes.Select(c => (c.Cause, c.Ref, c.Label, c.Came)));
            Assert.Equal(CommitmentProblems.TargetNotFound, (await portal.Get<ChangesQuery>().PeopleAsync(actor, world.Everybody, asked, "roster", new([], 50), default)).Problem);
        }
    }

    [Fact]
    public async Task Changes_run_forwards_and_not_into_the_future()
    {
        var world = await WorldAsync();
        var now = portal.Clock.GetUtcNow();
        var query = portal.Get<ChangesQuery>();
        Assert.Equal(CommitmentProblems.ChangesRunBackwards, (await query.ReadAsync(portal.Manager, world.Everybody, new(new(2026, 5, 2), new(2026, 5, 1), null, null), default)).Problem);
        Assert.Equal(CommitmentProblems.ChangesRunBackwards, (await query.ReadAsync(portal.Manager, world.Everybody, Between(now, now.AddDays(-400)), default)).Problem);
        Assert.Equal(CommitmentProblems.KnownAtInTheFuture, (await query.ReadAsync(portal.Manager, world.Everybody, Between(now, now.AddDays(1)), default)).Problem);
        Assert.Equal("parameter.unknown-word", (await query.PeopleAsync(portal.Manager, world.Everybody, Between(now, now), "weather", new([], 50), default)).Problem?.Code);
    }

    private static ChangesAsked Between(DateTimeOffset first, DateTimeOffset last) => new(null, null, first, last);

    private static Actor Somebody(Grant grant) => new(Guid.CreateVersion7(), "Somebody", false, [grant]);

    private async Task<PeopleWorld> WorldAsync()
    {
        var world = await PeopleWorld.MakeAsync(portal, $"explain{Interlocked.Increment(ref _world)}");
        world.Tick();
        return world;
    }

    private async Task<ChangesView> ReadAsync(string target, DateTimeOffset first, DateTimeOffset last) =>
        (await portal.Get<ChangesQuery>().ReadAsync(portal.Manager, target, Between(first, last), default)).Value;

    private async Task<IReadOnlyList<MovedView>> PeopleAsync(Actor actor, string target, DateTimeOffset first, DateTimeOffset last, string cause) =>
        (await portal.Get<ChangesQuery>().PeopleAsync(actor, target, Between(first, last), cause, new([], 50), default)).Value.Items;
}

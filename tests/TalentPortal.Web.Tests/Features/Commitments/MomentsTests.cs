using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.CountTarget;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.PublishFigure;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.People;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Moments of knowledge: every number that was told is told again, whatever was being written.</summary>
public sealed class MomentsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const int Writers = 8;
    private const int Rounds = 6;

    // A country for each world: what one writes, the others do not count.
    private static readonly string[] Countries = ["MY", "SG", "ID", "TH", "VN", "PH", "BN", "KH", "LA", "MM", "TL", "IN"];

    private static int _world;

    /// <summary>How a writer comes by its moment.</summary>
    private delegate Task<DateTimeOffset> Begin(PortalDbContext db);

    [Fact]
    public async Task What_will_be_known_cannot_be_asked()
    {
        var target = await PartnersAsync();
        var refused = await CountAsync(target, portal.Clock.GetUtcNow().AddSeconds(1));
        Assert.Equal(CommitmentProblems.KnownAtInTheFuture, refused.Problem);
    }

    [Fact]
    public async Task Nobody_waits_for_a_writer_and_what_was_told_meanwhile_stands()
    {
        var target = await PartnersAsync();
        var (before, during, after) = await WhileSomebodyWritesAsync(target, Honest);
        Assert.Equal(before, during);
        Assert.Equal(0, before.Counted);
        Assert.Equal(2, after.Counted);
    }

    /// <summary>The control: the clock read before anybody is told of it is what the announcement is there against.</summary>
    [Fact]
    public async Task A_writer_that_reads_the_clock_before_it_announces_itself_is_caught()
    {
        var target = await PartnersAsync();
        var (told, again, _) = await WhileSomebodyWritesAsync(target, Careless);
        Assert.NotEqual(told, again);
    }

    [Fact]
    public async Task Eight_writers_and_a_reader_every_answer_is_given_again()
    {
        var target = await PartnersAsync();
        var told = await TogetherAsync(target, Honest);
        foreach (var answer in told)
        {
            Assert.Equal(answer, (await CountAsync(target, answer.KnownAt)).Value);
        }

        Assert.Equal(Writers * Rounds, (await CountAsync(target, null)).Value.Counted);
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var id = await db.Set<Target>().Where(t => t.Code == target).Select(t => t.Id).SingleAsync();
        var moments = await db.Set<Contribution>().Where(c => c.TargetId == id).Select(c => c.KnownFrom).ToListAsync();
        Assert.Equal(moments.Count, moments.Distinct().Count()); // the clock stood still, and still no two knew at one moment
    }

    [Fact]
    public async Task Eight_writers_and_a_publisher_every_published_number_is_counted_again()
    {
        var target = await PartnersAsync();
        var (asks, approves) = (portal.Managers.Add("Siti"), portal.Managers.Add("Lim"));
        var writing = WritingAsync(target, Honest);
        do
        {
            await PublishAsync(target, asks, approves);
        }
        while (!writing.IsCompleted);

        await writing;
        await PublishAsync(target, asks, approves);
        var told = await PublishedAsync(target);
        foreach (var figure in told)
        {
            Assert.True(await IsCountedAgainAsync(target, figure), figure.ToString());
        }

        Assert.Equal(Writers * Rounds, told[^1].Counted);
        Assert.True(told.Select(f => f.Counted).Distinct().Count() > 2, "Nothing was published while anybody wrote.");
    }

    /// <summary>The control: without the announcement a published number is another one when it is counted again.</summary>
    [Fact]
    public async Task A_number_published_beside_a_writer_that_does_not_announce_itself_is_caught()
    {
        var (asks, approves) = (portal.Managers.Add("Siti"), portal.Managers.Add("Lim"));
        foreach (var (begin, holds) in new (Begin, bool)[] { (Honest, true), (Careless, false) })
        {
            var target = await PartnersAsync();
            await using var slow = await portal.Database.BeginAsync(Scope.Everything, default);
            var at = await WriteAsync(slow, target, 0, begin);
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await using (var quick = await portal.Database.BeginAsync(Scope.Everything, default))
            {
                await CountAsync(quick, await WriteAsync(quick, target, 1, Honest));
            }

            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            await PublishAsync(target, asks, approves);
            await CountAsync(slow, at);
            Assert.Equal(holds, await IsCountedAgainAsync(target, (await PublishedAsync(target))[0]));
        }
    }

    [Fact]
    public async Task A_version_that_was_superseded_is_replayed_from_the_facts_and_one_in_force_from_the_ledger()
    {
        var world = await PeopleWorld.MakeAsync(portal, $"turn{Interlocked.Increment(ref _world)}");
        await world.Upload("a", "S1,One,MY,completed,2026-06-01", "S2,Two,SG,completed,2026-06-01");
        var first = (await CountAsync(world.Everybody, null)).Value;
        world.Tick();
        await portal.TurnRuleAsync(world.Everybody, "MY");
        world.Tick();
        await world.Upload("a", "S3,Three,SG,completed,2026-06-01", "S4,Four,MY,completed,2026-06-01");

        var second = (await CountAsync(world.Everybody, null)).Value;
        Assert.Equal((2, 2), (second.Counted, second.RuleVersion));
        var old = (await CountAsync(world.Everybody, null, version: 1)).Value;
        Assert.Equal((4, 1), (old.Counted, old.RuleVersion));
        Assert.Equal(first, (await CountAsync(world.Everybody, first.KnownAt)).Value);
        await world.Upload("a", "S5,Five,SG,completed,2026-06-01");
        Assert.Equal(old, (await CountAsync(world.Everybody, old.KnownAt, version: 1)).Value);
    }

    [Fact]
    public async Task A_version_of_today_is_replayed_with_the_window_and_the_doubts_of_then()
    {
        var name = $"then{Interlocked.Increment(ref _world)}";
        var world = await PeopleWorld.MakeAsync(portal, name);
        await world.Upload("a", "S1,One,MY,completed,2026-06-01", "S2,Two,MY,completed,2026-05-01");
        await world.Upload("b", "T9,Entirely Different,MY,completed,2026-05-01");
        var pair = await world.Ask(await world.Record("a", "S2"), await world.Record("b", "T9"));
        var doubted = (await CountAsync(world.Everybody, null)).Value;
        await world.Answer(pair, PairStatus.Different);
        var settled = (await CountAsync(world.Everybody, null)).Value;
        await portal.TurnRuleAsync(world.Everybody, "MY");
        world.Tick();
        await portal.Commitment(
            $"{name}-promise",
            new TargetInput(world.Everybody, 100, "people", new(2026, 1, 1), new(2026, 5, 31), new("distinct-ever", "completed", Programmes: [$"{name}-dev"], Nationalities: ["MY"])),
            new TargetInput(world.Malaysians, 100, "people", new(2026, 1, 1), new(2026, 12, 31), new("distinct-ever", "completed", Programmes: [$"{name}-dev"], Nationalities: ["MY"])));
        world.Tick();

        Assert.Equal(2, (await CountAsync(world.Everybody, null)).Value.Counted);
        Assert.Equal((3, 0), Numbers((await CountAsync(world.Everybody, settled.KnownAt, version: 2)).Value));
        Assert.Equal((2, 1), Numbers((await CountAsync(world.Everybody, doubted.KnownAt, version: 2)).Value));
        Assert.Equal((2, 1), Numbers(doubted));

        static (int, int) Numbers(CountView view) => ((int)view.Counted, (int)view.Provisional);
    }

    [Fact]
    public async Task Whatever_is_learnt_leaves_its_cause()
    {
        var world = await PeopleWorld.MakeAsync(portal, $"why{Interlocked.Increment(ref _world)}");
        var from = portal.Clock.GetUtcNow();
        world.Tick();
        await world.Upload("a", "S1,One,MY,completed,2026-06-01");
        await world.Upload("b", "T7,Entirely Different,MY,completed,2026-06-01");
        var pair = await world.Ask(await world.Record("a", "S1"), await world.Record("b", "T7"));
        await world.Answer(pair, PairStatus.Same);
        await world.Answer(pair, PairStatus.Different);
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var rosters = await db.Set<Domain.Rosters.Roster>().OrderByDescending(r => r.UploadedAt).Take(1).Select(r => r.Id).ToListAsync();
        await portal.UndoAsync(rosters[0]);

        var causes = await db.Set<Knowing>().AsNoTracking().Where(k => k.At > from).OrderBy(k => k.At).ToListAsync();
        Assert.Equal(
            [KnowingKind.Roster, KnowingKind.Roster, KnowingKind.Doubt, KnowingKind.Merge, KnowingKind.Unmerge, KnowingKind.Undo],
            causes.Select(c => c.Kind));
        Assert.All(causes, c => Assert.NotNull(c.Ref));
        Assert.Equal("Test manager", causes[3].ByName);
        var stray = await db.Set<Contribution>().Where(c => !db.Set<Knowing>().Any(k => k.At == c.KnownFrom)).CountAsync();
        Assert.Equal(0, stray);
    }

    /// <summary>
    /// One begins to write, another begins later and commits earlier, and between the two commits somebody asks.
    /// </summary>
    /// <returns>What was told, what is told when it is asked for again, and what is known in the end.</returns>
    private async Task<(CountView Told, CountView Again, CountView After)> WhileSomebodyWritesAsync(string target, Begin begin)
    {
        await using var slow = await portal.Database.BeginAsync(Scope.Everything, default);
        var at = await WriteAsync(slow, target, 0, begin);
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await using (var quick = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            await CountAsync(quick, await WriteAsync(quick, target, 1, Honest));
        }

        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var told = (await CountAsync(target, null)).Value;
        await CountAsync(slow, at);
        var again = (await CountAsync(target, told.KnownAt)).Value;
        return (told, again, (await CountAsync(target, null)).Value);
    }

    /// <summary>All write at once, over a clock that stands still, while one asks; gives every answer.</summary>
    private async Task<List<CountView>> TogetherAsync(string target, Begin begin)
    {
        var told = new List<CountView>();
        var writing = WritingAsync(target, begin);
        do
        {
            told.Add((await CountAsync(target, null)).Value);
        }
        while (!writing.IsCompleted);

        await writing;
        return told;
    }

    private Task WritingAsync(string target, Begin begin) => Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
    {
        for (var round = 0; round < Rounds; round++)
        {
            await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
            await CountAsync(db, await WriteAsync(db, target, (writer * Rounds) + round, begin));
        }
    })));

    private async Task PublishAsync(string target, Actor asks, Actor approves)
    {
        var publish = portal.Get<PublishFigureHandler>();
        Assert.Null((await publish.AskAsync(asks, target, null, "Counted again.", default)).Problem);
        Assert.Null((await publish.ApproveAsync(approves, target, default)).Problem);
    }

    /// <summary>In the order of what was known.</summary>
    private async Task<List<PublishedView>> PublishedAsync(string target) =>
        [.. (await portal.Get<PublishedQuery>().ListAsync(portal.Manager, target, new([], 500), default)).Value.Items.OrderBy(f => f.KnownAt)];

    private async Task<bool> IsCountedAgainAsync(string target, PublishedView figure)
    {
        var again = (await portal.Get<CountTargetQuery>().CountAsync(portal.Manager, target, figure.AsOf, figure.KnownAt, figure.RuleVersion, default)).Value;
        return (again.Counted, again.MembersHash) == (figure.Counted, figure.MembersHash);
    }

    private Task<DateTimeOffset> Honest(PortalDbContext db) => db.BeginKnowingAsync(portal.Clock, new(KnowingKind.Agreement, null, null, null), default);

    private async Task<DateTimeOffset> Careless(PortalDbContext db)
    {
        var at = portal.Clock.GetUtcNow();
        db.Add(new Knowing { At = at, Kind = KnowingKind.Agreement });
        await db.SaveChangesAsync();
        return at;
    }

    /// <summary>Writes that a partner's agreement is in force; not counted yet, for figures are one writer's at a time.</summary>
    private static async Task<DateTimeOffset> WriteAsync(PortalDbContext db, string target, int partner, Begin begin)
    {
        var subject = await db.Set<Partner>().SingleAsync(p => p.Code == $"{target}-{partner}");
        await db.TouchAsync([subject.Id], default);
        var at = await begin(db);
        db.Add(new Fact
        {
            Id = Guid.CreateVersion7(),
            Kind = FactKind.AgreementInForce,
            SourceId = Guid.CreateVersion7(),
            SubjectId = subject.Id,
            OnDate = new(2026, 2, 1),
            PartnerId = subject.Id,
            Country = subject.Country,
            KnownFrom = at,
        });
        await db.SaveChangesAsync();
        return at;
    }

    private static async Task CountAsync(PortalDbContext db, DateTimeOffset at)
    {
        await db.CountTouchedAsync(at, null, null, default);
        await db.CommitAsync(default);
    }

    /// <summary>A target that counts partners, and as many partners as there will be writers.</summary>
    private async Task<string> PartnersAsync()
    {
        var world = Interlocked.Increment(ref _world);
        var (name, country) = ($"moments{world}", Countries[world]);
        for (var i = 0; i < Writers * Rounds; i++)
        {
            await portal.University($"{name}-{i}", country);
        }

        await portal.Commitment($"{name}-promise", new TargetInput(name, 100, "partners", new(2026, 1, 1), new(2028, 12, 31), new RuleInput("distinct-active", "agreement-in-force", Countries: [country])));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        return name;
    }

    private Task<Domain.Kernel.Result<CountView>> CountAsync(string target, DateTimeOffset? known, int? version = null) =>
        portal.Get<CountTargetQuery>().CountAsync(portal.Manager, target, null, known, version, default);
}

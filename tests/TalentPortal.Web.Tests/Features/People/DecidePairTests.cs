using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Audit;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.People;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.People.DecidePair;
using TalentPortal.Web.Features.People.ReadPerson;
using TalentPortal.Web.Features.People.ShowPairs;
using TalentPortal.Web.Features.People.ShowPerson;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.People;

/// <summary>What an answer to "the same person?" does, and that it can be taken back.</summary>
public sealed class DecidePairTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Same_makes_one_person_of_both_who_counts_once()
    {
        var world = await TwoWhoCompleted("same");
        var (a, b) = (await world.Record("a", "A1"), await world.Record("b", "B1"));
        Assert.Equal(2, await world.Counted(world.Everybody));
        var pair = await world.Ask(a, b);
        Assert.Equal((1, 1), (await world.Counted(world.Everybody), await world.Provisional(world.Everybody)));

        Assert.Null(await world.Answer(pair, PairStatus.Same, "The same card."));

        Assert.Equal((1, 0), (await world.Counted(world.Everybody), await world.Provisional(world.Everybody)));
        var (now, other) = (await world.Person(a.Id), await world.Person(b.Id));
        Assert.Equal(now.PersonId, other.PersonId);
        Assert.Equal(new[] { a.PersonId, b.PersonId }.Min(), now.PersonId);
        var person = await portal.Get<PersonQuery>().FindAsync(portal.Manager, now.PersonId, default);
        Assert.Equal(2, person!.Records.Count);
        Assert.Equal(2, person.Enrolments.Count);
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task Somebody_counted_who_turns_out_to_be_another_stays_visible_as_withdrawn()
    {
        var world = await TwoWhoCompleted("withdrawn");
        var (a, b) = (await world.Record("a", "A1"), await world.Record("b", "B1"));
        var pair = await world.Ask(a, b);
        await world.Answer(pair, PairStatus.Different);
        Assert.Equal(2, await world.Counted(world.Everybody));

        await world.Answer(pair, PairStatus.Same);

        Assert.Equal(1, await world.Counted(world.Everybody));
        Assert.Equal(1, await portal.Figure(world.Everybody, "reason", Reasons.MergedInto));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task Different_lets_both_count_and_is_remembered()
    {
        var world = await TwoWhoCompleted("different");
        var (a, b) = (await world.Record("a", "A1"), await world.Record("b", "B1"));
        var pair = await world.Ask(a, b);

        Assert.Null(await world.Answer(pair, PairStatus.Different));

        Assert.Equal((2, 0), (await world.Counted(world.Everybody), await world.Provisional(world.Everybody)));
        Assert.Equal(pair, await world.Ask(b, a));
        Assert.Equal(PairStatus.Different, (await world.Pair(pair)).Status);
        Assert.Equal((2, 0), (await world.Counted(world.Everybody), await world.Provisional(world.Everybody)));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task Need_info_stays_provisional_and_leaves_the_open_queue()
    {
        var world = await TwoWhoCompleted("need-info");
        var pair = await world.Ask(await world.Record("a", "A1"), await world.Record("b", "B1"));

        Assert.Null(await world.Answer(pair, PairStatus.NeedInfo, "Which year was she born?"));

        Assert.Equal((1, 1), (await world.Counted(world.Everybody), await world.Provisional(world.Everybody)));
        var asked = await portal.Get<PairQueue>().FindAsync(portal.Manager, new(PairStatus.NeedInfo, "need-info-a"), null, default);
        Assert.Equal(("Which year was she born?", 1), (asked!.Pair!.Answered!.Note, asked.Place));
        Assert.Null((await portal.Get<PairQueue>().FindAsync(portal.Manager, new(PairStatus.Open, "need-info-a"), null, default))!.Pair);
    }

    [Fact]
    public async Task Taken_back_everything_is_as_it_was()
    {
        var world = await TwoWhoCompleted("back");
        var (a, b) = (await world.Record("a", "A1"), await world.Record("b", "B1"));
        var pair = await world.Ask(a, b);
        var before = await world.Replay(world.Everybody, portal.Clock.GetUtcNow());
        await world.Answer(pair, PairStatus.Same);

        Assert.Null(await world.Answer(pair, PairStatus.Open));

        Assert.Equal(before, await world.Replay(world.Everybody, portal.Clock.GetUtcNow()));
        Assert.Equal((a.PersonId, b.PersonId), ((await world.Person(a.Id)).PersonId, (await world.Person(b.Id)).PersonId));
        Assert.Null(await world.Answer(pair, PairStatus.Same));
        Assert.Equal(1, await world.Counted(world.Everybody));
        Assert.Null(await world.Answer(pair, PairStatus.Different));
        Assert.Equal(2, await world.Counted(world.Everybody));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task What_rests_on_a_later_answer_is_not_taken_back_before_it()
    {
        var world = await TwoWhoCompleted("later");
        await world.Upload("a", "A2,Somebody Third,MY,completed,2026-04-02");
        var (a, b, c) = (await world.Record("a", "A1"), await world.Record("b", "B1"), await world.Record("a", "A2"));
        var first = await world.Ask(a, b);
        await world.Answer(first, PairStatus.Same);
        await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            db.Add(new PairDecision { Id = Guid.CreateVersion7(), RecordA = Min(b, c), RecordB = Max(b, c), Score = 60, Reasons = ["same-e-mail"], At = portal.Clock.GetUtcNow() });
            await db.CommitAsync(default);
        }

        var second = (await portal.Get<PairQueue>().FindAsync(portal.Manager, new(PairStatus.Open, "later-b"), null, default))!.Pair!.Id;
        await world.Answer(second, PairStatus.Same);
        Assert.Equal(1, await world.Counted(world.Everybody));

        Assert.Equal(PersonProblems.LaterDecisions, await world.Answer(first, PairStatus.Open));
        Assert.Equal(1, await world.Counted(world.Everybody));
        Assert.Null(await world.Answer(second, PairStatus.Different));
        Assert.Null(await world.Answer(first, PairStatus.Different));
        Assert.Equal(3, await world.Counted(world.Everybody));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task Pairs_between_two_who_became_one_are_answered_with_it_and_asked_again_without()
    {
        var world = await TwoWhoCompleted("implied");
        await world.Upload("a", "A2,Somebody Third,MY,completed,2026-04-02");
        var (a, b, c) = (await world.Record("a", "A1"), await world.Record("b", "B1"), await world.Record("a", "A2"));
        var (ab, ac, bc) = (await world.Ask(a, b), await world.Ask(a, c), await world.Ask(b, c));
        await world.Answer(ab, PairStatus.Same);

        await world.Answer(ac, PairStatus.Same);

        Assert.Equal(PairStatus.Same, (await world.Pair(bc)).Status);
        Assert.Equal((1, 0), (await world.Counted(world.Everybody), await world.Provisional(world.Everybody)));
        Assert.Null(await world.Answer(ac, PairStatus.Different));
        Assert.Equal(PairStatus.Open, (await world.Pair(bc)).Status);
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task Two_people_stay_two_whoever_else_is_one()
    {
        var world = await TwoWhoCompleted("veto");
        await world.Upload("a", "A2,Somebody Third,MY,completed,2026-04-02");
        var (a, b, c) = (await world.Record("a", "A1"), await world.Record("b", "B1"), await world.Record("a", "A2"));
        var (ab, ac) = (await world.Ask(a, b), await world.Ask(a, c));
        var bc = await world.Ask(b, c);
        await world.Answer(ac, PairStatus.Different);
        await world.Answer(ab, PairStatus.Same);

        Assert.Equal(PersonProblems.Vetoed, await world.Answer(bc, PairStatus.Same));
        Assert.Equal(PairStatus.Open, (await world.Pair(bc)).Status);
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task A_record_that_was_linked_by_itself_gets_a_person_of_its_own_and_goes_back_exactly()
    {
        var world = await TwoWhoCompleted("split");
        var (a, b) = (await world.Record("a", "A1"), await world.Record("b", "B1"));
        var pair = await Linked(a, b);
        Assert.Equal(1, await world.Counted(world.Everybody));

        Assert.Null(await world.Answer(pair, PairStatus.Different));

        var (one, two) = (await world.Person(a.Id), await world.Person(b.Id));
        Assert.NotEqual(one.PersonId, two.PersonId);
        Assert.Equal(2, await world.Counted(world.Everybody));
        Assert.Null(await world.Answer(pair, PairStatus.Same));
        Assert.Equal((await world.Person(a.Id)).PersonId, (await world.Person(b.Id)).PersonId);
        Assert.Equal(1, await world.Counted(world.Everybody));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task What_both_say_of_themselves_is_known_of_the_one_person_and_forgotten_again()
    {
        var world = await PeopleWorld.MakeAsync(portal, "traits");
        await world.Upload("a", "A1,Aminah binti Ali,,completed,2026-04-01");
        await world.Upload("b", "B1,Aminah Ali,MY,enrolled,");
        Assert.Equal(0, await world.Counted(world.Malaysians));
        var pair = await world.Ask(await world.Record("a", "A1"), await world.Record("b", "B1"));

        await world.Answer(pair, PairStatus.Same);

        Assert.Equal(1, await world.Counted(world.Malaysians));
        await world.Answer(pair, PairStatus.Different);
        Assert.Equal(0, await world.Counted(world.Malaysians));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_is_told_who_was_faster()
    {
        var world = await TwoWhoCompleted("once");
        var pair = await world.Ask(await world.Record("a", "A1"), await world.Record("b", "B1"));
        var seen = (await world.Pair(pair)).Revision;
        var handler = portal.Get<DecidePairHandler>();

        var answers = await Task.WhenAll(
            handler.DecideAsync(Manager("Aisyah"), pair, PairStatus.Same, null, seen, default),
            handler.DecideAsync(Manager("Bala"), pair, PairStatus.Different, null, seen, default));

        var refused = Assert.Single(answers, a => !a.Succeeded).Problem!;
        var kept = await world.Pair(pair);
        Assert.Equal(PersonProblems.DecidedMeanwhile(kept.ByName!), refused);
        Assert.Equal(kept.Status == PairStatus.Same ? 1 : 2, await world.Counted(world.Everybody));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task Answers_about_a_chain_of_people_at_once_all_stand()
    {
        var world = await PeopleWorld.MakeAsync(portal, "chain");
        await world.Upload("a", [.. Enumerable.Range(0, 8).Select(i => $"A{i},Person Number {i},MY,completed,2026-04-01")]);
        var records = new List<PersonRecord>();
        for (var i = 0; i < 8; i++)
        {
            records.Add(await world.Record("a", $"A{i}"));
        }

        var pairs = new List<Guid>();
        for (var i = 1; i < 8; i++)
        {
            pairs.Add(await world.Ask(records[i - 1], records[i]));
        }

        var answers = await Task.WhenAll(pairs.Select(p => portal.Get<DecidePairHandler>().DecideAsync(Manager("Aisyah"), p, PairStatus.Same, null, null, default)));

        Assert.All(answers, a => Assert.True(a.Succeeded, $"{a.Problem}"));
        Assert.Equal((1, 0), (await world.Counted(world.Everybody), await world.Provisional(world.Everybody)));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task An_answer_leaves_a_trace_without_values()
    {
        var world = await TwoWhoCompleted("audit");
        var pair = await world.Ask(await world.Record("a", "A1"), await world.Record("b", "B1"));
        await world.Answer(pair, PairStatus.Same, "Aminah told me.");
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var trace = await db.Set<AuditEntry>().Where(e => e.EntityId == pair).OrderBy(e => e.At).ToListAsync();
        Assert.Equal(["pair.asked", "pair.same"], trace.Select(t => t.Action));
        Assert.Equal(["status", "note"], trace[1].Fields);
        Assert.Null(trace[1].Reason);
    }

    [Fact]
    public async Task Only_who_manages_both_countries_sees_and_decides()
    {
        var world = await PeopleWorld.MakeAsync(portal, "abroad", "SG");
        await world.Upload("a", "A1,Aminah binti Ali,MY,completed,2026-04-01");
        await world.Upload("b", "B1,Aminah Ali,MY,completed,2026-04-02");
        var (a, b) = (await world.Record("a", "A1"), await world.Record("b", "B1"));
        var pair = await world.Ask(a, b);
        var (malaysia, both) = (Manager("of MY", "MY"), Manager("of both", "MY", "SG"));

        Assert.Equal(PersonProblems.PairNotFound, (await portal.Get<DecidePairHandler>().DecideAsync(malaysia, pair, PairStatus.Same, null, null, default)).Problem);
        Assert.Null(await portal.Get<PairQueue>().FindAsync(malaysia, new(), pair, default));
        Assert.Empty((await portal.Get<PersonPageQuery>().FindAsync(malaysia, a.PersonId, default))!.Pairs);
        Assert.Equal(PersonProblems.NotFound, (await portal.Get<DecidePairHandler>().AskAsync(malaysia, a.PersonId, b.PersonId, default)).Problem);
        Assert.NotNull(await portal.Get<PairQueue>().FindAsync(both, new(), pair, default));
        Assert.True((await portal.Get<DecidePairHandler>().DecideAsync(both, pair, PairStatus.Same, null, null, default)).Succeeded);
    }

    [Fact]
    public async Task The_page_tells_what_either_answer_would_do_and_how_it_came_about()
    {
        var world = await TwoWhoCompleted("page");
        var (a, b) = (await world.Record("a", "A1"), await world.Record("b", "B1"));
        var pair = await world.Ask(a, b);
        var shown = (await portal.Get<PairQueue>().FindAsync(portal.Manager, new(), pair, default))!;
        Assert.Equal(("PAGE-A", "PAGE-B"), (shown.Pair!.Earlier.Partner, shown.Pair.Later.Partner));
        Assert.Equal(2, shown.Pair.Earlier.Roster!.Value.Row);
        Assert.All(shown.Pair.Effects, e => Assert.True(e.CountsNow));
        Assert.Equal([new DateOnly(2026, 4, 2)], shown.Pair.Effects[0].IfTwo);
        Assert.Equal(new DateOnly(2026, 4, 1), shown.Pair.Effects[0].IfSame);
        await world.Answer(pair, PairStatus.Same);

        var former = new[] { a.PersonId, b.PersonId }.Max();
        var now = await portal.Get<PersonPageQuery>().FindMergedAsync(portal.Manager, former, default);
        var page = (await portal.Get<PersonPageQuery>().FindAsync(portal.Manager, now!.Value, default))!;
        Assert.Contains(page.Links, l => l is { Why: "decision", By: "Test manager" } && l.Decision == pair);
        Assert.Equal(PairStatus.Same, Assert.Single(page.Pairs).Status);
        Assert.All(page.Counts, c => Assert.Equal(ContributionState.Counted, c.State));
    }

    private static Guid Min(PersonRecord one, PersonRecord other) => one.Id.CompareTo(other.Id) < 0 ? one.Id : other.Id;

    private static Guid Max(PersonRecord one, PersonRecord other) => one.Id.CompareTo(other.Id) < 0 ? other.Id : one.Id;

    private static Actor Manager(string name, params string[] countries) =>
        new(Guid.CreateVersion7(), name, false, countries.Length == 0 ? [new(Role.ProgrammeManager)] : [.. countries.Select(c => new Grant(Role.ProgrammeManager, Country: c))]);

    private async Task<PeopleWorld> TwoWhoCompleted(string name)
    {
        var world = await PeopleWorld.MakeAsync(portal, name);
        await world.Upload("a", "A1,Aminah binti Ali,MY,completed,2026-04-01");
        await world.Upload("b", "B1,Aminah Ali,MY,completed,2026-04-02");
        return world;
    }

    /// <summary>As if the portal had linked the records when they came, and somebody doubts it now.</summary>
    private async Task<Guid> Linked(PersonRecord a, PersonRecord b)
    {
        await using (var owner = new Npgsql.NpgsqlConnection(portal.ConnectionString))
        {
            await owner.OpenAsync();
            await using var command = new Npgsql.NpgsqlCommand(
                """
                update person_link set person_id = @person where record_id = @record; update person_record set person_id = @person where id = @record;
                update trait set known_to = known_from + interval '1 second' where person_id = @former;
                """,
                owner);
            command.Parameters.AddWithValue("person", a.PersonId);
            command.Parameters.AddWithValue("former", b.PersonId);
            command.Parameters.AddWithValue("record", b.Id);
            await command.ExecuteNonQueryAsync();
        }

        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var pair = new PairDecision { Id = Guid.CreateVersion7(), RecordA = Min(a, b), RecordB = Max(a, b), Score = 60, Reasons = ["same-e-mail"], At = portal.Clock.GetUtcNow() };
        db.Add(pair);
        await db.SaveChangesAsync();
        await db.RecountAsync(null, portal.Clock, default);
        await db.CommitAsync(default);
        return pair.Id;
    }
}

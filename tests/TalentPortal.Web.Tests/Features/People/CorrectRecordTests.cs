using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Audit;
using TalentPortal.Domain.People;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.People.CorrectRecord;
using TalentPortal.Web.Features.People.FillKeys;
using TalentPortal.Web.Features.People.ShowPerson;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Tests.Features.Rosters.ApplyRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.People;

/// <summary>Correcting one person in place: with a reason, with its history, and against rosters where a manager did it.</summary>
public sealed class CorrectRecordTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_managers_correction_counts_is_told_and_is_not_overwritten_by_a_roster()
    {
        var world = await WorldAsync("manager");
        var record = await world.Record("a", "A1");
        Assert.Equal(0, await world.Counted(world.Malaysians));

        Assert.Equal(1, (await Correct(portal.Manager, record.Id, "nationality", "MY", "Passport seen.")).Value);

        Assert.Equal(1, await world.Counted(world.Malaysians));
        world.Tick();
        await world.Upload("a", "A1,Aminah binti Ali,SG,completed,2026-04-01");
        Assert.Equal("MY", (await world.Person(record.Id)).Nationality);
        Assert.Equal(1, await world.Counted(world.Malaysians));
        var change = Assert.Single((await portal.Get<PersonPageQuery>().FindAsync(portal.Manager, record.PersonId, default))!.History, h => h.Why is not null);
        Assert.Equal(("nationality", "SG", "MY", "Test manager", "Passport seen."), (change.Field, change.Was, change.Became, change.By, change.Why));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task A_partners_correction_is_as_a_roster_would_say_it()
    {
        var world = await WorldAsync("partner");
        var record = await world.Record("a", "A1");
        var coordinator = Coordinator(record);

        Assert.True((await Correct(coordinator, record.Id, "nationality", "MY", "Asked her.")).Succeeded);

        Assert.Equal(("MY", null), ((await world.Person(record.Id)).Nationality, (await world.Person(record.Id)).Held));
        Assert.Equal(1, await world.Counted(world.Malaysians));
        world.Tick();
        await world.Upload("a", "A1,Aminah binti Ali,SG,completed,2026-04-01");
        Assert.Equal("SG", (await world.Person(record.Id)).Nationality);
    }

    [Fact]
    public async Task A_partner_does_not_overrule_a_manager_and_sees_no_other_partners_record()
    {
        var world = await WorldAsync("over");
        await world.Upload("b", "B1,Chong Wei Ling,MY,enrolled,");
        var record = await world.Record("a", "A1");
        var coordinator = Coordinator(record);
        await Correct(portal.Manager, record.Id, "nationality", "MY", "Passport seen.");

        var refused = await Correct(coordinator, record.Id, "nationality", "SG", "Asked her.");

        Assert.Equal([new FieldProblem("nationality", PersonProblems.ValueHeld("manager"))], refused.Fields);
        var shown = await portal.Get<CorrectRecordHandler>().FindAsync(coordinator, record.Id, default);
        Assert.Equal(["nationality"], shown!.Held);
        Assert.Null(shown.Person);
        Assert.Equal(PersonProblems.RecordNotFound, (await Correct(coordinator, (await world.Record("b", "B1")).Id, "nationality", "MY", "Asked.")).Problem);
    }

    [Fact]
    public async Task A_student_id_that_another_has_is_refused_with_a_sentence()
    {
        var world = await WorldAsync("taken");
        await world.Upload("a", "A2,Chong Wei Ling,MY,enrolled,");
        var refused = await Correct(portal.Manager, (await world.Record("a", "A1")).Id, "student_id", "a2", "Typing error.");
        Assert.Equal([new FieldProblem("student_id", PersonProblems.StudentIdTaken("a2"))], refused.Fields);
        Assert.Equal("A1", (await world.Record("a", "A1")).StudentId);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_its_field()
    {
        var world = await WorldAsync("wrong");
        var record = await world.Record("a", "A1");
        var values = new Dictionary<string, string?> { ["full_name"] = "", ["email"] = "nobody", ["birth_date"] = "2099-01-01" };
        var refused = await portal.Get<CorrectRecordHandler>().HandleAsync(portal.Manager, record.Id, values, " ", record.Revision, default);
        Assert.Equal(["birth_date", "email", "full_name", "reason"], refused.Fields.Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.Equal(record.FullName, (await world.Person(record.Id)).FullName);
    }

    [Fact]
    public async Task Keys_follow_the_values_so_that_the_person_is_found_again()
    {
        var world = await WorldAsync("keys");
        var record = await world.Record("a", "A1");
        await Correct(portal.Manager, record.Id, "email", "Aminah@Example.org", "Told by herself.");
        await Correct(portal.Manager, record.Id, "birth_date", "2003-04-17", "Told by herself.");
        var now = await world.Person(record.Id);
        Assert.Equal(("aminah@example.org", 2003), (now.EmailKey, now.BirthYear));
        Assert.Contains("birth_year", now.Held!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_given_anothers_address_is_asked_about_and_not_linked()
    {
        var world = await WorldAsync("suspect");
        await world.Upload("b", "B1,Aminah binti Ali,MY,completed,2026-04-02", "B2,Chong Wei Ling,MY,completed,2026-04-02");
        var (one, other, stranger) = (await world.Record("a", "A1"), await world.Record("b", "B1"), await world.Record("b", "B2"));
        await Correct(portal.Manager, one.Id, "email", "aminah@mail.example", "Told by herself.");
        Assert.Empty(await PairsAsync(one));

        await Correct(portal.Manager, other.Id, "email", "Aminah@mail.example", "Told by herself.");

        var pair = Assert.Single(await PairsAsync(one));
        Assert.Equal((PairStatus.Open, null), (pair.Status, pair.RosterId));
        Assert.True(pair.RecordA == one.Id && pair.RecordB == other.Id);
        Assert.Equal(["same-e-mail", "same-name"], pair.Reasons);
        Assert.NotEqual((await world.Person(one.Id)).PersonId, (await world.Person(other.Id)).PersonId);
        Assert.Equal((2, 1), (await world.Counted(world.Everybody), await world.Provisional(world.Everybody)));
        await Correct(portal.Manager, stranger.Id, "mobile", "012-345 6789", "Told by herself.");
        Assert.Empty(await PairsAsync(stranger));
        await world.LedgerAgrees();
    }

    [Fact]
    public async Task Whoever_was_said_to_be_two_people_is_not_asked_about_again()
    {
        var world = await WorldAsync("settled");
        await world.Upload("b", "B1,Aminah binti Ali,MY,completed,2026-04-02");
        var (one, other) = (await world.Record("a", "A1"), await world.Record("b", "B1"));
        await Correct(portal.Manager, one.Id, "email", "two@mail.example", "Told by herself.");
        await Correct(portal.Manager, other.Id, "email", "two@mail.example", "Told by herself.");
        await world.Answer(Assert.Single(await PairsAsync(one)).Id, PairStatus.Different);

        await Correct(portal.Manager, one.Id, "mobile", "012-345 9876", "Told by herself.");
        await Correct(portal.Manager, other.Id, "mobile", "012-345 9876", "Told by herself.");

        Assert.Equal(PairStatus.Different, Assert.Single(await PairsAsync(one)).Status);
        Assert.Equal((2, 0), (await world.Counted(world.Everybody), await world.Provisional(world.Everybody)));
    }

    [Fact]
    public async Task Records_without_keys_are_given_them_once()
    {
        var world = await WorldAsync("fill");
        await world.Upload("a", "A2,陈美玲,MY,enrolled,", "A3,Chong Wei Ling,MY,enrolled,");
        var (one, other, third) = (await world.Record("a", "A1"), await world.Record("a", "A2"), await world.Record("a", "A3"));
        await Correct(portal.Manager, one.Id, "mobile", "012-345 1111", "Told by herself.");
        const string Keys = "select string_agg(concat_ws('|', student_id, student_key, email_key, mobile_key, name_key, name_word, revision), ';' order by id) from person_record";
        var before = await portal.TextAsync(Keys);
        await portal.TextAsync($"update person_record set name_key = null, name_word = null, mobile_key = null, student_key = null where id in ('{one.Id}', '{other.Id}') returning id");
        await portal.TextAsync($"update person_record set name_word = null where id = '{third.Id}' returning id");
        Assert.NotEqual(before, await portal.TextAsync(Keys));

        await portal.Get<KeyFiller>().RunOnceAsync(default);
        Assert.Equal(before, await portal.TextAsync(Keys));
        await portal.Get<KeyFiller>().RunOnceAsync(default);
        Assert.Equal(before, await portal.TextAsync(Keys));
    }

    [Fact]
    public async Task Of_two_who_correct_at_once_one_is_asked_to_look_again()
    {
        var world = await WorldAsync("twice");
        var record = await world.Record("a", "A1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => portal.Get<CorrectRecordHandler>().HandleAsync(
            portal.Manager, record.Id, new Dictionary<string, string?> { ["employer"] = $"Employer {i}" }, "Told.", record.Revision, default)));
        Assert.Single(answers, a => a.Succeeded);
        Assert.Equal(Keeping.Changed, Assert.Single(answers, a => !a.Succeeded).Problem);
    }

    [Fact]
    public async Task The_trace_names_fields_and_no_values()
    {
        var world = await WorldAsync("trace");
        var record = await world.Record("a", "A1");
        await Correct(portal.Manager, record.Id, "employer", "Petronas", "Told by herself.");
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var trace = await db.Set<AuditEntry>().SingleAsync(e => e.EntityId == record.Id);
        Assert.Equal(("record.corrected", null), (trace.Action, trace.Reason));
        Assert.Equal(["employer"], trace.Fields);
    }

    private async Task<List<PairDecision>> PairsAsync(PersonRecord record)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        return await db.Set<PairDecision>().AsNoTracking().Where(p => p.RecordA == record.Id || p.RecordB == record.Id).ToListAsync();
    }

    private static Actor Coordinator(PersonRecord record) => new(Guid.CreateVersion7(), "Lim Mei Fong", false, [new(Role.Coordinator, record.PartnerId)]);

    private async Task<PeopleWorld> WorldAsync(string name)
    {
        var world = await PeopleWorld.MakeAsync(portal, $"correct-{name}");
        await world.Upload("a", "A1,Aminah binti Ali,SG,completed,2026-04-01");
        return world;
    }

    private Task<Outcome<int>> Correct(Actor actor, Guid record, string field, string value, string reason) =>
        portal.Get<CorrectRecordHandler>().HandleAsync(actor, record, new Dictionary<string, string?> { [field] = value }, reason, null, default);
}

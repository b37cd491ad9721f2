using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Rosters;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.AnswerQuestions;

/// <summary>What a human says of a file: checked, remembered for its source, and the file is read again.</summary>
public sealed class AnswerRosterTests(ApiFixture portal) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private static readonly RosterReading Unclear = new("csv", ["Matrik", "Pelajar", "Tamat", "Kump."], ["student_id", "", "completed_on", ""], ",", "UTF-8", null, []);

    private static readonly RosterQuestions Asked = new(
        [],
        [new("Matrik", ["A1"], "student_id"), new("Pelajar", ["Siti"], null), new("Tamat", ["03/04/2026"], "completed_on"), new("Kump.", ["A"], null)],
        [new("completed_on", "03/04/2026", new(2026, 4, 3), new(2026, 3, 4))],
        [new("DEV 1", 3), new("???", 1)]);

    public async Task InitializeAsync()
    {
        var client = portal.Client();
        await client.PutJsonAsync("/api/v1/partners/mmu", """{"name":"MMU","kind":"university","country":"MY"}""");
        await client.PutJsonAsync("/api/v1/programmes/dev", """{"name":"Dev","kind":"training","level":"developer","country":"MY"}""");
        await client.PutJsonAsync("/api/v1/cohorts/mmu-1", """{"programme":"dev","partner":"mmu","name":"First","country":"MY","timeZone":"Asia/Kuala_Lumpur","startsOn":"2026-02-01","endsOn":"2026-06-30"}""");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Complete_answers_are_kept_remembered_and_the_file_is_read_again()
    {
        var id = await AskedAsync(Unclear, Asked);
        var waiting = await portal.Client().ReadAsync($"/api/v1/rosters/{id}");
        Assert.Equal("needs-decision", waiting.GetProperty("state").GetString());
        Assert.Equal("2026-03-04", waiting.GetProperty("questions").GetProperty("dates")[0].GetProperty("monthFirst").GetString());

        using var answer = await AnswerAsync(id, """{"dateOrder":"day-first","mapping":{"Matrik":"student_id","Pelajar":"full_name","Tamat":"completed_on","Kump.":""},"cohorts":{"DEV 1":"mmu-1","???":""}}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var (roster, source) = await FindAsync(id);
        Assert.Equal(RosterState.Received, roster.State);
        var kept = Findings.ReadAs<RosterAnswers>(roster.Answers!);
        Assert.Equal((DateOrder.DayFirst, "full_name", "mmu-1"), (kept.DateOrder, kept.Mapping["Pelajar"], kept.Cohorts["DEV 1"]));
        Assert.Equal((DateOrder.DayFirst, "full_name", ""), (source.DateOrder, source.Mapping["Pelajar"], source.Cohorts["???"]));

        await portal.WorkAsync();
        Assert.NotEqual(RosterState.Received, (await FindAsync(id)).Roster.State);
    }

    [Fact]
    public async Task What_is_not_to_be_remembered_is_not()
    {
        var id = await AskedAsync(Unclear, Asked with { Columns = [], Cohorts = [new("once only", 1)] });
        using var answer = await AnswerAsync(id, """{"dateOrder":"month-first","cohorts":{"once only":"mmu-1"},"remember":false}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.DoesNotContain("once only", (await FindAsync(id)).Source.Cohorts.Keys);
    }

    [Theory]
    [InlineData("""{"mapping":{"Pelajar":"full_name"},"cohorts":{"DEV 1":"","???":""}}""", "dateOrder", "field.missing")]
    [InlineData("""{"dateOrder":"day-first","mapping":{"Pelajar":""},"cohorts":{"DEV 1":"","???":""}}""", "mapping", "roster.missing-column")]
    [InlineData("""{"dateOrder":"day-first","mapping":{"Pelajar":"full_name","Kump.":"full_name"},"cohorts":{"DEV 1":"","???":""}}""", "mapping.Kump.", "roster.two-columns-for-one")]
    [InlineData("""{"dateOrder":"day-first","mapping":{"Pelajar":"shoe_size"},"cohorts":{"DEV 1":"","???":""}}""", "mapping.Pelajar", "roster.no-such-column")]
    [InlineData("""{"dateOrder":"day-first","mapping":{"Pelajar":"full_name"},"cohorts":{"DEV 1":"nobodys","???":""}}""", "cohorts.DEV 1", "field.unknown-code")]
    [InlineData("""{"dateOrder":"day-first","mapping":{"Pelajar":"full_name"},"cohorts":{"DEV 1":"mmu-1"}}""", "cohorts.???", "field.missing")]
    [InlineData("""{"dateOrder":"year-first","mapping":{"Pelajar":"full_name"},"cohorts":{"DEV 1":"","???":""}}""", "dateOrder", "field.unknown-word")]
    [InlineData("""{"encoding":"EBCDIC","dateOrder":"day-first","mapping":{"Pelajar":"full_name"},"cohorts":{"DEV 1":"","???":""}}""", "encoding", "field.unknown-word")]
    [InlineData("""{"sheet":"Sheet9","dateOrder":"day-first","mapping":{"Pelajar":"full_name"},"cohorts":{"DEV 1":"","???":""}}""", "sheet", "field.unknown-code")]
    public async Task An_answer_that_fits_no_question_is_refused_at_its_field_and_nothing_moves(string json, string field, string code)
    {
        var id = await AskedAsync(Unclear with { Columns = ["Matrik", "Pelajar", "Tamat", "Kump."] }, Asked, source: $"s-{Guid.CreateVersion7():N}"[..20]);
        using var answer = await AnswerAsync(id, json);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(problem.GetProperty("errors").EnumerateArray(), e => e.GetProperty("field").GetString() == field && e.GetProperty("code").GetString() == code);
        Assert.Equal(RosterState.NeedsDecision, (await FindAsync(id)).Roster.State);
    }

    [Fact]
    public async Task Other_letters_open_every_other_question_again()
    {
        var id = await AskedAsync(Unclear, Asked);
        using var answer = await AnswerAsync(id, """{"encoding":"gb18030"}""");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("GB18030", Findings.ReadAs<RosterAnswers>((await FindAsync(id)).Roster.Answers!).Encoding);
    }

    [Fact]
    public async Task A_sheet_must_be_chosen_and_earlier_answers_stay()
    {
        var id = await AskedAsync(Unclear with { Columns = [], Mapping = [] }, RosterQuestions.None with { Sheets = [new("May", false, 3, ["ID"]), new("June", true, 9, ["ID"])] });
        using (var open = await AnswerAsync(id, """{"dateOrder":"day-first"}"""))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, open.StatusCode);
        }

        using var chosen = await AnswerAsync(id, """{"sheet":"June","dateOrder":"day-first"}""");
        Assert.Equal(HttpStatusCode.Accepted, chosen.StatusCode);
        await WaitAgainAsync(id, Unclear with { Sheet = "June" }, Asked with { Dates = [], Cohorts = [] });
        using var mapped = await AnswerAsync(id, """{"mapping":{"Matrik":"student_id","Pelajar":"full_name"}}""");
        Assert.Equal(HttpStatusCode.Accepted, mapped.StatusCode);

        var kept = Findings.ReadAs<RosterAnswers>((await FindAsync(id)).Roster.Answers!);
        Assert.Equal(("June", DateOrder.DayFirst, "full_name"), (kept.Sheet, kept.DateOrder, kept.Mapping["Pelajar"]));
    }

    [Fact]
    public async Task Nothing_said_or_nobody_waiting_or_somebody_elses_roster_is_refused()
    {
        var id = await AskedAsync(Unclear, Asked);
        Assert.Equal("roster.nothing-asked", await CodeAsync(id, "{}"));
        var stranger = new Actor(Guid.CreateVersion7(), "stranger", true, [new(Role.Coordinator, Guid.CreateVersion7())]);
        Assert.Equal("roster.not-found", await CodeAsync(id, """{"encoding":"UTF-8"}""", stranger));
        using var first = await AnswerAsync(id, """{"encoding":"Big5"}""");
        Assert.Equal("roster.nothing-asked", await CodeAsync(id, """{"encoding":"UTF-8"}"""));
    }

    private async Task<string?> CodeAsync(Guid id, string json, Actor? actor = null)
    {
        using var answer = await AnswerAsync(id, json, actor);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();
    }

    private Task<HttpResponseMessage> AnswerAsync(Guid id, string json, Actor? actor = null) =>
        portal.Client(actor).PostAsync(new Uri($"/api/v1/rosters/{id}/answers", UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));

    /// <summary>A roster whose file was looked at and that now waits for answers.</summary>
    private async Task<Guid> AskedAsync(RosterReading reading, RosterQuestions questions, string? source = null)
    {
        if (source is not null)
        {
            await portal.Client().PutJsonAsync($"/api/v1/partners/mmu/sources/{source}", """{"name":"Other"}""");
        }

        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes("student_id,full_name\nA1,Siti Aminah\n"));
        var upload = new RosterUpload("mmu-1", "asked.csv", "text/csv", RosterMode.Delta, RosterApply.Preview) { Source = source };
        var id = (await portal.Get<RosterIntake>().ReceiveAsync(portal.Manager, upload, bytes, default)).Value;
        await WaitAgainAsync(id, reading, questions);
        return id;
    }

    private async Task WaitAgainAsync(Guid id, RosterReading reading, RosterQuestions questions)
    {
        await using (var db = await portal.Database.BeginAsync(Scope.Everything, default))
        {
            (await db.Set<Roster>().SingleAsync(r => r.Id == id)).Ask(reading, Findings.Write(questions), 4, portal.Clock.GetUtcNow());
            await db.CommitAsync(default);
        }

        await portal.WorkAsync();
    }

    private async Task<(Roster Roster, RosterSource Source)> FindAsync(Guid id)
    {
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var roster = await db.Set<Roster>().SingleAsync(r => r.Id == id);
        return (roster, await db.Set<RosterSource>().SingleAsync(s => s.Id == roster.SourceId));
    }
}

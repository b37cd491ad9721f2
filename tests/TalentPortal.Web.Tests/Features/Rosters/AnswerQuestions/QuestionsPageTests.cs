using System.Net;
using AngleSharp.Html.Dom;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Tests.Features.Accounts;
using TalentPortal.Web.Tests.Features.Rosters.ReadRoster;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.AnswerQuestions;

/// <summary>The page of questions as a browser without script sends it: one file that needs every answer there is, and the next one that needs none.</summary>
[Collection(AccountsGroup.Name)]
public sealed class QuestionsPageTests(AccountsFixture portal)
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly string[] Headings = ["Kod A", "Kod B", "Kod C", "Kod D", "Kod E"];

    [Fact]
    public async Task A_file_is_asked_about_until_it_is_understood_and_the_next_of_its_kind_is_not()
    {
        var desk = await RosterDesk.OpenAsync(portal);
        var file = Zips.Workbook("", "", "", ("Old", "visible", Sheet("X1", "Somebody Else")), ("Results", "visible", Sheet("A1", "Siti Aminah")));
        var roster = await desk.SendAsync(file, new(null, "results.xlsx", Workbook, RosterMode.Delta, RosterApply.Preview) { Partner = desk.Code }, RosterState.NeedsDecision);
        var address = $"/rosters/{roster}/questions";
        Assert.Contains("2 sheets of this workbook could be the roster.", await desk.SaysAsync(roster), StringComparison.Ordinal);

        await AnswerAsync(desk, address, ("sheet", "Results"));
        await desk.ReachesAsync(roster, RosterState.NeedsDecision);
        var page = await desk.Browser.PageAsync(address);
        Assert.Contains("A1", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("X1", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.Equal(Headings, page.QuerySelectorAll("input[name^='heading.']").Select(i => i.GetAttribute("value")));

        await AnswerAsync(desk, address, ("column.0", "student_id"), ("column.1", "full_name"), ("column.2", "cohort"), ("column.3", "completed_on"), ("column.4", ""));
        await desk.ReachesAsync(roster, RosterState.NeedsDecision);
        page = await desk.Browser.PageAsync(address);
        Assert.Contains("The date 03/04/2026 can mean two days. The cohort “DEV 1” is not known.", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.Contains("03/04/2026 is 3 Apr 2026", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.Contains("Siti Aminah", page.QuerySelector("#mapping")!.TextContent, StringComparison.Ordinal); // what is in the columns, although only dates and cohorts are asked

        await AnswerAsync(desk, address, ("date-order", "day-first"), ("cohort.0", desk.Code));
        await desk.ReachesAsync(roster, RosterState.Previewed);
        page = await desk.Browser.PageAsync($"/rosters/{roster}");
        Assert.Equal("1", page.QuerySelector("a.tile[href*='outcome=create'] b")!.TextContent);
        var preview = RosterDesk.Text(page);
        Assert.Contains("Siti Aminah", preview, StringComparison.Ordinal);
        Assert.Contains("3 Apr 2026", preview, StringComparison.Ordinal);
        Assert.Contains($"Cohort {desk.Code}", preview, StringComparison.Ordinal);

        var next = await desk.SendAsync($"{string.Join(',', Headings)}\nB1,Tan Wei Ling,DEV 1,05/04/2026,x\n", RosterState.Previewed);
        var remembered = await desk.SaysAsync(next);
        Assert.Contains("Tan Wei Ling", remembered, StringComparison.Ordinal);
        Assert.Contains("5 Apr 2026", remembered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_left_open_is_asked_again_beside_it_and_what_was_said_stays()
    {
        var desk = await RosterDesk.OpenAsync(portal);
        var roster = await desk.SendAsync("Student ID,Full name,Cohort,Status,Completed on\nA1,Siti Aminah,DEV 1,completed,03/04/2026\nA2,Tan Wei Ling,DEV 2,completed,03/04/2026\n", RosterState.NeedsDecision);
        var address = $"/rosters/{roster}/questions";
        var form = FormOf(await desk.Browser.PageAsync(address));

        using var answer = await desk.Browser.SendAsync(address, form, Filled(form, ("cohort.0", desk.Code)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await Browser.ReadAsync(answer);
        Assert.EndsWith("Say which day is meant.", page.QuerySelector("#date-order .field-error")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.EndsWith("Choose a cohort, or leave these rows out.", page.QuerySelector("#cohort-1-error")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(desk.Code, ((IHtmlSelectElement)page.QuerySelector("#cohort-0")!).Value);
        Assert.Equal(2, page.QuerySelectorAll(".error-summary a").Length);
        await desk.ReachesAsync(roster, RosterState.NeedsDecision);
    }

    [Fact]
    public async Task What_is_not_to_be_remembered_is_asked_of_the_next_file_too()
    {
        var desk = await RosterDesk.OpenAsync(portal);
        const string file = "Student ID,Full name,Status,Completed on\n{0},Siti Aminah,completed,03/04/2026\n";
        var roster = await desk.SendAsync(file.Replace("{0}", "A1", StringComparison.Ordinal), RosterState.NeedsDecision, desk.Code);
        var address = $"/rosters/{roster}/questions";
        var form = FormOf(await desk.Browser.PageAsync(address));
        using (var answer = await desk.Browser.SendAsync(address, form, [.. Filled(form, ("date-order", "month-first")).Where(f => f.Name != "remember")]))
        {
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        await desk.ReachesAsync(roster, RosterState.Previewed);
        Assert.Contains("4 Mar 2026", await desk.SaysAsync(roster), StringComparison.Ordinal);
        await desk.SendAsync(file.Replace("{0}", "A2", StringComparison.Ordinal), RosterState.NeedsDecision, desk.Code);
    }

    private static string Sheet(string id, string name) => Zips.Row(1, Headings) + Zips.Row(2, id, name, "DEV 1", "03/04/2026", "x");

    private static async Task AnswerAsync(RosterDesk desk, string address, params (string Name, string Value)[] answers)
    {
        var form = FormOf(await desk.Browser.PageAsync(address));
        using var answer = await desk.Browser.SendAsync(address, form, Filled(form, answers));
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        Assert.Equal(address[..address.LastIndexOf('/')], answer.Headers.Location!.AbsolutePath);
    }

    private static IHtmlFormElement FormOf(IHtmlDocument page) => (IHtmlFormElement)page.GetElementById("answers")!;

    /// <summary>What a browser would send of a form: what is chosen and ticked on the page, and on top of it what somebody chose.</summary>
    private static (string Name, string Value)[] Filled(IHtmlFormElement form, params (string Name, string Value)[] answers) =>
    [
        .. form.QuerySelectorAll("select").Cast<IHtmlSelectElement>().Select(s => (s.Name!, s.Value ?? "")),
        .. form.QuerySelectorAll("input").Cast<IHtmlInputElement>().Where(i => i is { IsChecked: true, Type: "radio" or "checkbox" }).Select(i => (i.Name!, i.Value)),
        .. answers,
    ];
}

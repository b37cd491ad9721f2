using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Jobs;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ShowRoster;

/// <summary>Wherever a roster stands, its page says so in a sentence and offers the next step, and only that.</summary>
[Collection(AccountsGroup.Name)]
public sealed class RosterStatesTests(AccountsFixture portal)
{
    private const string Header = "Student ID,Full name,Status,Completed on\n";

    [Fact]
    public async Task An_expired_preview_says_so_and_leads_to_a_fresh_upload()
    {
        var desk = await RosterDesk.OpenAsync(portal);
        var roster = await desk.SendAsync(Header + "A1,Siti Aminah,enrolled,\n", RosterState.Previewed, desk.Code);
        await ChangeAsync(db => db.Set<Roster>().Where(r => r.Id == roster).ExecuteUpdateAsync(s => s.SetProperty(r => r.PreviewedUntil, portal.Clock.GetUtcNow().AddDays(-1))));

        var page = await desk.Browser.PageAsync($"/rosters/{roster}");

        Assert.Contains("This preview is too old to apply", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.Equal($"/cohorts/{desk.Code}/upload", page.QuerySelector("a.btn.primary")!.GetAttribute("href"));
        Assert.DoesNotContain(page.Forms, f => f.GetAttribute("action")?.StartsWith($"/rosters/{roster}/", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_superseded_roster_leads_to_the_one_that_took_its_place()
    {
        var desk = await RosterDesk.OpenAsync(portal);
        var first = await desk.SendAsync(Header + "A1,Siti Aminah,enrolled,\n", RosterState.Previewed, desk.Code);
        var second = await desk.SendAsync(Encoding.UTF8.GetBytes(Header + "A1,Siti Aminah binti Ali,enrolled,\n"), new(desk.Code, "mended.csv", "text/csv", RosterMode.Delta, RosterApply.Preview) { Supersedes = first }, RosterState.Previewed);

        var page = await desk.Browser.PageAsync($"/rosters/{first}");

        Assert.Contains("Nothing of this file was written", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.Contains("“mended.csv”", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.Equal($"/rosters/{second}", page.QuerySelector(".note a")!.GetAttribute("href"));
        Assert.DoesNotContain(page.Forms, f => f.GetAttribute("action")?.EndsWith("/apply", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_file_that_waits_for_answers_says_what_is_asked_and_leads_to_the_questions()
    {
        var desk = await RosterDesk.OpenAsync(portal);
        var roster = await desk.SendAsync("Student ID,Full name,Cohort,Status,Completed on\nA1,Siti Aminah,DEV 1,completed,03/04/2026\nA2,Tan Wei Ling,DEV 2,completed,\n", RosterState.NeedsDecision);

        var page = await desk.Browser.PageAsync($"/rosters/{roster}");

        Assert.Equal(
            ["The date 03/04/2026 can mean two days.", "2 cohorts are not known, such as “DEV 1”."],
            page.QuerySelectorAll("ul.list li").Select(l => l.TextContent.Trim()));
        Assert.Equal($"/rosters/{roster}/questions", page.QuerySelector("a.btn.primary")!.GetAttribute("href"));
        Assert.DoesNotContain(page.Forms, f => f.GetAttribute("action")?.EndsWith("/apply", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Letters_that_were_guessed_are_shown_before_anything_is_applied_and_may_be_read_otherwise()
    {
        var desk = await RosterDesk.OpenAsync(portal);
        var roster = await desk.SendAsync(Encoding.Latin1.GetBytes(Header + "A1,José Peña,enrolled,\n"), new(desk.Code, "nombres.csv", "text/csv", RosterMode.Delta, RosterApply.Preview), RosterState.Previewed);

        var page = await desk.Browser.PageAsync($"/rosters/{roster}");

        Assert.Contains("it was read as windows-1252. Do these names look right? José Peña. If they do not, nothing should be applied yet. Choose another encoding", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.Equal($"/rosters/{roster}/questions", page.QuerySelector(".note.warn a")!.GetAttribute("href"));
        var questions = await desk.Browser.PageAsync($"/rosters/{roster}/questions");
        Assert.Equal("Check the letters", questions.QuerySelector("h1")!.TextContent);
        Assert.True(questions.QuerySelector("details.fold")!.HasAttribute("open"));
    }

    [Fact]
    public async Task One_file_for_several_cohorts_says_for_each_row_which_and_can_be_narrowed_to_one()
    {
        var desk = await RosterDesk.OpenAsync(portal);
        var other = $"{desk.Code}-b";
        await desk.CohortAsync(other);
        var roster = await desk.SendAsync($"Student ID,Full name,Cohort,Status\nA1,Siti Aminah,{desk.Code},enrolled\nA2,Tan Wei Ling,{other},enrolled\nA3,Kavitha,{other},enrolled\n", RosterState.Previewed);

        var page = await desk.Browser.PageAsync($"/rosters/{roster}");
        Assert.Contains("Many cohorts", page.QuerySelector(".crumbs")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Apply all 3 rows", RosterDesk.Text(page), StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Count(r => r.TextContent.Contains($"Cohort {other}", StringComparison.Ordinal)));

        var one = await desk.Browser.PageAsync($"/rosters/{roster}?cohort={other}");
        Assert.Contains("2 rows found", RosterDesk.Text(one), StringComparison.Ordinal);
        Assert.DoesNotContain("Siti Aminah", RosterDesk.Text(one), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_is_read_the_page_says_how_far_that_is()
    {
        var desk = await RosterDesk.OpenAsync(portal);
        var roster = await desk.SendAsync(Header + "A1,Siti Aminah,enrolled,\n", RosterState.Previewed, desk.Code);
        var payload = Findings.Write(new RosterJobPayload(roster));
        await ChangeAsync(db => db.Set<Roster>().Where(r => r.Id == roster).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, RosterState.Received)));
        await ChangeAsync(db => db.Set<Job>().Where(j => EF.Functions.JsonContains(j.Payload, payload))
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Running).SetProperty(j => j.Progress, 43).SetProperty(j => j.LeaseUntil, portal.Clock.GetUtcNow().AddYears(1))));

        var page = await desk.Browser.PageAsync($"/rosters/{roster}");

        Assert.Equal("43", page.QuerySelector("progress")!.GetAttribute("value"));
        Assert.Contains("43 %", RosterDesk.Text(page), StringComparison.Ordinal);
    }

    private async Task ChangeAsync(Func<PortalDbContext, Task<int>> change)
    {
        await using var db = await portal.Services.GetRequiredService<PortalDatabase>().BeginAsync(Scope.Everything, default);
        Assert.Equal(1, await change(db));
        await db.CommitAsync(default);
    }
}

using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ShowRoster;

/// <summary>The pages of rosters as browsers without script see them: what they say in three languages, and what their forms do.</summary>
[Collection(AccountsGroup.Name)]
public sealed class RosterPagesTests(AccountsFixture portal)
{
    private static int _made;

    private T Get<T>()
        where T : notnull => portal.Services.GetRequiredService<T>();

    [Fact]
    public async Task The_brake_is_let_pass_by_a_second_person_who_types_the_number_and_the_roster_is_undone_again()
    {
        var (code, partner) = await UniversityAsync();
        var (ann, annsAccount) = await portal.SignedInAsync((Role.Coordinator, partner));
        var (ben, _) = await portal.SignedInAsync((Role.PartnerAdministrator, partner));
        var uploader = new Actor(annsAccount.Id, "Ann", false, [new(Role.Coordinator, partner)]);
        await UploadAsync(uploader, code, People(code, 8), RosterMode.Delta, RosterApply.Valid, RosterState.Applied);
        var roster = await UploadAsync(uploader, code, People(code, 1), RosterMode.Full, RosterApply.Preview, RosterState.Previewed);
        var address = $"/rosters/{roster}";

        var page = await ann.PageAsync(address);
        Assert.Contains("Applying this needs a second person: 7 people are concerned", Text(page), StringComparison.Ordinal);
        Assert.Contains("It is a full list: whoever is missing from it is removed from the cohort.", Text(page), StringComparison.Ordinal);
        Assert.Contains($"Learner {code} 8", Text(page), StringComparison.Ordinal);
        using (var asked = await ann.SendAsync(address, FormOf(page, "apply"), ("apply", "valid")))
        {
            Assert.Equal((HttpStatusCode.SeeOther, address), (asked.StatusCode, asked.Headers.Location!.OriginalString));
        }

        page = await ann.PageAsync(address);
        Assert.DoesNotContain(page.Forms, f => f.GetAttribute("action") == $"{address}/approve");
        Assert.Contains("Somebody else at", Text(page), StringComparison.Ordinal);

        page = await ben.PageAsync(address);
        using (var wrong = await ben.SendAsync(address, FormOf(page, "approve"), ("number", "8")))
        {
            Assert.Equal($"{address}?refused=roster.other-number", wrong.Headers.Location!.OriginalString);
        }

        Assert.Contains("The number typed is not the number of people concerned, which is 7.", Text(await ben.PageAsync($"{address}?refused=roster.other-number")), StringComparison.Ordinal);
        using (var right = await ben.SendAsync(address, FormOf(page, "approve"), ("number", "7")))
        {
            Assert.Equal(address, right.Headers.Location!.OriginalString);
        }

        await ReachesAsync(roster, RosterState.Applied);
        page = await ben.PageAsync(address);
        Assert.Contains("let it pass the brake", Text(page), StringComparison.Ordinal);
        using (var undo = await ben.SendAsync(address, FormOf(page, "undo"), []))
        {
            Assert.Equal(address, undo.Headers.Location!.OriginalString);
        }

        await ReachesAsync(roster, RosterState.Undone);
        Assert.Contains("everything it wrote was taken back", Text(await ben.PageAsync(address)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Apply 3 good rows", "The name is missing. Fill in the full name.", "Data quality", "Learners")]
    [InlineData("ms", "Guna pakai 3 baris yang baik", "Nama", "Kualiti data", "Pelajar")]
    [InlineData("zh-Hans", "应用", "姓名", "数据质量", "学员")]
    public async Task Pages_speak_the_readers_language(string language, string apply, string finding, string quality, string learners)
    {
        var (code, partner) = await UniversityAsync();
        var (ann, account) = await portal.SignedInAsync((Role.Coordinator, partner));
        var uploader = new Actor(account.Id, "Ann", false, [new(Role.Coordinator, partner)]);
        await UploadAsync(uploader, code, People(code, 2), RosterMode.Delta, RosterApply.Valid, RosterState.Applied);
        var roster = await UploadAsync(uploader, code, People($"{code}n", 3) + "x9,\n", RosterMode.Delta, RosterApply.Preview, RosterState.Previewed);
        ann.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var page = await ann.PageAsync($"/rosters/{roster}");
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(apply, FormOf(page, "apply").TextContent, StringComparison.Ordinal);
        Assert.Contains(finding, Text(await ann.PageAsync($"/rosters/{roster}?finding=name-missing")), StringComparison.Ordinal);
        Assert.Contains(quality, (await ann.PageAsync($"/partners/{code}/quality")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var people = await ann.PageAsync($"/partners/{code}/learners?q=Learner");
        Assert.Contains(learners, people.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, people.QuerySelectorAll("tbody tr").Length);
        Assert.Contains($"/partners/{code}/quality", (await ann.PageAsync("/rosters")).QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_row_of_somebody_a_full_list_does_not_name_says_so()
    {
        var (code, partner) = await UniversityAsync();
        var (ann, account) = await portal.SignedInAsync((Role.Coordinator, partner));
        var uploader = new Actor(account.Id, "Ann", false, [new(Role.Coordinator, partner)]);
        await UploadAsync(uploader, code, People(code, 2), RosterMode.Delta, RosterApply.Valid, RosterState.Applied);
        var roster = await UploadAsync(uploader, code, People(code, 1), RosterMode.Full, RosterApply.Preview, RosterState.Previewed);

        var page = await ann.PageAsync($"/rosters/{roster}?outcome=remove");
        var link = page.QuerySelector("table.rows-s tbody a")!.GetAttribute("href")!;
        Assert.Contains("not in the file", Text(page), StringComparison.Ordinal);
        var row = await ann.PageAsync(link);
        Assert.Contains("This person is in the cohort and not in the file.", Text(row), StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("#cells"));
        Assert.Contains($"/partners/{code}/learners?q=", row.QuerySelectorAll("a.btn").Select(a => a.GetAttribute("href")).Single(h => h!.Contains("/learners", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static string Text(IHtmlDocument page) => page.QuerySelector("main")!.TextContent;

    private static IHtmlFormElement FormOf(IHtmlDocument page, string verb) => page.Forms.Single(f => f.GetAttribute("action")!.EndsWith($"/{verb}", StringComparison.Ordinal));

    private static string People(string prefix, int count) => "student_id,full_name\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"{prefix}{i},Learner {prefix} {i}\n"));

    /// <summary>A university with one cohort; both have the same code.</summary>
    private async Task<(string Code, Guid Partner)> UniversityAsync()
    {
        var code = $"uni-{Interlocked.Increment(ref _made)}";
        var partner = await Get<DescribePartnerHandler>().HandleAsync(Actor.System, code, new(code.ToUpperInvariant(), "university", "MY"), null, default);
        Assert.True((await Get<DescribeProgrammeHandler>().HandleAsync(Actor.System, code, new(code, "training", "developer", "MY"), null, default)).Succeeded);
        Assert.True((await Get<DescribeCohortHandler>().HandleAsync(Actor.System, code, new(code, code, code, "MY", "Asia/Kuala_Lumpur", new(2026, 2, 1), new(2026, 6, 30)), null, default)).Succeeded);
        return (code, partner.Value.Id);
    }

    private async Task<Guid> UploadAsync(Actor by, string cohort, string csv, RosterMode mode, RosterApply apply, RosterState wanted)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var id = (await Get<RosterIntake>().ReceiveAsync(by, new(cohort, "roster.csv", "text/csv", mode, apply), bytes, default)).Value;
        await ReachesAsync(id, wanted);
        return id;
    }

    /// <summary>Waits for the portal's own worker.</summary>
    private async Task ReachesAsync(Guid roster, RosterState wanted)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            await using (var db = await Get<PortalDatabase>().BeginAsync(Scope.Everything, default))
            {
                if (await db.Set<Roster>().AnyAsync(r => r.Id == roster && r.State == wanted))
                {
                    return;
                }
            }

            await Task.Delay(50);
        }

        Assert.Fail($"The roster did not become {wanted}.");
    }
}

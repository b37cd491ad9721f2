using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>The job the portal is for, with two people at two desks: a partner's roster becomes counted people on a page that somebody else has open.</summary>
[Collection(BrowserTests.Name)]
public sealed class PartnerUploadsRosterJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Commitment = "/commitments/malaysians-30000";
    private const string NewPerson = "Nur Aisyah binti Kassim Ujian";
    private const string Renamed = "Name Corrected by the Registrar";

    // A live page follows within a second or two; more only where the machine is busy.
    private static readonly LocatorAssertionsToHaveTextOptions Soon = new() { Timeout = 20_000 };

    [Fact]
    public async Task A_roster_becomes_counted_people_on_a_page_that_is_open_elsewhere()
    {
        await using var managersDesk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var manager = await managersDesk.NewPageAsync();
        var managerHears = new Watch(manager, Commitment);
        await OpenLiveAsync(manager, Commitment);
        var documents = 0;
        manager.Request += (_, request) => documents += request.IsNavigationRequest ? 1 : 0;
        await manager.EvaluateAsync("() => { window.openedOnce = true; }");
        var hero = manager.Locator(".hero-number");
        var before = Number(await hero.InnerTextAsync());

        await using var coordinatorsDesk = await portal.OpenAsync(chromium.Browser, null);
        var coordinator = await coordinatorsDesk.NewPageAsync();
        var coordinatorHears = new Watch(coordinator);
        await ChooseCohortAsync(coordinator);
        var (studentId, name) = await SomebodyEnrolledAsync(coordinator);
        await UploadAsync(coordinator, "term-results.csv", Roster(studentId));
        await ExpectPreviewAsync(coordinator, name);
        Assert.Equal(before, Number(await hero.InnerTextAsync()));

        await coordinator.GetByRole(AriaRole.Button, new() { Name = "Apply 5 good rows" }).ClickAsync();

        // The other desk: nobody touched it, and it moved.
        await Expect(hero).ToHaveTextAsync((before + 3).ToString("N0", CultureInfo.InvariantCulture), Soon);
        Assert.True(await manager.EvaluateAsync<bool>("() => window.openedOnce === true"), "The page was loaded again.");
        Assert.Equal(0, documents);

        await Expect(coordinator.GetByText("Applied").First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await FollowEvidenceAsync(manager);
        Assert.Empty(managerHears.Complaints.Concat(coordinatorHears.Complaints));
    }

    /// <summary>The client script is another release's: it must speak this server's language, or pages stand still without anybody noticing.</summary>
    [Fact]
    public async Task The_client_script_opens_a_circuit_and_keeps_it()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await context.NewPageAsync();
        var watch = new Watch(page, Commitment);
        await OpenLiveAsync(page, Commitment);

        await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        Assert.Empty(watch.Complaints);
    }

    /// <summary>Opens a live page and waits until its circuit has drawn for the first time: from then on it hears of changes.</summary>
    private static async Task OpenLiveAsync(IPage page, string address)
    {
        var drawn = new TaskCompletionSource();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) =>
        {
            if (socket.Url.Contains("/_blazor", StringComparison.Ordinal) && Encoding.UTF8.GetString(frame.Binary ?? []).Contains("JS.RenderBatch", StringComparison.Ordinal))
            {
                drawn.TrySetResult();
            }
        };
        await page.GotoAsync(address);
        await drawn.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>From the door to the upload form.</summary>
    private async Task ChooseCohortAsync(IPage page)
    {
        await page.GotoAsync("/cohorts");
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/account/sign-in?*"));
        await DemoPortal.SignInAsync(page, DemoPortal.Coordinator);
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/cohorts"));
        var code = await portal.AskAsync("select c.code from cohort c join roster r on r.cohort_id = c.id join stored_file f on f.id = r.file_id where f.name = 'late-results.csv'");
        await page.Locator("tr", new() { HasText = code }).Locator("a.row-link").ClickAsync();
        await Expect(page).ToHaveURLAsync(DemoPortal.At($"/cohorts/{code}"));
    }

    /// <summary>The first of the list: number and name as the portal knows them.</summary>
    private static async Task<(string StudentId, string Name)> SomebodyEnrolledAsync(IPage page)
    {
        var cell = page.Locator("th.col-name").First;
        var studentId = await cell.Locator(".num").InnerTextAsync();
        return (studentId.Trim(), (await cell.InnerTextAsync()).Split('\n')[0].Trim());
    }

    private static async Task UploadAsync(IPage page, string file, string csv)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Upload" }).First.ClickAsync();
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = file, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and preview" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/rosters/*"));
    }

    /// <summary>Three who completed, one who enrolled, a corrected name; nobody's row, a row without a number, and a row twice.</summary>
    private static string Roster(string known)
    {
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"""
            Student ID,Full name,Nationality,Audience,Status,Completed on
            ZZ-9001,{NewPerson},Malaysian,student,completed,{yesterday}
            ZZ-9002,Chong Wei Ling Ujian,Malaysian,student,completed,{yesterday}
            ZZ-9003,Kavitha a/p Raman Ujian,Malaysian,student,completed,{yesterday}
            ZZ-9004,Ahmad bin Zulkifli Ujian,Malaysian,student,enrolled,
            {known},{Renamed},,,,
            ZZ-9005,,Malaysian,student,completed,{yesterday}
            ,Nobody with a number,Malaysian,student,completed,{yesterday}
            ZZ-9001,{NewPerson},Malaysian,student,completed,{yesterday}

            """;
    }

    private static async Task ExpectPreviewAsync(IPage page, string formerName)
    {
        await Expect(page.GetByText("Nothing has been written yet.")).ToBeVisibleAsync();
        await Expect(Tile(page, "new")).ToContainTextAsync("4", new() { Timeout = 20_000 });
        await Expect(Tile(page, "would change")).ToContainTextAsync("1");
        await Expect(Tile(page, "twice in this file")).ToContainTextAsync("1");
        await Expect(Tile(page, "cannot be used")).ToContainTextAsync("2");
        var changed = page.Locator("tr", new() { HasText = Renamed });
        await Expect(changed.Locator("del")).ToContainTextAsync(formerName);
        await Expect(changed.Locator("ins")).ToContainTextAsync(Renamed);
        await Expect(page.GetByText("The name is missing. Fill in the full name.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Neither a student number nor an e-mail is given. Fill in one of them.")).ToBeVisibleAsync();
        var effect = await page.Locator("tr", new() { HasText = "30,000 Malaysians" }).Locator("td").InnerTextAsync();
        Assert.Equal("+3", string.Concat(effect.Where(c => !char.IsWhiteSpace(c))));
    }

    private static ILocator Tile(IPage page, string label) => page.Locator("a.tile", new() { Has = page.GetByText(label, new() { Exact = true }) });

    /// <summary>From the number to the row that made it: who sent what, and when.</summary>
    private static async Task FollowEvidenceAsync(IPage page)
    {
        var member = page.Locator("#members tr", new() { HasText = NewPerson });
        await Expect(member).ToBeVisibleAsync();
        await member.GetByRole(AriaRole.Link, new() { Name = "roster row 2" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/rosters/*/rows/2"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = NewPerson })).ToBeVisibleAsync();
        var lede = page.Locator("p.lede");
        await Expect(lede).ToContainTextAsync("term-results.csv");
        await Expect(lede).ToContainTextAsync("Lim Mei Fong");
        await Expect(lede).ToContainTextAsync(TimeProvider.System.GetUtcNow().ToString("yyyy", CultureInfo.InvariantCulture));
        await Expect(page.Locator("#content")).ToContainTextAsync("ZZ-9001");
    }

    private static int Number(string text) => int.Parse(text.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}

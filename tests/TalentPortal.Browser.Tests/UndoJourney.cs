using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>The wrong file was applied: whoever sent it takes it back, what others changed since is left alone and named, and the public number is what it was.</summary>
[Collection(BrowserTests.Name)]
public sealed class UndoJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 20_000 };

    [Fact]
    public async Task A_roster_is_taken_back_but_for_what_somebody_changed_since()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page);
        var before = await CountedAsync();
        await ApplyAsync(page, "wrong-file.csv", "UJ-1,Siti Aminah binti Ujian,Malaysian,student,completed,2025-11-03\nUJ-2,Tan Wei Ling Ujian,Malaysian,student,completed,2025-11-03\nUJ-3,Kavitha a/p Raman Ujian,Malaysian,student,completed,2025-11-03\n");
        var wrong = page.Url;
        Assert.Equal(before + 3, await CountedAsync());
        await ApplyAsync(page, "later-file.csv", "UJ-3,Kavitha a/p Raman Berubah,Malaysian,student,completed,2025-11-03\n");

        await page.GotoAsync(wrong);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo this roster" }).ClickAsync();

        await Expect(page.Locator(".head").GetByText("Partly undone")).ToBeVisibleAsync(Soon);
        var left = page.Locator("section", new() { Has = page.Locator("#left") });
        await Expect(left).ToContainTextAsync("Kavitha a/p Raman");
        await Expect(left).Not.ToContainTextAsync("Siti Aminah");
        await Expect(page.Locator("tr", new() { HasText = "Siti Aminah binti Ujian" })).ToContainTextAsync("was new in this cohort; taken out again");
        Assert.Equal(before, await CountedAsync());
        await page.GotoAsync($"/partners/{await PartnerAsync()}/learners?q=Ujian");
        await Expect(page.Locator("#content")).Not.ToContainTextAsync("Siti Aminah binti Ujian");
        Assert.Empty(hears.Complaints);
    }

    private static async Task ApplyAsync(IPage page, string name, string rows)
    {
        await page.GotoAsync("/cohorts/my-01/upload");
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(
            new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes($"Student ID,Full name,Nationality,Audience,Status,Completed on\n{rows}") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and preview" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).First.ClickAsync(new() { Timeout = 30_000 });
        await Expect(page.Locator(".head").GetByText("Applied", new() { Exact = true })).ToBeVisibleAsync(Soon);
    }

    private Task<string> PartnerAsync() => portal.AskAsync("select p.code from partner p join cohort c on c.partner_id = p.id where c.code = 'my-01'");

    private async Task<int> CountedAsync() => int.Parse(
        await portal.AskAsync("select coalesce(sum(f.n), 0) from figure f join target t on t.id = f.target_id where t.code = 'malaysians' and f.dim = 'state' and f.key = 'counted'"), CultureInfo.InvariantCulture);
}

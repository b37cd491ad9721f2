using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>A registrar's file with headings of its own: asked about once, remembered, and the next one goes straight through.</summary>
[Collection(BrowserTests.Name)]
public sealed class MappingJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Headings = "Kod A,Kod B,Status,Completed on,Kod C\n";

    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 20_000 };

    [Fact]
    public async Task A_registrars_own_headings_are_asked_about_once()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page);
        await UploadAsync(page, "own-headings.csv", Headings + "MJ-1,Siti Aminah binti Ujian,completed,03/11/2025,x\nMJ-2,Tan Wei Ling Ujian,enrolled,,y\n");

        await Expect(page.GetByText("2 of 5 columns were recognised.")).ToBeVisibleAsync(Soon);
        await page.GetByRole(AriaRole.Link, new() { Name = "Answer the questions" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Match the columns" })).ToBeVisibleAsync();
        await Expect(page.Locator("tr", new() { HasText = "Kod B" })).ToContainTextAsync("Siti Aminah binti Ujian");
        await page.GetByLabel("Kod A").SelectOptionAsync("student_id");
        await page.GetByLabel("Kod B").SelectOptionAsync("full_name");
        await page.GetByLabel("Kod C").SelectOptionAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on to the preview" }).First.ClickAsync();

        await Expect(page.GetByText("The date 03/11/2025 can mean two days.")).ToBeVisibleAsync(Soon);
        await page.GetByRole(AriaRole.Link, new() { Name = "Answer the questions" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on to the preview" }).First.ClickAsync();
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("Say which day is meant.");
        await page.GetByLabel("Day first").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on to the preview" }).First.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Apply all 2 rows" })).ToBeVisibleAsync(Soon);
        await Expect(page.Locator("tr", new() { HasText = "Siti Aminah binti Ujian" }).Locator("ins").Last).ToHaveTextAsync("3 Nov 2025");

        await UploadAsync(page, "own-headings-again.csv", Headings + "MJ-3,Kavitha a/p Raman Ujian,completed,05/11/2025,z\n");
        await Expect(page.Locator("tr", new() { HasText = "Kavitha a/p Raman Ujian" }).Locator("ins").Last).ToHaveTextAsync("5 Nov 2025", new() { Timeout = 20_000 });
        Assert.DoesNotContain(hears.Complaints, c => !c.Contains("422", StringComparison.Ordinal)); // the form that was sent with a question left open
    }

    private static async Task UploadAsync(IPage page, string name, string csv)
    {
        await page.GotoAsync("/cohorts/my-01/upload");
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and preview" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/rosters/*"));
    }
}

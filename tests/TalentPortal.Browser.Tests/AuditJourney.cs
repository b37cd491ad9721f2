using System.Security.Cryptography;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>An auditor draws a sample, judges it by keyboard, and signs; a manager sees it beside the number and answers.</summary>
[Collection(BrowserTests.Name)]
public sealed class AuditJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task A_sample_is_drawn_judged_signed_and_answered()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Auditor);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page);
        await page.GotoAsync("/commitments/architects-100");
        await page.GetByRole(AriaRole.Link, new() { Name = "Audits", Exact = true }).ClickAsync();
        await page.GetByLabel("A number of my own").CheckAsync();
        await page.GetByLabel("Number to draw").FillAsync("4");
        await page.GetByRole(AriaRole.Button, new() { Name = "Draw the sample" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "0 of 4 judged" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Begin" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What the rule asks" })).ToBeVisibleAsync();
        await PressAsync(page, "x"); // not confirmed needs a reason and a note
        await Expect(page.GetByText("Say why it is not confirmed.")).ToBeVisibleAsync();
        await page.GetByLabel("Why not?").SelectOptionAsync("counted-twice");
        await page.GetByLabel("What was found").FillAsync("Counted under another name as well.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Not confirmed" }).ClickAsync();
        await Expect(page.GetByText("No. 1 is kept.")).ToBeVisibleAsync();
        await PressAsync(page, "c");
        await Expect(page.GetByText("No. 2 is kept.")).ToBeVisibleAsync();
        await PressAsync(page, "m");
        await Expect(page.GetByText("No. 3 is kept.")).ToBeVisibleAsync();
        await PressAsync(page, "c");
        await Expect(page.GetByText("All of them are judged.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign the audit" }).ClickAsync();
        await Expect(page.GetByText("Of 4 drawn 2 could not be confirmed")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Working papers (JSON)" }).ClickAsync());
        var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(await download.PathAsync())));
        await Expect(page.GetByText(digest)).ToBeVisibleAsync();
        Assert.Empty(hears.Complaints);
        await AnsweredAsync();
    }

    // Keys are a comfort of the script, which comes after the page.
    private static async Task PressAsync(IPage page, string key)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.Keyboard.PressAsync(key);
    }

    private async Task AnsweredAsync()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page);
        await page.GotoAsync("/commitments/architects-100");
        await Expect(page.GetByText("% wrong, with 95 % confidence")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "The audit", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Counted under another name as well.")).ToBeVisibleAsync();
        await page.GetByText("Answer this finding").First.ClickAsync();
        await page.GetByLabel("Answer to no. 1").FillAsync("They are two people; the registry confirmed it.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send the answer" }).First.ClickAsync();
        await Expect(page.GetByText("They are two people; the registry confirmed it.")).ToBeVisibleAsync();
        Assert.Empty(hears.Complaints);
    }
}

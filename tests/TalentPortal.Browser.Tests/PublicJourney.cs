using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>A figure is frozen and told by two people; somebody without an account quotes it; it is corrected with a reason; the quotation is checked.</summary>
[Collection(BrowserTests.Name)]
public sealed class PublicJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task A_figure_is_published_quoted_corrected_and_checked()
    {
        var told = await TellAsync("2026-09-30", null);
        await using var outside = await chromium.Browser.NewContextAsync(new() { BaseURL = portal.Process.Address.ToString(), Locale = "en", JavaScriptEnabled = false });
        var page = await outside.NewPageAsync();
        await page.GotoAsync($"/q/{told}");
        await Expect(page.Locator(".outcome .st")).ToBeVisibleAsync();
        var quoted = (await page.Locator("h1.outcome-text").InnerTextAsync()).Trim();
        Assert.Contains("30 Sep 2026", quoted, StringComparison.Ordinal);

        // What changed the number is another journey's; here the published one is made another, as if it had.
        await portal.AskAsync($"with later as (update figure_release set n = n - 1 where code = '{told}' returning code) select code from later");
        var corrected = await TellAsync("2026-09-30", "One person had been counted under two names.");
        Assert.NotEqual(told, corrected);

        await page.GotoAsync("/verify-figure");
        await page.GetByLabel("Code or figure").FillAsync(told.ToLowerInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await Expect(page.GetByText("Replaced by a correction")).ToBeVisibleAsync();
        await Expect(page.GetByText("One person had been counted under two names.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = quoted }).ClickAsync();
        await Expect(page.Locator("h1.outcome-text")).ToHaveTextAsync(quoted);
        await page.GotoAsync("/p/malaysians-30000");
        await Expect(page.Locator("section", new() { Has = page.Locator("#corrections") })).ToContainTextAsync("One person had been counted under two names.");
    }

    /// <summary>One manager freezes the number of a day, another publishes it; gives the code under which it is found.</summary>
    private async Task<string> TellAsync(string day, string? reason)
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var first = await desk.NewPageAsync();
        await first.GotoAsync("/targets/malaysians/published");
        await first.GetByLabel("As of the end of").FillAsync(day);
        await first.GetByLabel("Why it differs").FillAsync(reason ?? "");
        await first.GetByRole(AriaRole.Button, new() { Name = "Freeze the number and ask" }).ClickAsync();
        await Expect(first.GetByText("The number is frozen and waits for a second person.")).ToBeVisibleAsync();

        await using var other = await portal.OpenAsync(chromium.Browser, DemoPortal.SecondManager);
        var second = await other.NewPageAsync();
        await second.GotoAsync("/targets/malaysians/published");
        await second.GetByRole(AriaRole.Button, new() { Name = "Publish this number" }).ClickAsync();
        await Expect(second.GetByText("The number is published.")).ToBeVisibleAsync();
        return (await second.Locator("a.code").First.GetAttributeAsync("href"))!.Split('/')[^1];
    }
}

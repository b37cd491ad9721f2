using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>A promise is written down, approved by a second person and stands on the portfolio; later it says something else, and what it said stays.</summary>
[Collection(BrowserTests.Name)]
public sealed class CommitmentJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Name = "2,500 nurses who use AI";
    private const string Way = "/commitments/2-500-nurses-who-use-ai";

    [Fact]
    public async Task A_commitment_is_written_approved_by_another_person_and_restated_in_the_open()
    {
        await using var authorsDesk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        await using var secondDesk = await portal.OpenAsync(chromium.Browser, DemoPortal.SecondManager);
        var (author, second) = (await authorsDesk.NewPageAsync(), await secondDesk.NewPageAsync());
        var (authorHears, secondHears) = (new Watch(author, "/commitments"), new Watch(second, "/commitments"));

        await WriteAsync(author);
        await CountAsync(author);
        await Expect(author.GetByText("Ministers said so at the opening.")).ToBeVisibleAsync();
        await PressAsync(author, "Ask to publish");
        await Expect(author.GetByRole(AriaRole.Status)).ToContainTextAsync("It waits for a second person");
        await Expect(author.GetByText("Whoever asks does not approve")).ToBeVisibleAsync();
        await Expect(author.GetByRole(AriaRole.Button, new() { Name = "Approve and publish" })).ToHaveCountAsync(0);
        await author.GotoAsync("/");
        await Expect(author.GetByRole(AriaRole.Link, new() { Name = Name })).ToHaveCountAsync(0);

        await second.GotoAsync("/commitments?state=waiting");
        await second.GetByRole(AriaRole.Link, new() { Name = Name }).ClickAsync();
        await Expect(second.GetByText("Level of the programme: Educator")).ToBeVisibleAsync();
        await PressAsync(second, "Approve and publish");
        await Expect(second.GetByRole(AriaRole.Status)).ToContainTextAsync("Approved");
        await author.GotoAsync("/");
        await author.GetByRole(AriaRole.Link, new() { Name = Name }).ClickAsync();
        await Expect(author.Locator(".hero-number")).Not.ToHaveTextAsync("0");

        await RestateAsync(author);
        await second.GotoAsync(Way + "/wording");
        await Expect(second.GetByText("The hospitals asked for more.")).ToBeVisibleAsync();
        await PressAsync(second, "Approve the new words");
        await Expect(second.GetByText("2,500 people").First).ToBeVisibleAsync();
        await Expect(second.GetByText("4,000 people").First).ToBeVisibleAsync();
        await Expect(second.GetByText("approved by Tan Boon Keat as a second person").First).ToBeVisibleAsync();
        await author.GotoAsync(Way);
        await Expect(author.GetByText("of 4,000")).ToBeVisibleAsync();

        // What was refused on the way is answered 422, which the console repeats.
        Assert.All(authorHears.Complaints.Concat(secondHears.Complaints), c => Assert.Contains("422", c, StringComparison.Ordinal));
    }

    /// <summary>The words, with what is refused on the way told twice and mended.</summary>
    private static async Task WriteAsync(IPage page)
    {
        await page.GotoAsync("/commitments");
        await page.GetByRole(AriaRole.Link, new() { Name = "New commitment" }).ClickAsync();
        await page.GetByLabel("Who said it").FillAsync("A ministry, in Ipoh");
        await page.GetByLabel("When it was announced").FillAsync("2026-03-02");
        await page.GetByLabel("Where it can be read").FillAsync("https://example.org/nurses");
        await page.GetByLabel("Heading", new() { Exact = true }).FillAsync(Name);
        await page.GetByLabel("Country it was made for").SelectOptionAsync("MY");
        await PressAsync(page, "Keep and go on");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(page.Locator("#quote-error")).ToBeVisibleAsync();
        await page.GetByLabel("The words of the promise").FillAsync("2,500 nurses are to use AI at work.");
        await PressAsync(page, "Keep and go on");
        await page.GetByLabel("How we understand the words").FillAsync("Ministers said so at the opening.");
        await PressAsync(page, "Keep and go on");
    }

    private static async Task CountAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a number" }).ClickAsync();
        await page.GetByLabel("A person counts once, when they complete a programme").CheckAsync();
        await page.GetByLabel("How many were promised").FillAsync("2,500");
        await page.GetByLabel("First day", new() { Exact = true }).FillAsync("2025-09-01");
        await page.GetByLabel("Last day", new() { Exact = true }).FillAsync("2025-01-01");
        await page.GetByLabel("Educator", new() { Exact = true }).CheckAsync();
        await PressAsync(page, "Keep");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The window would end before it begins");
        await page.GetByLabel("Last day", new() { Exact = true }).FillAsync("2028-12-31");
        await PressAsync(page, "Keep");
        await Expect(page.GetByText("2,500 people from 1 Sep 2025 to 31 Dec 2028")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on" }).ClickAsync();
    }

    private static async Task RestateAsync(IPage page)
    {
        await page.GotoAsync(Way + "/edit?step=counted");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change number 1" }).ClickAsync();
        await page.GetByLabel("How many were promised").FillAsync("4,000");
        await PressAsync(page, "Keep");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on" }).ClickAsync();
        await PressAsync(page, "Ask to restate");
        await Expect(page.Locator("#reason-error")).ToBeVisibleAsync();
        await page.GetByLabel("Why it changes").FillAsync("The hospitals asked for more.");
        await PressAsync(page, "Ask to restate");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("It waits for a second person");
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}

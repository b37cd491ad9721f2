using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>What others claim, the parts of a number, a copy of the source and an old list: written in forms, approved by a second person, shown beside the number and never in it.</summary>
[Collection(BrowserTests.Name)]
public sealed class WordsJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Way = "/commitments/malaysians-30000";

    [Fact]
    public async Task What_others_state_the_parts_and_the_source_are_written_approved_and_shown_beside_the_number()
    {
        await using var authorsDesk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        await using var secondDesk = await portal.OpenAsync(chromium.Browser, DemoPortal.SecondManager);
        var (author, second) = (await authorsDesk.NewPageAsync(), await secondDesk.NewPageAsync());
        await author.GotoAsync(Way);
        var number = await author.Locator(".hero-number").TextContentAsync();

        await StateAsync(author);
        await SplitAsync(author);
        await StoreAsync(author);
        await author.GotoAsync(Way + "/edit?step=check");
        await author.GetByLabel("Why it changes").FillAsync("To be exact.");
        await PressAsync(author, "Ask to restate");

        await second.GotoAsync(Way + "/wording");
        await Expect(second.GetByText("over 1.3 million developers, stated by A company on 28 Oct 2020").First).ToBeVisibleAsync();
        await PressAsync(second, "Approve the new words");

        await second.GotoAsync(Way);
        await Expect(second.GetByText("Stated by A company on 28 Oct 2020, not counted here.")).ToBeVisibleAsync();
        await Expect(second.GetByText("The parts are to bring 31,000, which is 1,000 more than the target of 30,000.")).ToBeVisibleAsync();
        await Expect(second.Locator(".hero-number")).ToHaveTextAsync(number!);
        var download = await second.RunAndWaitForDownloadAsync(() => second.GetByRole(AriaRole.Link, new() { Name = "Stored copy: summit.html" }).ClickAsync());
        Assert.Equal("<!doctype html><p>30,000</p>", await File.ReadAllTextAsync(await download.PathAsync()));
    }

    [Fact]
    public async Task An_old_list_is_read_kept_beside_the_number_and_taken_back()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await desk.NewPageAsync();
        await page.GotoAsync("/commitments/developers-1000");
        var number = await page.Locator(".hero-number").TextContentAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Import people trained before the promise" }).ClickAsync();
        await page.GetByLabel("The old spreadsheet").SetInputFilesAsync(new FilePayload { Name = "2019.csv", MimeType = "text/csv", Buffer = "student_id,full_name,completed_on\nO1,Old One,2019-05-01\nO2,Old Two,2021-05-01\n"u8.ToArray() });
        await PressAsync(page, "Read the file");
        await Expect(page.Locator("#note-error")).ToBeVisibleAsync(); // what was chosen of a file is lost with the page, as in every browser
        await page.GetByLabel("The old spreadsheet").SetInputFilesAsync(new FilePayload { Name = "2019.csv", MimeType = "text/csv", Buffer = "student_id,full_name,completed_on\nO1,Old One,2019-05-01\nO2,Old Two,2021-05-01\n"u8.ToArray() });
        await page.GetByLabel("Proven").CheckAsync();
        await page.GetByLabel("What that rests on").FillAsync("The register of 2019.");
        await PressAsync(page, "Read the file");
        await Expect(page.GetByText("Not history: it happened in the time of the promise.")).ToBeVisibleAsync();
        await PressAsync(page, "Keep one person beside the number");
        await Expect(page.GetByText("is not counted.")).ToBeVisibleAsync();

        await page.GotoAsync("/commitments/developers-1000");
        await Expect(page.GetByText("Before the promise: one person (1 proven).")).ToBeVisibleAsync();
        await Expect(page.Locator(".hero-number")).ToHaveTextAsync(number!);
        await page.GetByRole(AriaRole.Link, new() { Name = "See the files" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "2019.csv" }).ClickAsync();
        await page.GetByText("Take it back").First.ClickAsync();
        await page.GetByLabel("Why").FillAsync("Another programme.");
        await PressAsync(page, "Take it back");
        await page.GotoAsync("/commitments/developers-1000");
        await Expect(page.GetByText("Before the promise: one person")).ToHaveCountAsync(0);
    }

    private static async Task StateAsync(IPage page)
    {
        await page.GotoAsync(Way + "/edit?step=reading");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add a figure that others state" }).ClickAsync();
        await page.GetByLabel("The figure").FillAsync("over 1.3 million");
        await page.GetByLabel("Of what").FillAsync("developers");
        await page.GetByLabel("Who states it").FillAsync("A company");
        await PressAsync(page, "Keep");
        await Expect(page.Locator("#on-error")).ToBeVisibleAsync();
        await page.GetByLabel("When it was stated").FillAsync("2020-10-28");
        await PressAsync(page, "Keep");
        await Expect(page.GetByText("over 1.3 million developers, stated by A company")).ToBeVisibleAsync();
    }

    private static async Task SplitAsync(IPage page)
    {
        await page.GotoAsync(Way + "/edit?step=counted");
        await page.GetByRole(AriaRole.Link, new() { Name = "Split into parts: number 1" }).ClickAsync();
        await page.Locator("#split-parts-3-key").SelectOptionAsync("educator");
        await page.Locator("#split-parts-3-amount").FillAsync("many");
        await PressAsync(page, "Keep");
        await Expect(page.Locator("#split-parts-3-amount-error")).ToBeVisibleAsync();
        await page.Locator("#split-parts-3-amount").FillAsync("3,000");
        await PressAsync(page, "Keep");
        await Expect(page.GetByText("1,000 more than the target.")).ToBeVisibleAsync();
    }

    private static async Task StoreAsync(IPage page)
    {
        await page.GotoAsync(Way + "/edit?step=promise");
        await page.Locator("#copy-file").SetInputFilesAsync(new FilePayload { Name = "program.exe", MimeType = "text/html", Buffer = [0x4D, 0x5A, 0x00, 0x01] });
        await PressAsync(page, "Store another copy");
        await Expect(page.Locator("#copy-file-error")).ToContainTextAsync("Nothing was stored");
        await page.Locator("#copy-file").SetInputFilesAsync(new FilePayload { Name = "summit.html", MimeType = "text/html", Buffer = "<!doctype html><p>30,000</p>"u8.ToArray() });
        await PressAsync(page, "Store another copy");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Stored copy: summit.html" })).ToBeVisibleAsync();
    }

    private static Task PressAsync(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}

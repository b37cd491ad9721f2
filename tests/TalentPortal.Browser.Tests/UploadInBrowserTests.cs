using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>What the script adds to the upload form: a bar that moves, a way to stop, and nothing lost or doubled when the network is.</summary>
[Collection(BrowserTests.Name)]
public sealed class UploadInBrowserTests(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Upload = "/cohorts/my-01/upload";
    private const string Lost = "The connection was lost. Your file is still chosen here: check the network and send it again. It cannot end up twice.";

    private static readonly PageAssertionsToHaveURLOptions Soon = new() { Timeout = 30_000 };

    [Fact]
    public async Task The_bar_moves_while_the_file_is_sent()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await OpenAsync(context, "bar", rows: 20_000);
        await SlowAsync(context, page);

        await SendAsync(page, "Upload and preview");

        await Expect(page.Locator("[data-said]")).ToContainTextAsync(" MB sent", new() { Timeout = 20_000 });
        var seen = new HashSet<double>();
        for (var tries = 0; tries < 400 && seen.Count(v => v > 0) < 3; tries++)
        {
            seen.Add(await page.EvaluateAsync<double>("() => document.querySelector('[data-sending] progress')?.value ?? 0"));
            await Task.Delay(25);
        }

        Assert.True(seen.Count(v => v > 0) >= 3, $"The bar stood at {string.Join(", ", seen)}.");
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/rosters/*"), Soon);
    }

    [Fact]
    public async Task Sending_can_be_stopped_and_begun_again()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await OpenAsync(context, "stop", rows: 20_000);
        var before = await RostersAsync();
        await SlowAsync(context, page);

        await SendAsync(page, "Upload and preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();

        await Expect(page.Locator("[data-said]")).ToHaveTextAsync("Stopped. Nothing was stored. Your file is still chosen here.");
        await Expect(page.Locator("[data-sending] progress")).ToBeHiddenAsync();
        Assert.Equal(before, await RostersAsync());
        await SendAsync(page, "Send again");
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/rosters/*"), Soon);
        Assert.Equal(before + 1, await RostersAsync());
    }

    [Fact]
    public async Task Without_a_network_the_file_stays_chosen_and_is_sent_once_it_is_back()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await OpenAsync(context, "offline", rows: 3);
        await context.SetOfflineAsync(true);

        await SendAsync(page, "Upload and preview");

        await Expect(page.Locator("[data-said]")).ToHaveTextAsync(Lost);
        await context.SetOfflineAsync(false);
        await SendAsync(page, "Send again");
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/rosters/*"), Soon);
    }

    /// <summary>The worst moment to lose the network: the server has the file, and its answer is gone.</summary>
    [Fact]
    public async Task A_file_whose_answer_was_lost_is_sent_again_and_stands_there_once()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await OpenAsync(context, "answer", rows: 3);
        var before = await RostersAsync();
        var arrived = 0;
        await page.RouteAsync("**/cohorts/my-01/rosters", async route =>
        {
            await route.FetchAsync(new() { MaxRedirects = 0 });
            arrived++;
            await route.AbortAsync("connectionreset");
        });

        await SendAsync(page, "Upload and preview");

        await Expect(page.Locator("[data-said]")).ToHaveTextAsync(Lost);
        Assert.Equal((1, before + 1), (arrived, await RostersAsync()));
        await page.UnrouteAsync("**/cohorts/my-01/rosters");
        await SendAsync(page, "Send again");
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/rosters/*"), Soon);
        Assert.Equal(before + 1, await RostersAsync());
    }

    private static async Task<IPage> OpenAsync(IBrowserContext context, string name, int rows)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(Upload, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var file = new StringBuilder("Student ID,Full name,Email,Status\n");
        for (var n = 0; n < rows; n++)
        {
            file.Append(CultureInfo.InvariantCulture, $"{name}-{n},Learner {n} of the upload {name},{name}-{n}@example.org,enrolled\n");
        }

        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = $"{name}.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes($"{file}") });
        return page;
    }

    /// <summary>A line on which a megabyte takes some seconds.</summary>
    private static async Task SlowAsync(IBrowserContext context, IPage page)
    {
        var session = await context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = 400_000 });
    }

    private static Task SendAsync(IPage page, string label) => page.GetByRole(AriaRole.Button, new() { Name = label }).ClickAsync();

    private async Task<int> RostersAsync() => int.Parse(await portal.AskAsync("select count(*) from roster"), CultureInfo.InvariantCulture);
}

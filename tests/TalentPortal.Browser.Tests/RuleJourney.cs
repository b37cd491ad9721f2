using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>A rule is tried, written, counted in the shadow and compared; nobody approves their own, and a second person's word moves the number.</summary>
[Collection(BrowserTests.Name)]
public sealed class RuleJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 30_000 };

    [Fact]
    public async Task A_rule_is_tried_on_todays_data_and_its_author_cannot_put_it_in_force()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page);
        await page.GotoAsync("/commitments/architects-100");
        await page.GetByRole(AriaRole.Link, new() { Name = "Try or change the rule" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Audience" }).GetByLabel("Students").CheckAsync();
        var answer = page.GetByRole(AriaRole.Status);
        await Expect(answer).ToContainTextAsync("people would count, each once"); // by itself, as soon as a box is ticked
        await page.GetByRole(AriaRole.Button, new() { Name = "Try it on today’s data" }).First.ClickAsync();
        await Expect(answer).ToContainTextAsync("people would count, each once");
        await Expect(answer).ToContainTextAsync("Of another audience than the promise asks for");
        await answer.GetByText("Show 5 of them").First.ClickAsync();
        await Expect(answer.GetByRole(AriaRole.Link).First).ToBeVisibleAsync();

        await page.GetByLabel("Why another version?").FillAsync("The promise was made to students.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write it as version 2" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Counting rule, version 2" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Count in the shadow" }).ClickAsync();
        await Expect(page.GetByText("Whoever wrote a version cannot approve it").Or(page.GetByText("Counting everybody under this version"))).ToBeVisibleAsync(Soon);
        await portal.UntilAsync("select shadow_done_at is not null from rule_version r join target t on t.id = r.target_id where t.code = 'architects' and r.version = 2", "True");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What would be different" })).ToBeVisibleAsync();
        await Expect(page.GetByText("Whoever wrote a version cannot approve it")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Approve version 2" })).ToHaveCountAsync(0);
        Assert.Empty(hears.Complaints);
    }

    [Fact]
    public async Task A_second_person_compares_down_to_the_person_and_approves()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page);
        await page.GotoAsync("/targets/malaysians/versions/2");
        var shadow = await portal.AskAsync("select f.n from figure f join target t on t.id = f.target_id where t.code = 'malaysians' and f.version = 2 and f.dim = 'state' and f.key = 'counted'");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What would be different" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Table).First.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who they are" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve version 2" }).ClickAsync();
        await Expect(page.GetByText("Approved by")).ToBeVisibleAsync();
        Assert.Equal(shadow, await portal.AskAsync("select f.n from figure f join target t on t.id = f.target_id join rule_version r on r.target_id = t.id and r.version = f.version where t.code = 'malaysians' and r.status = 'effective' and f.dim = 'state' and f.key = 'counted'"));
        Assert.Empty(hears.Complaints);
    }
}

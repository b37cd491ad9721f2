using System.Globalization;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>A number is questioned: why did it change, and why does somebody not count? Each answer is followed down to a row of a roster.</summary>
[Collection(BrowserTests.Name)]
public sealed class ExplainJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task A_change_is_explained_by_causes_that_add_up_and_each_opens_its_people_and_their_evidence()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page);
        await page.GotoAsync("/commitments/malaysians-30000");
        await page.GetByRole(AriaRole.Link, new() { Name = "What changed" }).ClickAsync();
        await page.GetByLabel("From the end of").FillAsync("2026-09-01");
        await page.GetByLabel("To the end of").FillAsync("2026-11-15");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();

        var tiles = page.GetByRole(AriaRole.Group, new() { Name = "The two numbers and their difference" }).Locator(".big");
        await Expect(tiles).ToHaveCountAsync(3);
        var numbers = (await tiles.AllInnerTextsAsync()).Select(Number).ToList();
        Assert.Equal(numbers[1] - numbers[0], numbers[2]);
        var causes = page.GetByRole(AriaRole.Region, new() { Name = "Why" }).Locator("tbody tr");
        var changes = new List<int>();
        foreach (var cause in await causes.AllAsync())
        {
            if (await cause.GetByRole(AriaRole.Link, new() { Name = "Show them" }).CountAsync() > 0)
            {
                changes.Add(Number(await cause.Locator("td").First.InnerTextAsync()));
            }
        }

        Assert.NotEmpty(changes);
        Assert.Equal(numbers[2], changes.Sum());

        await page.GetByRole(AriaRole.Link, new() { Name = "Show them" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Who came and who went" })).ToBeVisibleAsync();
        await page.Locator("#people").GetByRole(AriaRole.Link, new() { Name = "Row " }).First.ClickAsync();
        await page.WaitForURLAsync("**/rosters/*/rows/*");
        Assert.Empty(hears.Complaints);
    }

    [Fact]
    public async Task A_coordinator_finds_who_does_not_count_and_why_and_a_manager_finds_the_same_on_the_persons_page()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page);
        var cohort = await portal.AskAsync(
            """
            select h.code from cohort h join enrolment e on e.cohort_id = h.id join person_record r on r.id = e.record_id join contribution c on c.subject_id = r.person_id and c.cohort_id = h.id
            join target t on t.id = c.target_id join rule_version v on v.target_id = t.id and v.version = c.version and v.status = 'effective'
            where t.code = 'malaysians' and c.known_to = 'infinity' and c.reason = 'wrong-nationality'
              and h.partner_id = (select f.partner_id from cohort f where f.code = 'my-01') group by h.code order by count(*) desc, h.code limit 1
            """);
        await page.GotoAsync($"/cohorts/{cohort}");
        await page.GetByRole(AriaRole.Link, new() { Name = "What counted, and why not the rest" }).ClickAsync();
        var line = page.Locator("tr", new() { HasText = "Malaysians" }).First;
        await line.GetByRole(AriaRole.Link, new() { Name = "Of another nationality than the promise asks for" }).ClickAsync();

        var people = page.Locator("#people");
        await Expect(people.GetByRole(AriaRole.Heading)).ToContainTextAsync("learner");
        var first = people.Locator("tbody tr").First;
        await Expect(first).ToContainTextAsync("Not counted");
        await Expect(first).ToContainTextAsync("Of another nationality than the promise asks for");
        var student = (await first.Locator("th .quiet").InnerTextAsync()).Trim();
        await first.GetByRole(AriaRole.Link).ClickAsync();
        await page.WaitForURLAsync("**/rosters/*/rows/*");
        Assert.Empty(hears.Complaints);

        await using var office = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var manager = await office.NewPageAsync();
        var also = new Watch(manager);
        var person = await portal.AskAsync($"select r.person_id from person_record r join cohort h on h.partner_id = r.partner_id where h.code = 'my-01' and r.student_id = '{student}' and r.state = 'live'");
        await manager.GotoAsync($"/people/{person}");
        var stands = manager.Locator("section", new() { Has = manager.Locator("#counts") });
        await Expect(stands).ToContainTextAsync("Of another nationality than the promise asks for");
        await Expect(stands).ToContainTextAsync("Why not for the others");

        // And the same among all who do not count for the promise.
        await manager.GotoAsync("/commitments/malaysians-30000");
        await manager.GetByRole(AriaRole.Link, new() { Name = "Explore all" }).ClickAsync();
        await manager.GetByRole(AriaRole.Group, new() { Name = "How they stand" }).GetByRole(AriaRole.Link, new() { Name = "Not counted" }).ClickAsync();
        await manager.WaitForURLAsync("**state=excluded**");
        await manager.GetByRole(AriaRole.Group, new() { Name = "Why" }).GetByRole(AriaRole.Link, new() { Name = "Of another nationality" }).ClickAsync();
        await Expect(manager.Locator("input[name=reason]")).ToHaveValueAsync("wrong-nationality"); // the address changes before the page does
        await manager.GetByLabel("Cohort code").FillAsync(cohort);
        await manager.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Expect(manager.Locator($"#people a[href='/people/{person}']")).ToBeVisibleAsync();
        Assert.Empty(also.Complaints);
    }

    [Fact]
    public async Task A_number_is_frozen_by_one_and_told_by_another()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page);
        await page.GotoAsync("/commitments/malaysians-30000");
        await page.GetByRole(AriaRole.Link, new() { Name = "Published figures" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Freeze the number and ask" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("waits for a second person");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Publish this number" })).ToHaveCountAsync(0);
        var frozen = await page.Locator(".hero-number").InnerTextAsync();
        Assert.Empty(hears.Complaints);

        await using var office = await portal.OpenAsync(chromium.Browser, DemoPortal.SecondManager);
        var other = await office.NewPageAsync();
        var also = new Watch(other);
        await other.GotoAsync("/targets/malaysians/published");
        await Expect(other.Locator(".hero-number")).ToHaveTextAsync(frozen);
        await other.GetByRole(AriaRole.Button, new() { Name = "Publish this number" }).ClickAsync();
        await Expect(other.GetByRole(AriaRole.Status)).ToContainTextAsync("The number is published.");
        await Expect(other.Locator("tbody tr").First.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(frozen);
        Assert.Empty(also.Complaints);
    }

    /// <summary>A number as a page writes it, with a sign of whatever kind.</summary>
    private static int Number(string text) =>
        int.Parse(string.Concat(text.Replace('\u2212', '-').Where(c => char.IsAsciiDigit(c) || c == '-')), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>A list that was cut off: the brake stops it, a second person who types the number lets it pass, and it is taken back as if it had never been.</summary>
[Collection(BrowserTests.Name)]
public sealed class SecondPersonJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 20_000 };

    [Fact]
    public async Task A_list_that_drops_too_many_waits_for_a_second_person_and_can_be_undone()
    {
        const string place = "from cohort c join roster r on r.cohort_id = c.id join stored_file f on f.id = r.file_id where f.name = 'late-results.csv'";
        var cohort = await portal.AskAsync($"select c.code {place}");
        var enrolled = int.Parse(await portal.AskAsync($"select c.taken {place}"), CultureInfo.InvariantCulture);
        var known = await portal.AskAsync($"select p.student_id from enrolment e join person_record p on p.id = e.record_id where e.state = 'enrolled' and e.cohort_id = (select c.id {place}) order by 1 limit 1");
        var dropped = await portal.AskAsync($"select count(*) from enrolment e join person_record p on p.id = e.record_id where e.state = 'enrolled' and e.roster_id is not null and p.student_id <> '{known}' and e.cohort_id = (select c.id {place})");

        await using var coordinatorsDesk = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var coordinator = await coordinatorsDesk.NewPageAsync();
        var coordinatorHears = new Watch(coordinator);
        await coordinator.GotoAsync($"/cohorts/{cohort}/upload");
        await coordinator.Locator("input[name=mode][value=full]").CheckAsync();
        await coordinator.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "cut-off.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes($"student_id,nationality,full_name\n{known},,Somebody Known\n") });
        await coordinator.GetByRole(AriaRole.Button, new() { Name = "Upload and preview" }).ClickAsync();
        await Expect(coordinator.GetByRole(AriaRole.Heading, new() { Name = $"Applying this needs a second person: {dropped} people are concerned" })).ToBeVisibleAsync(Soon);
        await coordinator.GetByRole(AriaRole.Button, new() { Name = "Apply" }).First.ClickAsync();
        await Expect(coordinator.GetByText("Nothing has been written yet: it waits for a second person.")).ToBeVisibleAsync();
        await Expect(coordinator.GetByRole(AriaRole.Button, new() { Name = "Approve and apply" })).ToHaveCountAsync(0);
        var address = new Uri(coordinator.Url).AbsolutePath;

        await using var secondDesk = await portal.OpenAsync(chromium.Browser, DemoPortal.PartnerAdministrator);
        var second = await secondDesk.NewPageAsync();
        var secondHears = new Watch(second);
        await second.GotoAsync("/rosters");
        await second.GetByRole(AriaRole.Link, new() { Name = "cut-off.csv" }).ClickAsync();
        await Expect(second).ToHaveURLAsync(DemoPortal.At(address));
        await second.Locator("input[name=number]").FillAsync("1");
        await second.GetByRole(AriaRole.Button, new() { Name = "Approve and apply" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync($"which is {dropped}");
        await second.Locator("input[name=number]").FillAsync(dropped);
        await second.GetByRole(AriaRole.Button, new() { Name = "Approve and apply" }).ClickAsync();
        await Expect(second.GetByText("let it pass the brake")).ToBeVisibleAsync(Soon);
        Assert.Equal(enrolled - int.Parse(dropped, CultureInfo.InvariantCulture), await TakenAsync(cohort, enrolled - int.Parse(dropped, CultureInfo.InvariantCulture)));

        await second.GetByRole(AriaRole.Button, new() { Name = "Undo this roster" }).ClickAsync();
        await Expect(second.GetByText("everything it wrote was taken back")).ToBeVisibleAsync(Soon);
        Assert.Equal(enrolled, await TakenAsync(cohort, enrolled));
        Assert.Empty(coordinatorHears.Complaints.Concat(secondHears.Complaints));
    }

    /// <summary>Seats taken, once background work has brought them to what is expected, or after twenty seconds as they are.</summary>
    private async Task<int> TakenAsync(string cohort, int expected)
    {
        for (var i = 0; ; i++)
        {
            var taken = int.Parse(await portal.AskAsync($"select taken from cohort where code = '{cohort}'"), CultureInfo.InvariantCulture);
            if (taken == expected || i == 200)
            {
                return taken;
            }

            await Task.Delay(100);
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>A row that may be somebody known already waits for a manager, whose answer makes the number right and can be taken back.</summary>
[Collection(BrowserTests.Name)]
public sealed class ManagerDecidesPairJourney(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Name = "Siti Hajar binti Osman Ujian";
    private const string Provisional = $"select count(distinct c.target_id) from contribution c join person_record r on r.person_id = c.subject_id where r.full_name = '{Name}' and c.known_to = 'infinity' and c.state = 'provisional'";
    private const string Persons = $"select count(distinct person_id) from person_record where full_name = '{Name}'";

    [Fact]
    public async Task A_doubtful_row_is_answered_and_the_number_becomes_right()
    {
        await UploadAsync();
        for (var i = 0; i < 200 && await portal.AskAsync(Provisional) == "0"; i++)
        {
            await Task.Delay(100); // applying is background work
        }

        Assert.NotEqual("0", await portal.AskAsync(Provisional));
        Assert.Equal("2", await portal.AskAsync(Persons));

        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await desk.NewPageAsync();
        var hears = new Watch(page, "/people");
        await page.GotoAsync("/people");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Beginning("Decide about") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "The same person?" })).ToBeVisibleAsync();
        await Expect(page.Locator("table.pair tr", new() { HasText = "Name" })).ToContainTextAsync(Name);
        await Expect(page.GetByText("the same e-mail", new() { Exact = false }).Last).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("s");

        await Expect(page.Locator(".note[role=status]")).ToContainTextAsync("they are one person");
        Assert.Equal("0", await portal.AskAsync(Provisional));
        Assert.Equal("1", await portal.AskAsync(Persons));

        await page.GetByRole(AriaRole.Link, new() { Name = "Look at it again" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Expect(page.Locator(".note[role=status]")).ToContainTextAsync("Taken back exactly");
        Assert.Equal("2", await portal.AskAsync(Persons));
        Assert.Empty(hears.Complaints);
    }

    /// <summary>One file names one e-mail and one name under two student numbers.</summary>
    private async Task UploadAsync()
    {
        await using var desk = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await desk.NewPageAsync();
        var cohort = await portal.AskAsync("select c.code from cohort c join roster r on r.cohort_id = c.id join stored_file f on f.id = r.file_id where f.name = 'late-results.csv'");
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var csv = $"""
            Student ID,Full name,Email,Nationality,Audience,Status,Completed on
            ZZ-7001,{Name},siti.hajar.ujian@example.org,Malaysian,student,completed,{yesterday}
            ZZ-7002,{Name},siti.hajar.ujian@example.org,Malaysian,student,completed,{yesterday}

            """;
        await page.GotoAsync($"/cohorts/{cohort}/upload");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "twice.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and preview" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Beginning("Apply") }).ClickAsync(new() { Timeout = 20_000 });
        await Expect(page.Locator(".head .st", new() { HasText = "applied" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    private static Regex Beginning(string text) => new($"^{text}", RegexOptions.None, TimeSpan.FromSeconds(1));
}

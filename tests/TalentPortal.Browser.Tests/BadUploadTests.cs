using System.Text;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>Files that cannot be read end in a sentence on a page that says what to do, and write nothing.</summary>
[Collection(BrowserTests.Name)]
public sealed class BadUploadTests(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    private const string Headings = "Student ID,Full name,Status\n";

    public static TheoryData<string, string> Bad => new()
    {
        { "too-large", "The file is larger than 25 MB. Nothing was saved. Split it into smaller files." },
        { "empty", "The file is empty. Nothing was saved. Export it again and upload that." },
        { "spreadsheet", "cannot be read. Nothing was saved. Open it, save it again and upload that." },
        { "latin-1", "Read as windows-1252" },
        { "missing-column", "Nothing has been written yet." },
        { "headings-only", "The file has headings but no rows. Nothing was saved. Add a row for each person and upload it again." },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_file_ends_in_a_sentence(string what, string sentence)
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await context.NewPageAsync();
        var watch = new Watch(page);
        var people = await portal.AskAsync("select count(*) from person_record");
        await page.GotoAsync("/cohorts/my-01/upload");
        var path = Path.Combine(portal.Process.DataPath, what == "spreadsheet" ? "people.xlsx" : $"{what}.csv");
        await File.WriteAllBytesAsync(path, BytesOf(what));
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(path);

        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and preview" }).ClickAsync(new() { Timeout = 60_000 });

        await Expect(page.GetByText(sentence).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Equal(people, await portal.AskAsync("select count(*) from person_record"));
        Assert.Empty(watch.Complaints);
    }

    [Fact]
    public async Task A_form_without_a_file_asks_for_one()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/cohorts/my-01/upload");
        await page.Locator("form[enctype='multipart/form-data']").EvaluateAsync("form => { form.noValidate = true; }");

        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and preview" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(DemoPortal.At("/cohorts/my-01/upload"));
        await Expect(page.GetByText("Choose a file first, or paste rows.").First).ToBeVisibleAsync();
    }

    private static byte[] BytesOf(string what) => what switch
    {
        "too-large" => TooLarge(),
        "empty" => [],
        "spreadsheet" => [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00, .. Encoding.ASCII.GetBytes("[Content_Types].xml"), .. new byte[512]],
        "latin-1" => Encoding.Latin1.GetBytes(Headings + "L1,José Peña,enrolled\n"),
        "missing-column" => Encoding.UTF8.GetBytes("Student ID,Status\nM1,enrolled\n"),
        "headings-only" => Encoding.UTF8.GetBytes(Headings),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such file."),
    };

    private static byte[] TooLarge()
    {
        var bytes = new byte[26 * 1024 * 1024];
        Array.Fill(bytes, (byte)'x');
        Encoding.UTF8.GetBytes(Headings).CopyTo(bytes, 0);
        return bytes;
    }
}

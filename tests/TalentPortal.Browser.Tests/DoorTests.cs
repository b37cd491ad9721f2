using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace TalentPortal.Browser.Tests;

/// <summary>The door and the frame of every page: signing in, the pickers, the address that leads nowhere.</summary>
[Collection(BrowserTests.Name)]
public sealed class DoorTests(Chromium chromium, DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task A_wrong_password_is_refused_in_a_sentence_and_the_sixth_has_to_wait()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, null);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/sign-in");
        for (var tries = 0; tries < 5; tries++)
        {
            await DemoPortal.SignInAsync(page, DemoPortal.Executive, "not this one");
            await Expect(page.GetByText("The e-mail address or the password is not right.").First).ToBeVisibleAsync();
        }

        await DemoPortal.SignInAsync(page, DemoPortal.Executive);

        await Expect(page.GetByText("Too many tries. Wait 15 min, then try again.").First).ToBeVisibleAsync();
        await page.GotoAsync("/account");
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/account/sign-in*"));
    }

    [Fact]
    public async Task Signing_in_leads_where_one_wanted_to_go_and_signing_out_closes_the_door()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, null);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/commitments/malaysians-30000");
        await DemoPortal.SignInAsync(page, DemoPortal.Manager);
        await Expect(page.Locator(".hero-number")).ToBeVisibleAsync();

        await page.Locator("#menu-account summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/account/sign-in*"));

        await page.GotoAsync("/commitments/malaysians-30000");
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/account/sign-in*"));
    }

    [Fact]
    public async Task The_language_picker_stays_on_the_page_and_is_remembered()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/cohorts?state=running");

        await page.Locator("#menu-language summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bahasa Melayu" }).ClickAsync();

        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ms");
        await Expect(page).ToHaveURLAsync(DemoPortal.At("/cohorts?state=running"));
        await page.GotoAsync("/rosters");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ms");
        await page.Locator("#menu-language summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
    }

    [Fact]
    public async Task The_theme_picker_changes_what_is_drawn_and_goes_back_to_the_systems()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Coordinator);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/cohorts");
        var light = await GroundAsync(page);

        await ChooseThemeAsync(page, "Dark");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.NotEqual(light, await GroundAsync(page));

        await ChooseThemeAsync(page, "Light");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        Assert.Equal(light, await GroundAsync(page));
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_says_so_in_the_house_style()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await context.NewPageAsync();
        foreach (var address in (string[])["/nothing/here", "/commitments/no-such-promise", "/cohorts/no-such-cohort", "/rosters/01900000-0000-7000-8000-000000000000"])
        {
            var answer = await page.GotoAsync(address);

            Assert.Equal(404, answer?.Status);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(page.Locator("header.top")).ToBeVisibleAsync();
        }
    }

    /// <summary>Everything one does with a mouse one can do with the keyboard, and sees where one is.</summary>
    [Fact]
    public async Task The_first_key_leads_to_the_content_and_the_focus_can_be_seen()
    {
        await using var context = await portal.OpenAsync(chromium.Browser, DemoPortal.Manager);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await Expect(page.Locator("a.skip")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.NotEqual("none", await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
    }

    private static async Task ChooseThemeAsync(IPage page, string name)
    {
        await page.Locator("#menu-theme summary").ClickAsync();
        await page.Locator("#menu-theme").GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
    }

    private static Task<string> GroundAsync(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}

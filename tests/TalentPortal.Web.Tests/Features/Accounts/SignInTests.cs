using System.Net;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Domain.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Accounts;

[Collection(AccountsGroup.Name)]
public sealed class SignInTests(AccountsFixture portal)
{
    [Fact]
    public async Task The_right_password_opens_the_account_and_leaves_a_trace()
    {
        var (browser, account) = await portal.SignedInAsync((Role.Administrator, null));
        var page = await browser.PageAsync("/account");
        Assert.Equal(account.DisplayName, page.QuerySelector("h1")!.TextContent);
        await using var db = await portal.OpenAsync();
        Assert.Equal("session.started", await db.Events.Where(e => e.AccountId == account.Id).Select(e => e.Action).SingleAsync());
    }

    [Fact]
    public async Task Unknown_wrong_invited_and_suspended_read_alike()
    {
        var open = await portal.AccountAsync();
        var invited = await portal.AccountAsync();
        var suspended = await portal.AccountAsync();
        await using (var db = await portal.OpenAsync())
        {
            await db.Users.Where(a => a.Id == invited.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.PasswordHash, (string?)null));
            await db.Users.Where(a => a.Id == suspended.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.SuspendedAt, portal.Clock.GetUtcNow()));
        }

        var answers = new List<string>();
        foreach (var (email, password) in new[]
        {
            (open.Email!, "not this one at all"), ("nobody@example.org", AccountsFixture.Password), (invited.Email!, AccountsFixture.Password), (suspended.Email!, AccountsFixture.Password),
        })
        {
            using var response = await portal.Browser().SignInAsync(email, password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            var page = await Browser.ReadAsync(response);
            answers.Add(page.QuerySelector("main")!.TextContent.Replace(email, "", StringComparison.Ordinal));
            Assert.NotNull(page.QuerySelector(".error-summary a[href$='#email']"));
        }

        Assert.Single(answers.Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_sixth_try_within_a_quarter_of_an_hour_is_not_checked_whether_or_not_there_is_an_account(bool exists)
    {
        var email = exists ? (await portal.AccountAsync()).Email! : $"ghost{Guid.CreateVersion7():N}@example.org";
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await portal.Browser().SignInAsync(email, "wrong wrong wrong")).StatusCode);
        }

        using var locked = await portal.Browser().SignInAsync(email, AccountsFixture.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, locked.StatusCode);
        Assert.InRange(locked.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));
        portal.Clock.Advance(TimeSpan.FromMinutes(16));
        var expected = exists ? HttpStatusCode.Redirect : HttpStatusCode.UnprocessableEntity;
        Assert.Equal(expected, (await portal.Browser().SignInAsync(email, AccountsFixture.Password)).StatusCode);
    }

    [Fact]
    public async Task Twenty_guesses_at_once_get_no_more_than_five_checked()
    {
        var account = await portal.AccountAsync();
        var limits = (Web.Platform.Access.SecretLimits)portal.Services.GetService(typeof(Web.Platform.Access.SecretLimits))!;
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => limits.TryPasswordAsync(account.NormalizedEmail!, IPAddress.Parse($"192.0.2.{i}"), default)));
        Assert.Equal(5, answers.Count(wait => wait is null));
    }

    [Fact]
    public async Task One_address_gets_ten_wrong_passwords_a_minute_over_all_accounts()
    {
        var address = portal.NextAddress();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await portal.Browser(address: address).SignInAsync($"a{i}@example.org", "wrong wrong wrong")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await portal.Browser(address: address).SignInAsync("b@example.org", "wrong wrong wrong")).StatusCode);
    }

    [Theory]
    [InlineData("/account?x=1", "/account?x=1")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/%09/evil.example", "/%09/evil.example")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("\\\\evil.example", "/")]
    [InlineData("evil.example", "/")]
    [InlineData("", "/")]
    public async Task Signing_in_leads_to_a_path_of_the_portal_only(string wanted, string expected)
    {
        var account = await portal.AccountAsync();
        using var response = await portal.Browser().SignInAsync(account.Email!, AccountsFixture.Password, $"/account/sign-in?returnUrl={Uri.EscapeDataString(wanted)}");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var location = response.Headers.Location!;
        Assert.Equal(expected, location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString);
        Assert.Equal("localhost", new Uri(new Uri("http://localhost/"), location).Host);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["Form.Email"] = "a@example.org", ["Form.Password"] = "x" });
        Assert.Equal(HttpStatusCode.BadRequest, (await portal.Browser().Client.PostAsync(new Uri("/account/sign-in", UriKind.Relative), content)).StatusCode);
        var (browser, _) = await portal.SignedInAsync();
        using var empty = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Client.PostAsync(new Uri("/account/sign-out", UriKind.Relative), empty)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var (browser, _) = await portal.SignedInAsync();
        var page = await browser.PageAsync("/account");
        using var response = await browser.SendAsync("/account", page.QuerySelector("form[action='account/sign-out']")!);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_of_silence_and_after_twelve_hours_of_work()
    {
        var (idle, _) = await portal.SignedInAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Redirect, (await idle.GetAsync("/account")).StatusCode);

        var (busy, _) = await portal.SignedInAsync();
        for (var i = 0; i < 35; i++)
        {
            portal.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, (await busy.GetAsync("/account")).StatusCode);
        }

        portal.Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(HttpStatusCode.Redirect, (await busy.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_suspended_account_is_nobody_at_the_next_request()
    {
        var (browser, account) = await portal.SignedInAsync((Role.Administrator, null));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/administration/accounts")).StatusCode);
        await using var db = await portal.OpenAsync();
        await db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.SuspendedAt, portal.Clock.GetUtcNow()));
        using var refused = await browser.GetAsync("/administration/accounts");
        Assert.Equal("/account/sign-in?returnUrl=%2Fadministration%2Faccounts", refused.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_withdrawn_role_ends_with_the_next_request()
    {
        var (browser, account) = await portal.SignedInAsync((Role.Administrator, null));
        await using var db = await portal.OpenAsync();
        await db.Grants.Where(g => g.AccountId == account.Id).ExecuteDeleteAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/administration/accounts")).StatusCode);
    }

    [Fact]
    public async Task A_new_security_stamp_ends_the_session_at_once()
    {
        var (browser, account) = await portal.SignedInAsync();
        await using var db = await portal.OpenAsync();
        await db.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.SecurityStamp, "other"));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Over_https_the_session_cookie_carries_the_host_prefix_and_everywhere_its_marks()
    {
        var account = await portal.AccountAsync();
        using var plain = await portal.Browser().SignInAsync(account.Email!, AccountsFixture.Password);
        var local = Assert.Single(plain.Headers.GetValues("Set-Cookie"), c => c.StartsWith("portal-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", local, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", local, StringComparison.OrdinalIgnoreCase);
        using var safe = await portal.Browser("https://portal.example").SignInAsync(account.Email!, AccountsFixture.Password);
        var host = Assert.Single(safe.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-portal-session=", StringComparison.Ordinal));
        Assert.Contains("; secure", host, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", host, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", host, StringComparison.OrdinalIgnoreCase);
    }
}

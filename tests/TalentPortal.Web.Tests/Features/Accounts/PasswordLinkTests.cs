using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Domain.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Accounts;

[Collection(AccountsGroup.Name)]
public sealed partial class PasswordLinkTests(AccountsFixture portal)
{
    private const string Wanted = "nine quiet rivers bend";

    [Fact]
    public async Task The_first_administrator_comes_in_by_the_printed_link_which_works_once()
    {
        var email = $"first{Guid.CreateVersion7():N}@example.org";
        var (code, link) = await portal.VerbAsync("admin create", "--email", email);
        Assert.Equal(0, code);
        var path = new Uri(link).PathAndQuery;
        Assert.Equal(HttpStatusCode.Redirect, (await SetAsync(path, Wanted)).StatusCode);
        var browser = portal.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync(email, Wanted)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/administration/accounts")).StatusCode);
        Assert.Null((await portal.Browser().PageAsync(path)).QuerySelector("input[type=password]"));
        Assert.Equal(1, (await portal.VerbAsync("admin create", "--email", email)).Code);
    }

    [Fact]
    public async Task Recovery_is_for_administrators_audited_and_ends_sessions()
    {
        var (browser, account) = await portal.SignedInAsync((Role.Administrator, null));
        var (code, link) = await portal.VerbAsync("admin recover", "--email", account.Email!.ToUpperInvariant());
        Assert.Equal(0, code);
        Assert.Equal(HttpStatusCode.Redirect, (await SetAsync(new Uri(link).PathAndQuery, Wanted)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).StatusCode);
        await using var db = await portal.OpenAsync();
        var events = await db.Events.Where(e => e.AccountId == account.Id).OrderBy(e => e.Id).Select(e => $"{e.Actor.Substring(0, 6)} {e.Action} {e.Reason}").ToListAsync();
        Assert.Contains("system account.recovery-issued ", events);
        Assert.Contains("accoun password.set recovery", events);

        var plain = await portal.AccountAsync();
        Assert.Equal(1, (await portal.VerbAsync("admin recover", "--email", plain.Email!)).Code);
    }

    [Fact]
    public async Task A_forgotten_password_is_answered_alike_and_mails_known_accounts_only()
    {
        var account = await portal.AccountAsync();
        var unknown = $"x{Guid.CreateVersion7():N}@example.org";
        var answers = new List<string>();
        foreach (var email in new[] { unknown, account.Email! })
        {
            using var response = await portal.Browser().SendAsync("/account/forgot", ("Form.Email", email));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            answers.Add((await Browser.ReadAsync(response)).QuerySelector("main")!.TextContent);
        }

        Assert.Single(answers.Distinct());
        var mail = Assert.Single(await portal.MailsAsync(account.Email!, 1));
        Assert.Empty(await portal.MailsAsync(unknown, 0));
        var path = new Uri(Link().Match(mail).Value).PathAndQuery;
        portal.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Null((await portal.Browser().PageAsync(path)).QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task A_newer_link_ends_the_older_and_no_more_than_three_go_out_an_hour()
    {
        var account = await portal.AccountAsync();
        for (var i = 0; i < 4; i++)
        {
            using var asked = await portal.Browser().SendAsync("/account/forgot", ("Form.Email", account.Email!));
        }

        var links = (await portal.MailsAsync(account.Email!, 3)).Select(m => new Uri(Link().Match(m).Value).PathAndQuery).ToList();
        Assert.Equal(3, links.Count);
        var open = 0;
        foreach (var link in links)
        {
            open += (await portal.Browser().PageAsync(link)).QuerySelector("input[type=password]") is null ? 0 : 1;
        }

        Assert.Equal(1, open);
    }

    [Fact]
    public async Task Two_who_use_a_link_at_once_set_one_password()
    {
        var (_, link) = await portal.VerbAsync("admin create", "--email", $"race{Guid.CreateVersion7():N}@example.org");
        var path = new Uri(link).PathAndQuery;

        // All of them have the form open before the first sends it.
        var open = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var browser = portal.Browser();
            var page = await browser.PageAsync(path);
            return (Browser: browser, Form: page.Forms.Single(f => f.QuerySelector("[name='Form.Password']") is not null));
        }));
        var answers = await Task.WhenAll(open.Select(o => o.Browser.SendAsync(path, o.Form, ("Form.Password", Wanted), ("Form.Again", Wanted))));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("123456789012")]
    [InlineData("PasswordPassword1!")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("TalentPortal2026!")]
    public async Task A_weak_password_is_refused_and_the_link_still_works(string weak)
    {
        var (_, link) = await portal.VerbAsync("admin create", "--email", $"weak{Guid.CreateVersion7():N}@example.org");
        var path = new Uri(link).PathAndQuery;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SetAsync(path, weak)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SetAsync(path, Wanted)).StatusCode);
    }

    [Fact]
    public async Task One_changes_ones_password_and_stays_while_other_sessions_end()
    {
        var (here, account) = await portal.SignedInAsync();
        var elsewhere = portal.Browser();
        await elsewhere.SignInAsync(account.Email!, AccountsFixture.Password);
        using var wrong = await here.SendAsync("/account", ("Form.Current", "not it, sorry"), ("Form.Password", Wanted), ("Form.Again", Wanted));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var right = await here.SendAsync("/account", ("Form.Current", AccountsFixture.Password), ("Form.Password", Wanted), ("Form.Again", Wanted));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).StatusCode);
    }

    private Task<HttpResponseMessage> SetAsync(string path, string password) => portal.Browser().SendAsync(path, ("Form.Password", password), ("Form.Again", password));

    [GeneratedRegex(@"http://\S+token=\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}

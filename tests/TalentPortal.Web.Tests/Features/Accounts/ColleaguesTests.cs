using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Domain.Access;
using TalentPortal.Web.Features.Accounts;
using TalentPortal.Web.Features.Accounts.Administration;
using TalentPortal.Web.Features.Accounts.Colleagues;
using TalentPortal.Web.Features.Accounts.Inviting;
using TalentPortal.Web.Platform.Access;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Accounts;

[Collection(AccountsGroup.Name)]
public sealed class ColleaguesTests(AccountsFixture portal)
{
    private readonly Guid _ours = Guid.CreateVersion7();
    private readonly Guid _theirs = Guid.CreateVersion7();

    [Fact]
    public async Task A_partner_administrator_invites_a_colleague_who_then_works_for_the_partner()
    {
        var (browser, inviter) = await portal.SignedInAsync((Role.PartnerAdministrator, _ours));
        var email = $"new{Guid.CreateVersion7():N}@example.org";
        using var response = await browser.SendAsync("/colleagues", ("Form.Email", email), ("Form.Name", "Nur Aisyah"), ("Form.Role", "coordinator"));
        Assert.Equal("/colleagues?done=invited", new Uri(new("http://localhost/"), response.Headers.Location!).PathAndQuery);
        Assert.Contains("token=", Assert.Single(await portal.MailsAsync(email, 1)), StringComparison.Ordinal);
        await using var db = await portal.OpenAsync();
        var account = await db.ByEmailAsync(email, default);
        Assert.Equal((Role.Coordinator, _ours), account!.Grants.Select(g => (g.Role, g.PartnerId!.Value)).Single());
        var trail = await db.Events.Where(e => e.AccountId == account.Id).ToListAsync();
        Assert.Equal(["account.invited", "grant.given"], trail.Select(e => e.Action).Order(StringComparer.Ordinal));
        Assert.All(trail, e => Assert.Equal(($"account:{inviter.Id}", $"partner:{_ours}"), (e.Actor, e.OnBehalf)));
    }

    [Fact]
    public async Task One_sees_and_removes_the_people_of_ones_own_partner_only()
    {
        var (browser, _) = await portal.SignedInAsync((Role.PartnerAdministrator, _ours));
        var ours = await portal.AccountAsync((Role.Coordinator, _ours));
        var theirs = await portal.AccountAsync((Role.Coordinator, _theirs));
        var page = await browser.PageAsync("/colleagues");
        Assert.Contains(ours.Email!, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Email!, page.Body.TextContent, StringComparison.Ordinal);

        var form = page.QuerySelectorAll("form[action^='colleagues/']").Single();
        var foreign = await GrantOfAsync(theirs.Id);
        form.SetAttribute("action", $"colleagues/{foreign}/remove");
        using var refused = await browser.SendAsync("/colleagues", form);
        form.SetAttribute("action", $"colleagues/{Guid.CreateVersion7()}/remove");
        using var missing = await browser.SendAsync("/colleagues", form);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (refused.StatusCode, missing.StatusCode));
        form.SetAttribute("action", $"colleagues/{await GrantOfAsync(ours.Id)}/remove");
        using var removed = await browser.SendAsync("/colleagues", form);
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        await using var db = await portal.OpenAsync();
        Assert.Equal([foreign], await db.Grants.Where(g => g.AccountId == ours.Id || g.AccountId == theirs.Id).Select(g => g.Id).ToListAsync());
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.ProgrammeManager)]
    [InlineData(Role.Auditor)]
    public async Task A_partner_administrator_grants_no_role_of_the_house(Role role)
    {
        var result = await InviteAsync(Somebody(new Grant(Role.PartnerAdministrator, _ours)), role, null);
        Assert.Equal(AccountProblems.RoleUnknown, result);
    }

    [Fact]
    public async Task Handlers_check_for_themselves()
    {
        var admin = Somebody(new Grant(Role.PartnerAdministrator, _ours));
        Assert.Equal(AccountProblems.PartnerUnknown, await InviteAsync(admin, Role.Coordinator, _theirs));
        Assert.Equal(AccountProblems.RoleUnknown, await InviteAsync(Somebody(new Grant(Role.Coordinator, _ours)), Role.Coordinator, _ours));
        Assert.Equal(AccountProblems.RoleUnknown, await InviteAsync(Actor.Anonymous, Role.Coordinator, _ours));
        await using var scope = portal.Services.CreateAsyncScope();
        var account = await portal.AccountAsync((Role.Coordinator, _ours));
        var commands = scope.ServiceProvider.GetRequiredService<AccountCommands>();
        Assert.Equal(AccountProblems.Missing, (await commands.SuspendAsync(admin, account.Id, default)).Problem);
        Assert.Equal(AccountProblems.Missing, (await commands.WithdrawAsync(admin, await GrantOfAsync(account.Id), default)).Problem);
        Assert.Equal(AccountProblems.Missing, (await scope.ServiceProvider.GetRequiredService<RemoveColleagueHandler>().HandleAsync(Actor.Anonymous, await GrantOfAsync(account.Id), default)).Problem);
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<ColleaguesQuery>().RunAsync(Somebody(new Grant(Role.Coordinator, _ours)), default));
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<AccountsQuery>().RunAsync(admin, 1, default)).Rows);
    }

    [Fact]
    public async Task An_administrator_suspends_and_restores_others_but_not_themselves()
    {
        var (browser, administrator) = await portal.SignedInAsync((Role.Administrator, null));
        var account = await portal.AccountAsync((Role.Executive, null));
        var other = portal.Browser();
        await other.SignInAsync(account.Email!, AccountsFixture.Password);
        Assert.Equal(HttpStatusCode.Redirect, (await CommandAsync(browser, $"administration/accounts/{account.Id}/suspend")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await other.GetAsync("/account")).StatusCode);
        await CommandAsync(browser, $"administration/accounts/{account.Id}/restore");
        Assert.Equal(HttpStatusCode.Redirect, (await portal.Browser().SignInAsync(account.Email!, AccountsFixture.Password)).StatusCode);
        using var self = await CommandAsync(browser, $"administration/accounts/{administrator.Id}/suspend");
        Assert.Contains("refused=account.not-oneself", self.Headers.Location!.OriginalString, StringComparison.Ordinal);
        await using var db = await portal.OpenAsync();
        Assert.Equal(["account.restored", "account.suspended"], await db.Events.Where(e => e.AccountId == account.Id && e.Action.StartsWith("account.")).Select(e => e.Action).OrderBy(a => a).ToListAsync());
    }

    private static Actor Somebody(params Grant[] grants) => new(Guid.CreateVersion7(), "Somebody", false, grants);

    private static async Task<HttpResponseMessage> CommandAsync(Browser browser, string action)
    {
        var page = await browser.PageAsync("/administration/accounts");
        var form = page.QuerySelector("form[action^='administration/']")!;
        form.SetAttribute("action", action);
        return await browser.SendAsync("/administration/accounts", form);
    }

    private async Task<Domain.Kernel.Problem?> InviteAsync(Actor actor, Role role, Guid? partner)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<InviteHandler>();
        return (await handler.HandleAsync(actor, new($"i{Guid.CreateVersion7():N}@example.org", "Somebody New", role, partner, null), default)).Problem;
    }

    private async Task<Guid> GrantOfAsync(Guid account)
    {
        await using var db = await portal.OpenAsync();
        return await db.Grants.Where(g => g.AccountId == account).Select(g => g.Id).SingleAsync();
    }
}

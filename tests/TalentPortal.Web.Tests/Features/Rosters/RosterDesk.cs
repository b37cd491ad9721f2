using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters;

/// <summary>A university whose coordinator sits at a browser without script.</summary>
internal sealed class RosterDesk
{
    private static int _made;

    private readonly AccountsFixture _portal;

    private RosterDesk(AccountsFixture portal, string code, Guid partner, Browser browser, Actor coordinator) =>
        (_portal, Code, Partner, Browser, Coordinator) = (portal, code, partner, browser, coordinator);

    /// <summary>Of the partner, of its first cohort, and of the programme.</summary>
    public string Code { get; }

    public Guid Partner { get; }

    public Browser Browser { get; }

    public Actor Coordinator { get; }

    /// <summary>A university with one cohort; both have the same code.</summary>
    public static async Task<RosterDesk> OpenAsync(AccountsFixture portal)
    {
        var code = $"desk-{Interlocked.Increment(ref _made)}";
        var services = portal.Services;
        var partner = await services.GetRequiredService<DescribePartnerHandler>().HandleAsync(Actor.System, code, new(code.ToUpperInvariant(), "university", "MY"), null, default);
        Assert.True((await services.GetRequiredService<DescribeProgrammeHandler>().HandleAsync(Actor.System, code, new(code, "training", "developer", "MY"), null, default)).Succeeded);
        var (browser, account) = await portal.SignedInAsync((Role.Coordinator, partner.Value.Id));
        var desk = new RosterDesk(portal, code, partner.Value.Id, browser, new Actor(account.Id, "Ann", false, [new(Role.Coordinator, partner.Value.Id)]));
        await desk.CohortAsync(code);
        return desk;
    }

    public async Task CohortAsync(string code) => Assert.True((await _portal.Services.GetRequiredService<DescribeCohortHandler>()
        .HandleAsync(Actor.System, code, new(Code, Code, $"Cohort {code}", "MY", "Asia/Kuala_Lumpur", new(2026, 2, 1), new(2026, 6, 30)), null, default)).Succeeded);

    /// <summary>Sends a file for the cohort; for the cohorts its rows name, where none is given.</summary>
    public Task<Guid> SendAsync(string csv, RosterState wanted, string? cohort = null, string name = "roster.csv") =>
        SendAsync(Encoding.UTF8.GetBytes(csv), new(cohort, name, "text/csv", RosterMode.Delta, RosterApply.Preview) { Partner = cohort is null ? Code : null }, wanted);

    public async Task<Guid> SendAsync(byte[] file, RosterUpload upload, RosterState wanted)
    {
        using var bytes = new MemoryStream(file);
        var id = (await _portal.Services.GetRequiredService<RosterIntake>().ReceiveAsync(Coordinator, upload, bytes, default)).Value;
        await ReachesAsync(id, wanted);
        return id;
    }

    /// <summary>Waits for the portal's own worker.</summary>
    public async Task ReachesAsync(Guid roster, RosterState wanted)
    {
        RosterState? now = null;
        for (var tries = 0; tries < 400 && now != wanted; tries++)
        {
            await using (var db = await _portal.Services.GetRequiredService<PortalDatabase>().BeginAsync(Scope.Everything, default))
            {
                now = await db.Set<Roster>().Where(r => r.Id == roster).Select(r => r.State).SingleAsync();
            }

            if (now != wanted)
            {
                await Task.Delay(50);
            }
        }

        Assert.Equal(wanted, now);
    }

    /// <summary>What the page says, with its white space as a browser shows it.</summary>
    public async Task<string> SaysAsync(Guid roster) => Text(await Browser.PageAsync($"/rosters/{roster}"));

    public static string Text(IHtmlDocument page) => string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

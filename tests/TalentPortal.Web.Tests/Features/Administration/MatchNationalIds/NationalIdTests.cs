using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Data;
using TalentPortal.Data.Files;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Audit;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Partners.DescribePartner;
using TalentPortal.Web.Features.Programmes.DescribeProgramme;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Identifiers;
using TalentPortal.Web.Tests.Features.Accounts;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Administration.MatchNationalIds;

/// <summary>Numbers are dropped, unless an administrator has switched on keyed hashes for that country.</summary>
[Collection(AccountsGroup.Name)]
public sealed class NationalIdTests(AccountsFixture portal)
{
    private const string Number = "900101-14-5678";

    [Fact]
    public async Task The_switch_takes_the_number_out_of_the_file_either_way_and_is_audited()
    {
        await Get<DescribePartnerHandler>().HandleAsync(Actor.System, "ids", new("IDS", "university", "MY"), null, default);
        await Get<DescribeProgrammeHandler>().HandleAsync(Actor.System, "ids-dev", new("Dev", "training", "developer", "MY"), null, default);
        await Get<DescribeCohortHandler>().HandleAsync(Actor.System, "ids-1", new("ids-dev", "ids", "First", "MY", "Asia/Kuala_Lumpur", new(2026, 2, 1), new(2026, 6, 30)), null, default);
        var off = await StoredAsync();
        Assert.DoesNotContain("national_id", off, StringComparison.Ordinal);

        var (browser, _) = await portal.SignedInAsync((Role.Administrator, null));
        await SwitchAsync(browser, "true");
        var hash = (await Get<NationalIdHasher>().ForAsync("MY", default))!;
        var on = await StoredAsync();
        Assert.Contains("national_id", on, StringComparison.Ordinal);
        Assert.Contains(hash(Number)!, on, StringComparison.Ordinal);
        Assert.DoesNotContain("900101", off + on, StringComparison.Ordinal);

        await SwitchAsync(browser, "false");
        Assert.Null(await Get<NationalIdHasher>().ForAsync("MY", default));
        await SwitchAsync(browser, "true");
        Assert.Equal(hash(Number), (await Get<NationalIdHasher>().ForAsync("MY", default))!(Number));
        await SwitchAsync(browser, "false");
        await using var db = await Get<PortalDatabase>().BeginAsync(Scope.Everything, default);
        Assert.Equal(2, await db.Set<AuditEntry>().CountAsync(a => a.Action == "national-id-matching.on" && a.Reason == "MY"));
    }

    [Fact]
    public async Task The_same_number_hashes_alike_however_it_is_written_and_nothing_else_does()
    {
        await Get<DescribePartnerHandler>().HandleAsync(Actor.System, "ids-sg", new("IDS", "university", "SG"), null, default);
        var (browser, _) = await portal.SignedInAsync((Role.Administrator, null));
        await SwitchAsync(browser, "true", "SG");
        var hash = (await Get<NationalIdHasher>().ForAsync("SG", default))!;

        Assert.Equal(hash("S1234567D"), hash(" s1234567-d "));
        Assert.NotEqual(hash("S1234567D"), hash("S1234568D"));
        Assert.Null(hash("–"));
        Assert.Null(hash("567D"));
    }

    private async Task SwitchAsync(Browser browser, string on, string country = "MY")
    {
        var page = await browser.PageAsync("/administration/identity");
        var form = page.Forms.Single(f => f.GetAttribute("action") == $"/administration/identity/{country}");
        using var answer = await browser.SendAsync("/administration/identity", form, ("on", on));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private async Task<string> StoredAsync()
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes($"student_id,full_name,No. KP\nN1,Siti,{Number}\nN2,Ali,\n"));
        var id = (await Get<RosterIntake>().ReceiveAsync(Actor.System, new("ids-1", "ids.csv", "text/csv", RosterMode.Delta, RosterApply.Preview), bytes, default)).Value;
        await using var db = await Get<PortalDatabase>().BeginAsync(Scope.Everything, default);
        using var stored = new MemoryStream();
        await db.CopyFileAsync(await db.Set<Roster>().Where(r => r.Id == id).Select(r => r.FileId).SingleAsync(), stored, default);
        return Encoding.UTF8.GetString(stored.ToArray());
    }

    private T Get<T>()
        where T : notnull => portal.Services.GetRequiredService<T>();
}

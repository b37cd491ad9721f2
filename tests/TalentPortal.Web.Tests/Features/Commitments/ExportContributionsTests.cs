using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Audit;
using TalentPortal.Domain.Commitments;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments;
using TalentPortal.Web.Features.Commitments.ExportContributions;
using TalentPortal.Web.Features.Find;
using TalentPortal.Web.Features.Partners.ShowPartner;
using TalentPortal.Web.Features.Programmes.ShowProgramme;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Exports;
using TalentPortal.Web.Tests.Features.People;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>Numbers on their way out and down: the ledger as a file, what partners and programmes carry of it, and the box that finds them.</summary>
public sealed class ExportContributionsTests : IAsyncLifetime
{
    private readonly PortalFixture _portal = new();
    private PeopleWorld _world = null!;

    public async Task InitializeAsync()
    {
        await _portal.InitializeAsync();
        _world = await PeopleWorld.MakeAsync(_portal, "w", countryOfB: "SG");
        await _portal.Upload("w-a", "student_id,full_name,nationality,audience,status,completed_on\nS1,\"=HYPERLINK(\"\"x\"\")\",MY,student,completed,2026-06-01\nS2,Bala,SG,student,completed,2026-06-02\nS3,Chong,,educator,completed,2026-06-03\n");
        await _world.Upload("b", "T1,Devi,MY,completed,2026-06-04", "T2,Eng,MY,completed,2025-06-05", "T3,Farid,SG,enrolled,");
    }

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Everybody_in_the_ledger_leaves_latest_first_with_state_reason_and_evidence()
    {
        var rows = await ExportAsync(_portal.Manager, new());
        Assert.Equal(["2026-06-04", "2026-06-03", "2026-06-02", "2026-06-01", "2025-06-05"], rows.Select(r => r["on"]));
        Assert.Equal(["counted", "excluded", "excluded", "counted", "excluded"], rows.Select(r => r["state"]));
        Assert.Equal(["", "nationality-not-stated", "wrong-nationality", "", "outside-window"], rows.Select(r => r["reason"]));
        Assert.Equal(["w-b", "w-a", "w-a", "w-a", "w-b"], rows.Select(r => r["partner"]));
        Assert.All(rows, r => Assert.True(Guid.TryParse(r["roster"], out _) && int.Parse(r["row"], CultureInfo.InvariantCulture) >= 2));
    }

    [Fact]
    public async Task A_name_that_is_a_formula_leaves_as_text() => Assert.Contains(await ExportAsync(_portal.Manager, new()), r => r["name"] == "'=HYPERLINK(\"x\")");

    [Fact]
    public async Task The_file_holds_what_the_filter_leaves_and_nobody_of_another_country()
    {
        Assert.Equal(["Bala"], (await ExportAsync(_portal.Manager, new(ContributionState.Excluded, "wrong-nationality"))).Select(r => r["name"]));
        Assert.Empty(await ExportAsync(_portal.Manager, new(Programme: "no-such-programme")));
        var ofMalaysia = new Actor(Guid.CreateVersion7(), "Manager of Malaysia", false, [new(Role.ProgrammeManager, Country: "MY")]);
        var theirs = await ExportAsync(ofMalaysia, new(), "MY");
        Assert.NotEmpty(theirs);
        Assert.All(theirs, r => Assert.Equal("MY", r["country"]));
    }

    [Fact]
    public async Task That_it_was_taken_and_by_what_it_was_narrowed_is_on_record()
    {
        await ExportAsync(_portal.Manager, new(ContributionState.Counted, Partner: "w-a"));
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        var entry = await db.Set<AuditEntry>().SingleAsync(e => e.Action == "contributions.exported");
        Assert.Equal((_portal.Manager.Id, "state,partner"), (entry.Actor, string.Join(',', entry.Fields)));
    }

    [Fact]
    public async Task Whoever_sees_numbers_only_gets_no_file()
    {
        var executive = new Actor(Guid.CreateVersion7(), "Executive", false, [new(Role.Executive)]);
        Assert.Null(await _portal.Get<ContributionExport>().FindAsync(executive, "w-promise", null, default));
        var target = (await _portal.Get<ContributionExport>().FindAsync(_portal.Manager, "w-promise", null, default))!;
        Assert.Equal(0, await _portal.Get<ContributionExport>().CountAsync(executive, target, new(), default));
    }

    [Fact]
    public async Task The_parts_of_partners_add_up_to_what_is_counted_and_so_do_those_of_programmes()
    {
        var counted = (await ExportAsync(_portal.Manager, new(ContributionState.Counted))).Count;
        var partners = await Task.WhenAll(new[] { "w-a", "w-b" }.Select(p => _portal.Get<PartnerQuery>().RunAsync(_portal.Manager, p, default)));
        Assert.Equal(counted, partners.Sum(p => p!.Parts.Where(x => x.Target == _world.Malaysians).Sum(x => x.Part)));
        Assert.All(partners, p => Assert.All(p!.Parts.Where(x => x.Target == _world.Malaysians), x => Assert.Equal(counted, x.Counted)));
        await using var db = await _portal.Database.BeginAsync(Scope.Everything, default);
        var programmes = await db.Set<TalentPortal.Domain.Programmes.Programme>().Select(p => p.Code).ToListAsync();
        var views = await Task.WhenAll(programmes.Select(p => _portal.Get<ProgrammeQuery>().RunAsync(_portal.Manager, p, default)));
        Assert.Equal(counted, views.Sum(v => v!.Parts.Where(x => x.Target == _world.Malaysians).Sum(x => x.Part)));
    }

    [Fact]
    public async Task The_box_finds_each_kind_and_only_what_the_actor_may_see()
    {
        async Task<string[]> Hrefs(Actor actor, string text) => [.. (await _portal.Get<FindQuery>().RunAsync(actor, text, default)).SelectMany(g => g.Items).Select(i => i.Href)];
        Assert.Contains("/commitments/w-promise", await Hrefs(_portal.Manager, "w-promise"));
        Assert.Contains("/partners/w-a", await Hrefs(_portal.Manager, "w-a"));
        Assert.Contains("/cohorts/w-a", await Hrefs(_portal.Manager, "W-A"));
        Assert.Contains($"/people/{(await _world.Record("b", "T1")).PersonId}", await Hrefs(_portal.Manager, "devi"));
        var executive = new Actor(Guid.CreateVersion7(), "Executive", false, [new(Role.Executive)]);
        Assert.DoesNotContain(await Hrefs(executive, "devi"), h => h.StartsWith("/people", StringComparison.Ordinal));
        Assert.Empty(await Hrefs(Actor.Anonymous, "w-a"));
        Assert.Empty(await Hrefs(_portal.Manager, "d"));
        Assert.Empty(await Hrefs(_portal.Manager, "100%_"));
    }

    private async Task<List<Dictionary<string, string>>> ExportAsync(Actor actor, ContributionFilter filter, string? country = null)
    {
        var export = _portal.Get<ContributionExport>();
        var target = (await export.FindAsync(_portal.Manager, "w-promise", _world.Malaysians, default))! with { Country = country };
        using var file = new MemoryStream();
        await using (var csv = new CsvExport(file))
        {
            await export.WriteAsync(actor, target, filter, csv, default);
            await csv.CompleteAsync();
        }

        using var reader = new CsvReader(new StringReader(Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF')), CultureInfo.InvariantCulture);
        await reader.ReadAsync();
        reader.ReadHeader();
        var rows = new List<Dictionary<string, string>>();
        while (await reader.ReadAsync())
        {
            rows.Add(ContributionExport.Columns.ToDictionary(c => c, c => reader.GetField(c)!, StringComparer.Ordinal));
        }

        return rows;
    }
}

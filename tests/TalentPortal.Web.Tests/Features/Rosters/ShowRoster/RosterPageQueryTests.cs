using System.Globalization;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Rosters.ListRosters;
using TalentPortal.Web.Features.Rosters.ShowRoster;
using TalentPortal.Web.Features.Rosters.ShowRow;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.ShowRoster;

/// <summary>The whole file as a preview: paged by key, filtered, with who had set what.</summary>
public sealed class RosterPageQueryTests(RosterPageQueryTests.Portal portal) : IClassFixture<RosterPageQueryTests.Portal>
{
    private const int Rows = 120;

    [Fact]
    public async Task Pages_lead_through_the_whole_file_and_back()
    {
        var first = await PageAsync(LinesFilter.All);
        var second = await PageAsync(LinesFilter.All, after: first.Lines[^1].RowNo);
        var third = await PageAsync(LinesFilter.All, after: second.Lines[^1].RowNo);
        var back = await PageAsync(LinesFilter.All, before: third.Lines[0].RowNo);

        Assert.Equal((50, 50, 20), (first.Lines.Count, second.Lines.Count, third.Lines.Count));
        Assert.Equal((1, 51, 101, 51), (first.First, second.First, third.First, back.First));
        Assert.Equal(second.Lines.Select(l => l.RowNo), back.Lines.Select(l => l.RowNo));
        Assert.Equal(Enumerable.Range(2, Rows), first.Lines.Concat(second.Lines).Concat(third.Lines).Select(l => l.RowNo));
        Assert.All((LinesPage[])[first, second, third], p => Assert.Equal(Rows, p.Total));
    }

    [Fact]
    public async Task Rows_are_found_by_what_is_said_of_them_with_counts()
    {
        var all = await PageAsync(LinesFilter.All);
        Assert.Contains(("date-malformed", 12), all.Codes);

        var found = await PageAsync(LinesFilter.All with { Code = "date-malformed" });
        Assert.Equal((12, 12), (found.Total, found.Lines.Count));
        Assert.All(found.Lines, l => Assert.Contains(l.Findings, f => f.Code == "date-malformed"));
        Assert.Equal(12, (await PageAsync(new(RowOutcome.Error, "date-malformed", null))).Total);
        Assert.Equal(0, (await PageAsync(new(RowOutcome.Create, "date-malformed", null))).Total);
        Assert.Empty((await PageAsync(LinesFilter.All with { Code = "'];drop table roster" })).Lines);
    }

    [Fact]
    public async Task A_change_names_the_roster_that_had_set_the_old_value()
    {
        var lines = (await PageAsync(LinesFilter.All with { Outcome = RowOutcome.Update })).Lines;
        var renamed = Assert.Single(lines, l => l.Identifier == "S1");
        var change = Assert.Single(renamed.Changes, c => c.Field == "full_name");
        Assert.Equal(("Student 1 renamed", "Student 1 renamed again", portal.Renaming), (change.Was, change.Became, change.SetBy?.Roster));

        // Nobody changed the second since the first roster brought them.
        var brought = Assert.Single(Assert.Single(lines, l => l.Identifier == "S2").Changes, c => c.Field == "full_name");
        Assert.Equal(portal.Bringing, brought.SetBy?.Roster);
    }

    [Fact]
    public async Task A_row_leads_to_its_person_once_there_is_one()
    {
        var created = (await PageAsync(LinesFilter.All with { Outcome = RowOutcome.Create })).Lines[0];
        var row = await new RowQuery(portal.Database, new(portal.Database)).FindAsync(portal.Manager, portal.Preview, created.RowNo, default);
        Assert.Null(row!.Person);
        var known = await new RowQuery(portal.Database, new(portal.Database)).FindAsync(portal.Manager, portal.Bringing, 2, default);
        Assert.NotNull(known!.Person);
        Assert.Equal("S1", known.Identifier);
    }

    [Fact]
    public async Task The_list_is_filtered_by_who_uploaded_and_when()
    {
        var list = new RosterListQuery(portal.Database, portal.Clock);
        async Task<int> FoundAsync(RosterFilter filter) => (await list.RunAsync(portal.Manager, filter, null, null, default)).Items.Count;
        var today = DateOnly.FromDateTime(portal.Clock.GetUtcNow().UtcDateTime);

        Assert.Equal(2, await FoundAsync(new(null, null, null)));
        Assert.Equal(2, await FoundAsync(new(null, null, null, Uploader: "test man", From: today, To: today, Source: RosterSource.Usual)));
        Assert.Equal(0, await FoundAsync(new(null, null, null, Uploader: "%")));
        Assert.Equal(0, await FoundAsync(new(null, null, null, From: today.AddDays(1))));
        Assert.Equal(0, await FoundAsync(new(null, null, null, To: today.AddDays(-1))));
        Assert.Equal(0, await FoundAsync(new(null, null, null, Source: "elsewhere")));
        Assert.Equal(portal.Preview, Assert.Single(await list.WaitingAsync(portal.Manager, new(null, "mmu", "mmu-1"), default)).Id);
    }

    [Fact]
    public async Task A_preview_left_too_long_reminds_nobody()
    {
        var list = new RosterListQuery(portal.Database, portal.Clock);
        Assert.Equal(1, await list.CountAsync(portal.Manager, default));
        portal.Clock.Advance(Roster.PreviewLifetime + TimeSpan.FromMinutes(1));
        try
        {
            Assert.Equal(0, await list.CountAsync(portal.Manager, default));
        }
        finally
        {
            portal.Clock.Advance(-(Roster.PreviewLifetime + TimeSpan.FromMinutes(1)));
        }
    }

    private async Task<LinesPage> PageAsync(LinesFilter filter, int? after = null, int? before = null)
    {
        var query = new RosterPageQuery(portal.Database);
        var roster = (await query.FindAsync(portal.Manager, portal.Preview, default))!;
        return await query.RowsAsync(portal.Manager, roster, filter, after, before, default);
    }

    /// <summary>Twenty students, one of them renamed, and a preview that renames two, brings ninety-odd and has dates nobody understands.</summary>
    public sealed class Portal : PortalFixture, IAsyncLifetime
    {
        public Guid Bringing { get; private set; }

        public Guid Renaming { get; private set; }

        public Guid Preview { get; private set; }

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await this.University("mmu");
            await this.Programme("ai-dev");
            await this.Cohort("mmu-1", "mmu", "ai-dev");
            Bringing = (await this.Upload("mmu-1", "student_id,full_name\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"S{i},Student {i}\n")))).Id;
            Renaming = (await this.Upload("mmu-1", "student_id,full_name\nS1,Student 1 renamed\n")).Id;
            var rows = Enumerable.Range(1, Rows).Select(i => string.Create(
                CultureInfo.InvariantCulture, $"S{i},Student {i}{(i == 1 ? " renamed again" : i == 2 ? " renamed" : "")},{(i % 10 == 0 ? "completed" : "enrolled")},{(i % 10 == 0 ? "soon" : "")}"));
            Preview = (await this.Upload("mmu-1", $"student_id,full_name,status,completed_on\n{string.Join('\n', rows)}\n", RosterApply.Preview)).Id;
        }
    }
}

using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Domain.Reference;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Rosters.DownloadTemplate;
using TalentPortal.Web.Platform.Exports;
using TalentPortal.Web.Tests.Platform.Exports;
using TalentPortal.Web.Tests.Ui;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.DownloadTemplate;

/// <summary>What a template offers is what the reader understands, and its words are the reader's own.</summary>
public sealed class RosterWorkbookTests(RosterWorkbookTests.Portal portal) : IClassFixture<RosterWorkbookTests.Portal>
{
    [Theory]
    [InlineData("MY")]
    [InlineData("SG")]
    public void Every_value_offered_is_understood_and_means_what_it_says(string country)
    {
        var workbook = portal.Get<RosterWorkbook>().Of(country, RosterColumns.Template);
        Assert.Equal(["nationality", "state", "gender", "audience", "sector", "status"], workbook.Columns.Where(c => c.Choices.Count > 0).Select(c => c.Heading));
        foreach (var column in workbook.Columns)
        {
            Assert.Equal(column.Choices.Count, column.Choices.Select(c => c.Value).Distinct(StringComparer.Ordinal).Count());
            foreach (var (value, _) in column.Choices)
            {
                var reader = new RosterRowReader(["student_id", "full_name", column.Heading], new(2026, 11, 20));
                Assert.Empty(reader.Read((Guid.Empty, Guid.Empty, 2), ["S1", "Siti", value]).Findings);
            }
        }

        Assert.All(Countries.Codes, code => Assert.Equal(code, Countries.Find(RosterLists.Nationality(code))));
        Assert.All(Regions.All, region => Assert.Equal(region, Regions.Find(RosterLists.Region(region.Code))));
        Assert.Equal(RosterLists.Nationality(country), workbook.Columns.Single(c => c.Heading == "nationality").Choices[0].Value);
        Assert.All(workbook.Columns.Single(c => c.Heading == "state").Choices, c => Assert.Equal(country, Regions.Find(c.Value)!.Country));
    }

    [Theory]
    [InlineData("en", "How to", "Selangor")]
    [InlineData("ms", "Cara mengisi", "Selangor")]
    [InlineData("zh-Hans", "填写说明", "雪兰莪")]
    public async Task The_second_sheet_explains_every_column_in_the_language_of_the_reader(string language, string sheet, string selangor)
    {
        XlsxWorkbook workbook;
        using (new InCulture(language))
        {
            workbook = portal.Get<RosterWorkbook>().Of("MY", RosterColumns.Template);
        }

        Assert.Equal(sheet, workbook.Notes!.Sheet);
        var package = await Exported.XlsxAsync(workbook, [[.. RosterColumns.Template]]);
        Assert.Equal(RosterColumns.Template, Assert.Single(Exported.Rows(package)));
        var notes = Exported.Rows(package, 2);
        Assert.All(RosterColumns.Template, column => Assert.Contains(notes, row => row.Length == 3 && row[0] == column && row[1].Length > 0 && row[2].Length > 0));
        Assert.Contains(Exported.Rows(package, 3), row => row.Contains("Selangor") && row.Contains(selangor));
    }

    [Fact]
    public void A_country_without_known_regions_leaves_the_state_free() =>
        Assert.Empty(portal.Get<RosterWorkbook>().Of("TH", [RosterColumns.State]).Columns[0].Choices);

    public sealed class Portal : PortalFixture
    {
        protected override void Register(IServiceCollection services) => services.AddSingleton<RosterWorkbook>();
    }
}

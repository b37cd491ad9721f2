using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Audit;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Cohorts.DescribeCohort;
using TalentPortal.Web.Features.Rosters.DownloadRegister;
using TalentPortal.Web.Features.Rosters.DownloadTemplate;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Exports;
using TalentPortal.Web.Tests.Platform.Exports;
using Xunit;

namespace TalentPortal.Web.Tests.Features.Rosters.DownloadRegister;

/// <summary>A register leaves, is edited and comes back: what nobody touched is unchanged.</summary>
public sealed class CohortRegisterTests(CohortRegisterTests.Portal portal) : IClassFixture<CohortRegisterTests.Portal>
{
    private const string People =
        """"
        student_id,full_name,email,mobile,nationality,state,gender,birth_date,birth_year,audience,employer,sector,disability,enrolled_on,status,completed_on,score,grade,certificate_no
        00012,Nur Aisyah binti Rahman,aisyah@mmu.my,+60123456789,Malaysian,Selangor,P,2003-02-28,,pelajar,"=HYPERLINK(""x"")",ICT,,2026-02-03,completed,2026-06-20,082.50,-A,@C-001
        S2,陈伟明,,'+6598765432,新加坡,East,男,,1999,公务员,"Ng, Lee & ""Sons""",finance,-,2026-02-03,failed,,12.345,F,
        S3,Muthu a/l Raman,,,Indian,KL,,,,,,,,,withdrawn,,,,
        ,O'Neill,oneill@mmu.my,,,,,,,,,,,,,,,,
        S5,'Aisyah,s5@mmu.my,,GB,,x,1980-01-01,,other,,other,none,2026-03-01,enrolled,,0,=B,00077
        S6,+Plus,,,,,,,,,,,,,completed,,100,,

        """";

    [Fact]
    public async Task A_register_uploaded_as_it_is_changes_nothing()
    {
        await portal.Cohort("as-it-is", "mmu", "dev");
        var applied = await portal.Upload("as-it-is", People);
        Assert.Equal(6, Outcomes(applied)["create"]);

        var register = Encoding.UTF8.GetString(await CsvAsync("as-it-is"));
        Assert.Contains("'+60123456789", register, StringComparison.Ordinal);
        var again = await portal.Upload("as-it-is", register);
        Assert.Equal(new() { ["unchanged"] = 6 }, Outcomes(again));
    }

    [Fact]
    public async Task One_cell_edited_is_one_row_updated()
    {
        await portal.Cohort("edited", "mmu", "dev");
        await portal.Upload("edited", "student_id,full_name,score\nE1,Siti,1\nE2,Ali,2\n");
        var register = Encoding.UTF8.GetString(await CsvAsync("edited")).Replace("Ali", "Ali bin Abu", StringComparison.Ordinal);
        Assert.Equal(new() { ["unchanged"] = 1, ["update"] = 1 }, Outcomes(await portal.Upload("edited", register)));
    }

    [Fact]
    public async Task A_cohort_still_to_come_comes_back_unchanged_too()
    {
        Assert.True((await portal.Get<DescribeCohortHandler>().HandleAsync(
            portal.Manager, "next-year", new("dev", "mmu", "Next year", "MY", "Asia/Kuala_Lumpur", new(2027, 2, 1), new(2027, 6, 30), null), null, default)).Succeeded);
        await portal.Upload("next-year", "student_id,full_name\nN1,Siti\n");
        Assert.Equal(new() { ["unchanged"] = 1 }, Outcomes(await portal.Upload("next-year", Encoding.UTF8.GetString(await CsvAsync("next-year")))));
    }

    [Fact]
    public async Task Both_forms_say_the_same_and_the_first_column_is_the_key_of_the_enrolment()
    {
        await portal.Cohort("both", "mmu", "dev");
        await portal.Upload("both", People.Replace("S2", "T2", StringComparison.Ordinal));
        var csv = Csv(await CsvAsync("both"));
        using var to = new Exported.AsyncOnly();
        await using (var xlsx = new XlsxExport(to, portal.Get<RosterWorkbook>().Of("MY", RegisterLine.Columns, RosterColumns.RowKey)))
        {
            await portal.Get<CohortRegister>().WriteAsync(portal.Manager, "both", xlsx, default);
            await xlsx.CompleteAsync();
        }

        Assert.Equal(csv, Exported.Rows(to.Bytes).Select(r => string.Join('¦', Exported.Read(r, RegisterLine.Columns.Count))));
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var keys = await (from e in db.Set<Enrolment>() join c in db.Set<Cohort>() on e.CohortId equals c.Id where c.Code == "both" orderby e.Id select e.Id).ToListAsync();
        Assert.Equal(keys.Select(k => k.ToString()), csv.Skip(1).Select(r => r.Split('¦')[0]));
    }

    [Fact]
    public async Task More_rows_than_one_batch_are_all_there_once()
    {
        await portal.Cohort("many", "mmu", "dev");
        await portal.Upload("many", "student_id,full_name\n" + string.Concat(Enumerable.Range(1, 4001).Select(i => $"M{i},Student {i}\n")));
        var rows = Csv(await CsvAsync("many")).Skip(1).Select(r => r.Split('¦')[1]).ToList();
        Assert.Equal((4001, 4001), (rows.Count, rows.Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public async Task Taking_it_leaves_a_trace_with_the_number_of_rows_and_no_value()
    {
        await portal.Cohort("traced", "mmu", "dev");
        await portal.Upload("traced", "student_id,full_name\nD1,Siti\nD2,Ali\n");
        await CsvAsync("traced");
        await using var db = await portal.Database.BeginAsync(Scope.Everything, default);
        var cohort = await db.Set<Cohort>().SingleAsync(c => c.Code == "traced");
        var trace = await db.Set<AuditEntry>().SingleAsync(a => a.Action == "register.downloaded" && a.EntityId == cohort.Id);
        Assert.Equal((portal.Manager.Id, cohort.PartnerId, "2 rows", 0), (trace.Actor, trace.PartnerId, trace.Reason, trace.Fields.Length));
    }

    [Fact]
    public async Task Somebody_elses_register_is_missing_and_writes_nothing()
    {
        await portal.Cohort("foreign", "mmu", "dev");
        await portal.Upload("foreign", "student_id,full_name\nF1,Siti\n");
        var register = portal.Get<CohortRegister>();
        foreach (var stranger in new Grant[] { new(Role.Coordinator, Guid.CreateVersion7()), new(Role.ProgrammeManager, Country: "SG"), new(Role.Auditor) })
        {
            var actor = new Actor(Guid.CreateVersion7(), "Stranger", false, [stranger]);
            Assert.Null(await register.FindAsync(actor, "foreign", default));
            Assert.Equal(Encoding.UTF8.Preamble.ToArray(), await CsvAsync("foreign", actor));
        }

        Assert.NotNull(await register.FindAsync(new(Guid.CreateVersion7(), "Manager", false, [new(Role.ProgrammeManager, Country: "MY")]), "foreign", default));
    }

    private static Dictionary<string, long> Outcomes(Roster roster) => JsonSerializer.Deserialize<Dictionary<string, long>>(roster.Outcomes)!;

    private static List<string> Csv(byte[] register)
    {
        using var csv = RosterFile.Open(new MemoryStream(register), "register.csv", RosterAnswers.None, CancellationToken.None).Value;
        var rows = new List<string> { string.Join('¦', csv.Columns) };
        while (csv.ReadRow().Value is { } cells)
        {
            rows.Add(string.Join('¦', Exported.Read(cells, RegisterLine.Columns.Count)));
        }

        return rows;
    }

    private async Task<byte[]> CsvAsync(string cohort, Actor? actor = null)
    {
        using var to = new Exported.AsyncOnly();
        await using (var csv = new CsvExport(to))
        {
            await portal.Get<CohortRegister>().WriteAsync(actor ?? portal.Manager, cohort, csv, default);
        }

        return to.Bytes;
    }

    public sealed class Portal : PortalFixture
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await this.University("mmu");
            await this.Programme("dev");
        }

        protected override void Register(IServiceCollection services) => services.AddSingleton<CohortRegister>().AddSingleton<RosterWorkbook>();
    }
}

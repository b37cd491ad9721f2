using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Administration.Demo;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;

namespace TalentPortal.Benchmarks;

/// <summary>A commitment's page with 300,000 counted people against the same page with 12,000, each in a portal of its own; asked for in turn.</summary>
internal static class PageBenchmark
{
    private const int PerRoster = 100_000;
    private const int Warmup = 30;
    private const int Requests = 60;

    public static async Task<IReadOnlyList<Line>> RunAsync(int many = 300_000, int few = 12_000)
    {
        await using var small = await ReadyAsync(few);
        await using var large = await ReadyAsync(many);
        List<double> ofFew = [], ofMany = [];
        for (var i = 0; i < Warmup + Requests; i++)
        {
            var (a, b) = (await small.AskAsync(), await large.AskAsync());
            if (i >= Warmup)
            {
                ofFew.Add(a);
                ofMany.Add(b);
            }
        }

        return [new($"commitment page, {many:N0} counted people", Timing.Median(ofMany), $"{few:N0} counted people", Timing.Median(ofFew), 1.3)];
    }

    private static async Task<Subject> ReadyAsync(int people)
    {
        var portal = new BenchPages();
        await portal.InitializeAsync();
        await portal.University("university");
        await portal.Programme("programme");
        await portal.Commitment("promise", new TargetInput("people", people, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed", Nationalities: ["MY"])));
        for (var done = 0; done < people; done += PerRoster)
        {
            await portal.Cohort($"cohort-{done}", "university", "programme");
            await portal.Upload($"cohort-{done}", Csv(done, Math.Min(PerRoster, people - done)));
        }

        await using (var scope = portal.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DemoAccounts>().CreateStaffAsync(CancellationToken.None);
        }

        await using var owner = await portal.OpenOwnerAsync();
        await using (var settle = new NpgsqlCommand("vacuum analyze", owner) { CommandTimeout = 600 })
        {
            await settle.ExecuteNonQueryAsync();
        }

        var subject = new Subject(portal, await PortalProcess.StartAsync(portal.ConnectionString));
        await subject.SignInAsync();
        return subject;
    }

    private static string Csv(int from, int rows)
    {
        string[] states = ["Selangor", "Johor", "Penang", "Sabah", "Perak", "Kedah", "Melaka"];
        string[] audiences = ["student", "government", "industry", "educator"];
        var csv = new StringBuilder("student_id,full_name,email,nationality,state,gender,birth_year,audience,status,completed_on\n");
        for (var i = from; i < from + rows; i++)
        {
            csv.AppendLine(CultureInfo.InvariantCulture, $"S{i:0000000},Nur Person bin Number {i},p{i}@bench.example,MY,{states[i % 7]},{(i % 2 == 0 ? "F" : "M")},{1980 + (i % 25)},{audiences[i % 4]},completed,2026-{1 + (i % 10):00}-{1 + (i % 28):00}");
        }

        return csv.ToString();
    }
}

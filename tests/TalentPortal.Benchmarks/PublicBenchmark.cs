using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.PublishFigure;

namespace TalentPortal.Benchmarks;

/// <summary>The public page of a commitment against an endpoint that reads the same release from the same database and sends it as it is.</summary>
internal static class PublicBenchmark
{
    private const int AtOnce = 16;
    private const int People = 3000;

    public static async Task<IReadOnlyList<Line>> RunAsync(int runs, int requests)
    {
        await using var portal = new BenchPages();
        await portal.InitializeAsync();
        await portal.University("university");
        await portal.Programme("programme");
        await portal.Commitment("promise", new TargetInput("people", People, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed")));
        await portal.Cohort("cohort", "university", "programme");
        await portal.Upload("cohort", Invented.Csv(Invented.Rows(0, People)));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var publish = portal.Get<PublishFigureHandler>();
        var (asks, approves) = (portal.Managers.Add("Asks"), portal.Managers.Add("Approves"));
        _ = (await publish.AskAsync(asks, "people", new(2026, 11, 19), null, CancellationToken.None)).Value;
        _ = (await publish.ApproveAsync(approves, "people", CancellationToken.None)).Value;

        await using var bare = await BareAsync(portal.ConnectionString);
        await using var server = await PortalProcess.StartAsync(portal.ConnectionString, ("Portal__Limits__Anonymous", "100000000"));
        var (page, yardstick) = (new Uri(server.Address, "/p/promise"), new Uri(bare.Urls.First()));
        using var http = new HttpClient();
        List<double> ofPage = [], ofBare = [];
        for (var run = -1; run < runs; run++)
        {
            var (a, b) = (await EachAsync(http, yardstick, requests), await EachAsync(http, page, requests));
            if (run >= 0)
            {
                ofBare.Add(a);
                ofPage.Add(b);
            }
        }

        return [new($"public page, {AtOnce} at a time, a request ({1000 / Timing.Median(ofPage):N0} a second)", Timing.Median(ofPage), $"minimal endpoint with its query ({1000 / Timing.Median(ofBare):N0} a second)", Timing.Median(ofBare), 1)];
    }

    /// <summary>Milliseconds of the server for each request, with several under way.</summary>
    private static async Task<double> EachAsync(HttpClient http, Uri address, int requests)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            for (var i = 0; i < requests / AtOnce; i++)
            {
                (await http.GetByteArrayAsync(address)).AsSpan();
            }
        }));
        return watch.Elapsed.TotalMilliseconds / requests;
    }

    private static async Task<WebApplication> BareAsync(string connection)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var source = NpgsqlDataSource.Create(connection);
        app.Lifetime.ApplicationStopped.Register(source.Dispose);
        app.MapGet("/", async (HttpContext context) =>
        {
            await using var command = source.CreateCommand("select r.content from figure_release r join commitment c on c.id = r.commitment_id where c.code = 'promise' order by r.as_of desc, r.at desc limit 1");
            await context.Response.WriteAsync((string)(await command.ExecuteScalarAsync(context.RequestAborted))!, context.RequestAborted);
        });
        await app.StartAsync();
        return app;
    }
}

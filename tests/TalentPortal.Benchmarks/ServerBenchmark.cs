using Microsoft.Extensions.DependencyInjection;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Administration.Demo;

namespace TalentPortal.Benchmarks;

/// <summary>What a large roster costs the server process that takes it over HTTP, and everybody else who asks it for pages meanwhile.</summary>
internal static class ServerBenchmark
{
    private const int Warm = 300;
    private const int Requests = 200;
    private const int Counted = 3000;

    public static async Task<IReadOnlyList<Line>> MemoryAsync(int rows)
    {
        await using var server = await ReadyAsync();
        await Rosters.MakeGroundAsync(server.Portal, 2);
        var before = 0.0;
        var most = await server.UploadAsync("cohort-2", Rosters.Bytes(Invented.Csv(Invented.Rows(2, rows))), () => before = server.Memory);
        return [new($"{rows:N0} rows over HTTP, upload to applied: growth of the server's memory", most - before, "allowed", 150, 1, "MB")];
    }

    public static async Task<IReadOnlyList<Line>> OthersAsync(int rows)
    {
        await using var server = await ReadyAsync();
        List<double> calm = [], busy = [];
        for (var i = 0; i < Requests; i++)
        {
            calm.Add(await server.AskAsync());
        }

        await Rosters.MakeGroundAsync(server.Portal, 2);
        var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var upload = server.UploadAsync("cohort-2", Rosters.Bytes(Invented.Csv(Invented.Rows(2, rows))), began.SetResult);
        await began.Task;
        while (!upload.IsCompleted)
        {
            busy.Add(await server.AskAsync());
        }

        await upload;
        return [new($"p95 of another user's commitment page while {rows:N0} rows are applied ({busy.Count:N0} asked)", Percentile(busy), "before", Percentile(calm), 1.2)];
    }

    /// <summary>A portal in a process of its own that has seen a small roster, and whose pages have been asked for.</summary>
    private static async Task<Subject> ReadyAsync()
    {
        var portal = new BenchPages();
        await portal.InitializeAsync();
        await portal.University("university");
        await portal.Programme("programme");
        await portal.Commitment("promise", "people", Counted, new("distinct-ever", "completed", Programmes: ["programme"]));
        await portal.Cohort("cohort", "university", "programme");
        await portal.Upload("cohort", Invented.Csv(Invented.Rows(0, Counted)));
        await using (var scope = portal.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DemoAccounts>().CreateStaffAsync(CancellationToken.None);
        }

        await Rosters.MakeGroundAsync(portal, 1);
        var server = new Subject(portal, await PortalProcess.StartAsync(portal.ConnectionString, ("Portal__Limits__SignedIn", "1000000"), ("Portal__Limits__Uploads", "1000000")));
        await server.SignInAsync();
        await server.UploadAsync("cohort-1", Rosters.Bytes(Invented.Csv(Invented.Rows(1, Warm))), () => { });
        for (var i = 0; i < Requests; i++)
        {
            await server.AskAsync();
        }

        return server;
    }

    private static double Percentile(List<double> times) => times.Order().ElementAt((int)(times.Count * 0.95));
}

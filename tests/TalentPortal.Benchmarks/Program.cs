using System.Globalization;
using TalentPortal.Benchmarks;

// Ratios, not times: each figure stands beside a yardstick measured in the same run.
// dotnet run -c Release --project tests/TalentPortal.Benchmarks -- [name…] [--runs N] [--short]
var runs = Array.IndexOf(args, "--runs") is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 5;
var brief = args.Contains("--short");
var names = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] != "--runs")).ToHashSet(StringComparer.Ordinal);
var (rows, many) = brief ? (3_000, 10_000) : (30_000, 100_000);
if (brief)
{
    runs = Math.Min(runs, 2);
}

(string Name, Func<Task<IReadOnlyList<Line>>> Run)[] all =
[
    ("roster", () => RosterBenchmark.RunAsync(runs, rows)),
    ("roster-million", () => CrowdBenchmark.RunAsync(runs, rows, brief ? 100_000 : 1_000_000)),
    ("roster-memory", () => ServerBenchmark.MemoryAsync(many)),
    ("roster-growth", () => ShapeBenchmark.GrowthAsync(runs, brief ? [1_000, 3_000, 10_000] : [3_000, 10_000, 30_000, 100_000])),
    ("roster-xlsx", () => ShapeBenchmark.XlsxAsync(runs, rows)),
    ("roster-others", () => ServerBenchmark.OthersAsync(many)),
    ("counting", () => CountingBenchmark.RunAsync(runs, brief ? 30_000 : 1_300_000)),
    ("forecast", () => Task.FromResult(ForecastBenchmark.Run(runs))),
    ("recording", () => RecordingBenchmark.RunAsync(runs, rows)),
    ("public", () => PublicBenchmark.RunAsync(runs, brief ? 400 : 4_000)),
    ("page", () => brief ? PageBenchmark.RunAsync(30_000, 3_000) : PageBenchmark.RunAsync()),
];
if (names.Except(all.Select(a => a.Name)).Except(["all"]).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark {unknown}; there are {string.Join(", ", all.Select(a => a.Name))}.");
    return 1;
}

var lines = new List<Line>();
foreach (var (name, run) in all)
{
    if (names.Count == 0 || names.Contains("all") || names.Contains(name))
    {
        lines.AddRange(await run());
    }
}

Console.WriteLine("| work | median | yardstick | ratio | goal | |\n|---|---|---|---|---|---|");
foreach (var line in lines)
{
    Console.WriteLine(line);
}

return 0;

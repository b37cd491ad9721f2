using TalentPortal.Benchmarks;

// Ratios, not times: each figure stands beside a yardstick measured in the same run.
// dotnet run -c Release --project tests/TalentPortal.Benchmarks -- [roster] [page] [--runs N]
var names = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] != "--runs")).ToHashSet(StringComparer.Ordinal);
var runs = Array.IndexOf(args, "--runs") is var at and >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture) : 5;
var lines = new List<Line>();
if (names.Count == 0 || names.Contains("roster"))
{
    lines.AddRange(await RosterBenchmark.RunAsync(runs));
}

if (names.Count == 0 || names.Contains("page"))
{
    lines.AddRange(await PageBenchmark.RunAsync());
}

Console.WriteLine("| work | median | yardstick | ratio | goal | |\n|---|---|---|---|---|---|");
foreach (var line in lines)
{
    Console.WriteLine(line);
}

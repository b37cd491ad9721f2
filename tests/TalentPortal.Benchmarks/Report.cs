using System.Diagnostics;
using System.Globalization;

namespace TalentPortal.Benchmarks;

/// <summary>One line of the table: work, yardstick, ratio, goal.</summary>
internal sealed record Line(string Work, double Value, string Yardstick, double Measure, double? Goal, string Unit = "ms")
{
    public double Ratio => Value / Measure;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Work} | {Value:0.##} {Unit} | {Yardstick}, {Measure:0.##} {Unit} | {Ratio:0.00} | {(Goal is { } g ? $"≤ {g:0.0#}" : "")} | {(Goal is { } goal ? (Ratio <= goal ? "met" : "NOT MET") : "")} |");
}

internal static class Timing
{
    public static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}

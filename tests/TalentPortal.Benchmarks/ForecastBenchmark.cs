using System.Diagnostics;
using TalentPortal.Domain.Commitments.Forecasting;

namespace TalentPortal.Benchmarks;

/// <summary>One forecast of two thousand runs over 200 cohorts, beside drawing as many random numbers.</summary>
internal static class ForecastBenchmark
{
    private const int Cohorts = 200;

    /// <summary>Milliseconds that a forecast may take.</summary>
    private const double Goal = 150;

    /// <summary>Draws a run needs of a cohort: fate, lateness twice, lag, fill, completion, new share, heads.</summary>
    private const int DrawsOfCohort = 8;

    public static IReadOnlyList<Line> Run(int runs)
    {
        var asOf = new DateOnly(2026, 11, 20);
        var programmes = Enumerable.Range(1, 12).Select(i => new Guid(i, 1, 0, new byte[8])).ToArray();
        var known = new ForecastInputs(ForecastForm.Cohorts, asOf, new(2025, 1, 1), new(2028, 12, 31), 60_000, 20_000, 300)
        {
            Months = [.. Enumerable.Range(0, 23).Select(i => new MonthPast(new DateOnly(2025, 1, 1).AddMonths(i), 800 + (i * 7 % 90)))],
            Past = [.. Enumerable.Range(0, 300).Select(i => new CohortPast(programmes[i % 12], new DateOnly(2025, 1, 10).AddDays(i * 2), 100, 80 + (i % 15), 66 + (i % 13), 55 + (i % 11), i % 17 == 0, 5 + (i % 30), new DateOnly(2024, 9, 1).AddDays(i * 2)))],
            Ahead = [.. Enumerable.Range(0, Cohorts).Select(i => new CohortAhead(new Guid(i, 2, 0, new byte[8]), "cohort", programmes[i % 12], PipelineStage.Planned, asOf.AddDays(20 + (i * 3)), 100, 0, 0, asOf.AddDays(-30)))],
        };
        List<double> forecasts = [], draws = [];
        var sink = 0.0;
        for (var run = 0; run <= runs; run++)
        {
            var began = Stopwatch.GetTimestamp();
            sink += Forecaster.Look(known, (ulong)run + 1).P50!.Value;
            var forecast = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            began = Stopwatch.GetTimestamp();
            var random = new Random(run);
            for (var i = 0; i < Cohorts * Forecaster.Runs * DrawsOfCohort; i++)
            {
                sink += random.NextDouble();
            }

            if (run > 0)
            {
                forecasts.Add(forecast);
                draws.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        var (median, yardstick) = (Timing.Median(forecasts), Timing.Median(draws));
        return [new($"forecast of 2,000 runs over {Cohorts} cohorts (goal {Goal:0} ms, {(median <= Goal ? "met" : "not met")}; {(sink > 0 ? "" : "nothing ")}drawn)", median, $"drawing {Cohorts * Forecaster.Runs * DrawsOfCohort:N0} numbers", yardstick, null)];
    }
}

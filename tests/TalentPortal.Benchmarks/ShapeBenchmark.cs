using System.Globalization;

namespace TalentPortal.Benchmarks;

/// <summary>How time grows with the number of rows, and what a workbook costs beside a CSV.</summary>
internal static class ShapeBenchmark
{
    public static async Task<IReadOnlyList<Line>> GrowthAsync(int runs, int[] sizes)
    {
        var portal = new BenchPortal();
        await portal.InitializeAsync();
        try
        {
            var times = sizes.ToDictionary(s => s, _ => new List<double>());
            var ground = 0;
            for (var run = 0; run <= runs; run++)
            {
                // The first round warms up, so it may leave the largest out.
                foreach (var rows in run == 0 ? sizes[..^1] : sizes)
                {
                    await Rosters.MakeGroundAsync(portal, ++ground);
                    var took = await Rosters.ApplyAsync(portal, ground, Rosters.Bytes(Invented.Csv(Invented.Rows(ground, rows))), rows);
                    if (run > 0)
                    {
                        times[rows].Add(took);
                    }
                }
            }

            var medians = sizes.ToDictionary(s => s, s => Timing.Median(times[s]));
            var shown = string.Join(", ", medians.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Key:N0}: {m.Value / 1000:0.00} s")));
            return [new($"exponent of growth ({shown})", Exponent(medians), "linear", 1, 1.05, "")];
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    public static async Task<IReadOnlyList<Line>> XlsxAsync(int runs, int rows)
    {
        var portal = new BenchPortal();
        await portal.InitializeAsync();
        try
        {
            List<double> csv = [], xlsx = [];
            for (var run = 0; run <= runs; run++)
            {
                var (one, other) = ((2 * run) + 1, (2 * run) + 2);
                await Rosters.MakeGroundAsync(portal, one);
                await Rosters.MakeGroundAsync(portal, other);
                var workbook = Invented.Xlsx(Invented.Rows(one, rows));
                var text = Rosters.Bytes(Invented.Csv(Invented.Rows(other, rows)));
                var asWorkbook = await Rosters.ApplyAsync(portal, one, workbook, rows, "roster.xlsx", "application/octet-stream");
                var asText = await Rosters.ApplyAsync(portal, other, text, rows);
                if (run > 0)
                {
                    xlsx.Add(asWorkbook);
                    csv.Add(asText);
                }
            }

            return [new($"{rows:N0} new people in an XLSX, upload to applied", Timing.Median(xlsx), "a CSV of the same", Timing.Median(csv), 2.5)];
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    // The slope of the straight line through the logarithms.
    private static double Exponent(Dictionary<int, double> times)
    {
        var points = times.Select(t => (X: Math.Log(t.Key), Y: Math.Log(t.Value))).ToList();
        var (x, y) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - x) * (p.Y - y)) / points.Sum(p => (p.X - x) * (p.X - x));
    }
}

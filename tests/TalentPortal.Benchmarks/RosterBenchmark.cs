namespace TalentPortal.Benchmarks;

/// <summary>A roster of new people with completions, 2 targets touched, from upload to applied; the same again; the same with some changed.</summary>
internal static class RosterBenchmark
{
    public static async Task<IReadOnlyList<Line>> RunAsync(int runs, int rows)
    {
        var portal = new BenchPortal();
        await portal.InitializeAsync();
        try
        {
            List<double> ours = [], again = [], changed = [], floor = [], copy = [];
            for (var run = 0; run <= runs; run++)
            {
                await Rosters.MakeGroundAsync(portal, run);
                var csv = Invented.Csv(Invented.Rows(run, rows));
                await using var owner = await portal.OpenOwnerAsync();
                await Rosters.ExecuteAsync(owner, "checkpoint");
                var took = await Rosters.ApplyAsync(portal, run, Rosters.Bytes(csv), rows);
                await Rosters.PutAsideAsync(owner);
                await Rosters.ExecuteAsync(owner, "checkpoint");
                var unchanged = await Rosters.ApplyAsync(portal, run, Rosters.Bytes(csv), rows);
                var some = await Rosters.ApplyAsync(portal, run, Rosters.Bytes(Invented.Csv(Invented.Rows(run, rows, changed: 20))), rows);
                var bare = await Rosters.FloorAsync(owner);
                var copied = await Rosters.CopyAsync(owner, csv);
                if (run > 0)
                {
                    ours.Add(took);
                    again.Add(unchanged);
                    changed.Add(some);
                    floor.Add(bare);
                    copy.Add(copied);
                }
            }

            return
            [
                new($"{rows:N0} new people, completions, 2 targets: upload to applied", Timing.Median(ours), "storage floor", Timing.Median(floor), 2.5),
                new("the same", Timing.Median(ours), "COPY of the rows", Timing.Median(copy), 40),
                new("the same file again, all unchanged", Timing.Median(again), "COPY of the rows", Timing.Median(copy), 8),
                new("the same file, 5 % changed", Timing.Median(changed), "COPY of the rows", Timing.Median(copy), null),
            ];
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }
}

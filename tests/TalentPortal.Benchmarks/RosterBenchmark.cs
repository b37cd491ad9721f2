using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;

namespace TalentPortal.Benchmarks;

/// <summary>
/// A roster of 30,000 new people with completions, 2 targets touched, from upload to applied. Yardsticks: the storage floor (the same final
/// rows into the same final tables by bare SQL, one transaction) and COPY of the same rows into one table with a unique index.
/// </summary>
internal static class RosterBenchmark
{
    private const int Rows = 30_000;

    // Parents first; what a roster writes, with the columns that tell its rows apart from those of the other runs.
    private static readonly string[] Written =
        ["stored_file", "stored_chunk", "roster", "roster_row", "person", "person_record", "identifier", "person_link", "trait", "enrolment", "fact", "contribution", "figure", "roster_change", "audit_entry"];

    public static async Task<IReadOnlyList<Line>> RunAsync(int runs)
    {
        var portal = new BenchPortal();
        await portal.InitializeAsync();
        try
        {
            List<double> ours = [], again = [], floor = [], copy = [];
            long growth = 0;
            for (var run = 0; run <= runs; run++)
            {
                await MakeGroundAsync(portal, run);
                var csv = Csv(run);
                await using var owner = await portal.OpenOwnerAsync();
                await ExecuteAsync(owner, "checkpoint");
                var before = Memory();
                var took = await Timing.MillisecondsAsync(() => portal.Upload($"cohort-{run}", csv));
                growth = Math.Max(growth, Memory() - before);
                await PutAsideAsync(owner);
                await ExecuteAsync(owner, "checkpoint");
                var unchanged = await Timing.MillisecondsAsync(() => portal.Upload($"cohort-{run}", csv));
                var bare = await FloorAsync(owner);
                var copied = await CopyAsync(owner, run);
                if (run > 0)
                {
                    ours.Add(took);
                    again.Add(unchanged);
                    floor.Add(bare);
                    copy.Add(copied);
                }
            }

            return
            [
                new("30,000 new people, completions, 2 targets: upload to applied", Timing.Median(ours), "storage floor", Timing.Median(floor), 5),
                new("the same", Timing.Median(ours), "COPY of the rows", Timing.Median(copy), null),
                new("the same file again, all unchanged", Timing.Median(again), "COPY of the rows", Timing.Median(copy), null),
                new("memory growth of the process while it runs", growth, "allowed", 150, 1, "MB"),
            ];
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    private static async Task MakeGroundAsync(BenchPortal portal, int run)
    {
        await portal.University($"university-{run}");
        await portal.Programme($"programme-{run}");
        await portal.Cohort($"cohort-{run}", $"university-{run}", $"programme-{run}");
        await portal.Commitment(
            $"commitment-{run}",
            new TargetInput($"all-{run}", Rows, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed", Programmes: [$"programme-{run}"])),
            new TargetInput($"malaysians-{run}", Rows, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed", Programmes: [$"programme-{run}"], Nationalities: ["MY"])));
    }

    private static string Csv(int run)
    {
        var csv = new StringBuilder("student_id,full_name,email,nationality,state,gender,birth_year,audience,status,completed_on\n");
        for (var i = 0; i < Rows; i++)
        {
            csv.AppendLine(CultureInfo.InvariantCulture, $"R{run}S{i:000000},Nur Person bin Number {i},person{i}@run{run}.example,{(i % 10 == 0 ? "SG" : "MY")},Selangor,{(i % 2 == 0 ? "F" : "M")},{1985 + (i % 20)},student,completed,2026-06-{1 + (i % 28):00}");
        }

        return csv.ToString();
    }

    /// <summary>Keeps what this run wrote, table by table.</summary>
    private static async Task PutAsideAsync(NpgsqlConnection owner)
    {
        await ExecuteAsync(owner, "create schema if not exists aside");
        foreach (var table in Written)
        {
            await ExecuteAsync(owner, $"drop table if exists aside.{table}; create table aside.{table} as select * from {table}");
        }
    }

    /// <summary>Writes the rows put aside into the emptied tables by bare SQL, in one transaction; only that is timed. Leaves the tables empty for the next run.</summary>
    private static async Task<double> FloorAsync(NpgsqlConnection owner)
    {
        var empty = $"truncate {string.Join(", ", Written)} cascade";
        await ExecuteAsync(owner, $"{empty}; checkpoint");
        var took = await Timing.MillisecondsAsync(async () =>
        {
            await using var transaction = await owner.BeginTransactionAsync();
            foreach (var table in Written)
            {
                await ExecuteAsync(owner, $"insert into {table} {(table == "contribution" ? "overriding system value" : "")} select * from aside.{table}");
            }

            await transaction.CommitAsync();
        });
        await ExecuteAsync(owner, empty);
        return took;
    }

    private static async Task<double> CopyAsync(NpgsqlConnection owner, int run)
    {
        await ExecuteAsync(owner, "drop table if exists yardstick; create table yardstick (a text, b text, c text, d text, e text, f text, g text, h text, i text, j text); create unique index on yardstick (lower(c))");
        var lines = Csv(run);
        return await Timing.MillisecondsAsync(async () =>
        {
            await using var writer = await owner.BeginTextImportAsync("copy yardstick from stdin (format csv, header)");
            await writer.WriteAsync(lines);
        });
    }

    private static long Memory()
    {
        using var self = Process.GetCurrentProcess();
        self.Refresh();
        return self.PeakWorkingSet64 / 1024 / 1024;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}

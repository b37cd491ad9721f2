using System.Text;
using Npgsql;
using TalentPortal.Domain.Rosters;
using TalentPortal.TestKit;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Rosters.ReceiveRoster;

namespace TalentPortal.Benchmarks;

/// <summary>What the benchmarks of rosters share: the ground of a run, an upload to its end, the two yardsticks.</summary>
internal static class Rosters
{
    // Parents first; what a roster writes.
    private static readonly string[] Written =
        ["stored_file", "stored_chunk", "roster_source", "roster", "roster_row", "person", "person_record", "person_link", "trait", "enrolment", "fact", "contribution", "figure", "roster_change", "audit_entry"];

    /// <summary>A partner, programme and cohort of the run's own, and two targets that its people count for.</summary>
    public static async Task MakeGroundAsync(BenchPortal portal, int run)
    {
        await portal.University($"university-{run}");
        await portal.Programme($"programme-{run}");
        await portal.Cohort($"cohort-{run}", $"university-{run}", $"programme-{run}");
        await portal.Commitment(
            $"commitment-{run}",
            new TargetInput($"all-{run}", 30_000, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed", Programmes: [$"programme-{run}"])),
            new TargetInput($"malaysians-{run}", 30_000, "people", new(2026, 1, 1), new(2028, 12, 31), new("distinct-ever", "completed", Programmes: [$"programme-{run}"], Nationalities: ["MY"])));
        await portal.WorkAsync(); // among a crowd, new targets are counted by a job: that is not the roster's time
    }

    /// <summary>From the first byte to applied, in milliseconds.</summary>
    /// <exception cref="InvalidOperationException">It ended otherwise, or with another number of rows.</exception>
    public static Task<double> ApplyAsync(BenchPortal portal, int run, byte[] file, int rows, string name = "roster.csv", string media = "text/csv") => Timing.MillisecondsAsync(async () =>
    {
        using var bytes = new MemoryStream(file);
        var received = await portal.Get<RosterIntake>().ReceiveAsync(portal.Manager, new($"cohort-{run}", name, media, RosterMode.Delta, RosterApply.Valid), bytes, CancellationToken.None);
        await portal.WorkAsync();
        var roster = await portal.Roster(received.Value);
        if (roster.State != RosterState.Applied || roster.Rows != rows || roster.Outcomes.Contains("\"error\"", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{roster.State}, {roster.Rows} rows, {roster.Outcomes} {roster.Problem}");
        }
    });

    public static byte[] Bytes(string csv) => Encoding.UTF8.GetBytes(csv);

    /// <summary>
    /// The storage floor: the rows that are in the tables, written once more into the same tables, emptied, by bare SQL in one transaction; only that is timed.
    /// Leaves the tables empty, without the run's rosters and people.
    /// </summary>
    public static async Task<double> FloorAsync(NpgsqlConnection owner)
    {
        // Commitments may hold a stored copy of their source: truncating files would take them along.
        var empty = $"truncate {string.Join(", ", Written.Where(t => !t.StartsWith("stored_", StringComparison.Ordinal)))} cascade; delete from stored_chunk; delete from stored_file";
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

    /// <summary>Keeps what the tables hold, table by table, for <see cref="FloorAsync"/>.</summary>
    public static async Task PutAsideAsync(NpgsqlConnection owner)
    {
        await ExecuteAsync(owner, "create schema if not exists aside");
        foreach (var table in Written)
        {
            await ExecuteAsync(owner, $"drop table if exists aside.{table}; create table aside.{table} as select * from {table}");
        }
    }

    /// <summary>COPY of the same rows, ten columns, into one logged table with a unique index on the lower-case address.</summary>
    public static async Task<double> CopyAsync(NpgsqlConnection owner, string csv)
    {
        await ExecuteAsync(owner, "drop table if exists yardstick; create table yardstick (a text, b text, c text, d text, e text, f text, g text, h text, i text, j text); create unique index on yardstick (lower(c)); checkpoint");
        return await Timing.MillisecondsAsync(async () =>
        {
            await using var writer = await owner.BeginTextImportAsync("copy yardstick from stdin (format csv, header)");
            await writer.WriteAsync(csv);
        });
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 1800 };
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }
}

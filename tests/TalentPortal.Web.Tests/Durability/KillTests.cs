using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Npgsql;
using TalentPortal.TestKit;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Platform.LocalDatabase;
using Xunit;
using Xunit.Abstractions;

namespace TalentPortal.Web.Tests.Durability;

/// <summary>The portal, and then its database, killed while a roster is applied: everything of it is kept or nothing, and the work is taken up again.</summary>
public sealed class KillTests(KillTests.World world, ITestOutputHelper output) : IClassFixture<KillTests.World>
{
    private const int Rows = 5000;
    private const int Rounds = 6;

    [Fact]
    public async Task A_portal_killed_while_applying_leaves_all_or_nothing_and_finishes_after_its_lease()
    {
        var calm = Stopwatch.StartNew();
        await world.EndsAppliedAsync(await world.UploadAsync("calm", Rows));
        var span = calm.Elapsed;
        var (counted, interrupted) = (await world.CountAsync(), 0);
        for (var round = 1; round <= Rounds; round++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"kill{round}");
            var roster = await world.UploadAsync(name, Rows);
            await world.RunningAsync(roster);
            await Task.Delay(span * (0.9 * round / Rounds) * Random.Shared.NextDouble());
            await world.Portal.KillAsync();
            await world.QuietAsync();
            var left = await world.TracesAsync(name, roster);
            Assert.True(left.IsWhole(Rows), $"round {round}: {left}");
            await world.Portal.StartAgainAsync();
            var state = (await world.RosterAsync(roster)).GetProperty("state").GetString();
            Assert.True(state is "received" or "reading" or "applied", state);
            var waited = Stopwatch.StartNew();
            await world.EndsAppliedAsync(roster);
            output.WriteLine($"round {round}: after the kill {left}; roster {state}; applied {waited.Elapsed.TotalSeconds:F1} s after the restart");
            Assert.Equal(Rows, (await world.TracesAsync(name, roster)).Facts);
            Assert.Equal(counted += Rows, await world.CountAsync());
            interrupted += await world.AttemptsAsync(roster) > 1 ? 1 : 0;
        }

        output.WriteLine($"{interrupted} of {Rounds} kills met the work half way; an undisturbed roster took {span.TotalSeconds:F1} s");
        Assert.True(interrupted > 0, "No kill met the work while it ran.");
        Assert.Equal(0, await world.RecountAsync());
    }

    [Fact]
    public async Task A_portal_outlives_a_database_killed_while_applying()
    {
        var before = await world.CountAsync();
        var roster = await world.UploadAsync("database", Rows);
        await world.RunningAsync(roster);
        await world.KillDatabaseAsync();
        await world.StartDatabaseAsync();
        await world.EndsAppliedAsync(roster);
        Assert.True(await world.AttemptsAsync(roster) > 1, "The database was not killed while the work ran.");
        Assert.True((await world.TracesAsync("database", roster)).IsWhole(Rows));
        Assert.Equal(before + Rows, await world.CountAsync());
        Assert.Equal(0, await world.RecountAsync());
    }

    [Fact]
    public async Task The_control_an_apply_in_pieces_is_seen_half_done()
    {
        var roster = await world.UploadAsync("model", 1000);
        await world.EndsAppliedAsync(roster);
        Assert.True((await world.TracesAsync("model", roster)).IsWhole(1000));
        await world.CopyInPiecesAsync("model", "pieces", 4, killedAfter: 2);
        var left = await world.TracesAsync("pieces", Guid.CreateVersion7());
        Assert.False(left.IsWhole(1000), left.ToString());
        await world.ForgetCopiesAsync("pieces");
    }

    /// <summary>What a roster left in each table.</summary>
    public sealed record Traces(long People, long Records, long Identifiers, long Enrolments, long Facts, long Contributions, long RosterRows)
    {
        /// <summary>Nothing at all, or everything: a person, a record, an identifier, an enrolment, a contribution and a row each, and each one's facts.</summary>
        public bool IsWhole(long rows) =>
            this == new Traces(0, 0, 0, 0, 0, 0, 0) || this == new Traces(rows, rows, rows, rows, rows, rows, rows);
    }

    /// <summary>A portal in a process of its own over a PostgreSQL of its own that forgets nothing.</summary>
    public sealed class World : IAsyncLifetime, IDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
        private readonly LocalPostgresOptions _options = new(Path.Combine(Repository.Root, ".data", "kill"))
        {
            Durable = true,
            DatabaseName = $"portal_{Guid.CreateVersion7():N}",
            ToolsPath = Path.Combine(Repository.Root, ".data"),
        };

        private readonly List<LocalPostgres> _joined = [];
        private PortalProcess? _portal;
        private HttpClient? _client;

        public PortalProcess Portal => _portal ?? throw new InvalidOperationException("The portal does not run.");

        private string Connection => _joined[0].ConnectionString;

        private HttpClient Client => _client ?? throw new InvalidOperationException("The portal does not run.");

        public async Task InitializeAsync()
        {
            await StartDatabaseAsync();
            _portal = await PortalProcess.StartAsync(Connection, ("Portal__Jobs__LeaseSeconds", "2"));
            var key = (await PortalProcess.RunVerbAsync(Connection, "keys", "create", "--name", "kill", "--role", "manager")).Trim();
            _client = new() { BaseAddress = _portal.Address };
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            await PutAsync("partners/mmu", new { name = "MMU", kind = "university", country = "MY" });
            await PutAsync("programmes/dev", new { name = "Dev", kind = "training", level = "developer", country = "MY" });
            await PutAsync("cohorts/mmu-1", new { programme = "dev", partner = "mmu", name = "First", country = "MY", timeZone = "Asia/Kuala_Lumpur", startsOn = "2026-02-01", endsOn = "2026-06-30" });
            await PutAsync("commitments/promise", new
            {
                quote = "We promise.",
                saidBy = "The minister",
                announcedOn = "2026-01-01",
                source = "https://example.org/promise",
                interpretation = "As it says.",
                targets = new[] { new { code = "people", amount = 100000, unit = "people", startsOn = "2026-01-01", endsOn = "2028-12-31", rule = new { measure = "distinct-ever", @event = "completed" } } },
            });
        }

        public async Task DisposeAsync()
        {
            if (_portal is not null)
            {
                await _portal.DisposeAsync();
            }

            if (_joined.Count > 0)
            {
                await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false, Database = "postgres" }.ConnectionString);
                await server.OpenAsync();
                await using var drop = new NpgsqlCommand($"drop database {_options.DatabaseName} with (force)", server);
                await drop.ExecuteNonQueryAsync();
            }

            foreach (var joined in _joined)
            {
                await joined.DisposeAsync();
            }
        }

        public void Dispose() => _client?.Dispose();

        public async Task StartDatabaseAsync() => _joined.Add(await LocalPostgres.JoinAsync(_options, _ => { }, default));

        /// <summary>Kills the server itself; its children end when they notice.</summary>
        public async Task KillDatabaseAsync()
        {
            var cluster = (string)(await ValueAsync("select current_setting('data_directory')"))!;
            var server = int.Parse((await File.ReadAllLinesAsync(Path.Combine(cluster, "postmaster.pid")))[0], CultureInfo.InvariantCulture);
            using var process = Process.GetProcessById(server);
            process.Kill();
        }

        /// <summary>Waits until no connection of the killed portal is left to roll back.</summary>
        public Task QuietAsync() => UntilAsync(async () => (long)(await ValueAsync("select count(*) from pg_stat_activity where application_name = 'talentportal' and datname = current_database()"))! == 0);

        public async Task<Guid> UploadAsync(string prefix, int rows)
        {
            var csv = "student_id,full_name,nationality,status,completed_on\n" + string.Concat(Enumerable.Range(1, rows).Select(i => $"{prefix}-{i},Student {prefix} {i},MY,completed,2026-06-20\n"));
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
            content.Headers.ContentType = new("text/csv");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rosters?cohort=mmu-1&apply=valid") { Content = content };
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            using var response = await Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid();
        }

        /// <summary>Waits until a worker has the roster in hand (or is through with it already).</summary>
        public Task RunningAsync(Guid roster) => UntilAsync(async () => (string?)await ValueAsync($"select state from job where payload ->> 'roster' = '{roster}'") is "running" or "done");

        public async Task<int> AttemptsAsync(Guid roster) => (int)(await ValueAsync($"select attempt from job where payload ->> 'roster' = '{roster}'"))!;

        public Task EndsAppliedAsync(Guid roster) => UntilAsync(async () =>
        {
            try
            {
                var state = (await RosterAsync(roster)).GetProperty("state").GetString();
                Assert.True(state is "received" or "reading" or "applied", $"{state}\n{Portal.Said}");
                return state == "applied";
            }
            catch (HttpRequestException)
            {
                return false; // The database is away.
            }
        });

        public async Task<JsonElement> RosterAsync(Guid roster) => JsonDocument.Parse(await Client.GetStringAsync(new Uri($"/api/v1/rosters/{roster}", UriKind.Relative))).RootElement;

        public async Task<long> CountAsync() =>
            JsonDocument.Parse(await Client.GetStringAsync(new Uri("/api/v1/targets/people/count", UriKind.Relative))).RootElement.GetProperty("counted").GetInt64();

        /// <summary>The exit code of <c>recount --check</c>.</summary>
        public async Task<int> RecountAsync()
        {
            try
            {
                await PortalProcess.RunVerbAsync(Connection, "recount", "--check");
                return 0;
            }
            catch (InvalidOperationException)
            {
                return 1;
            }
        }

        public async Task<Traces> TracesAsync(string prefix, Guid roster)
        {
            await using var connection = await OpenAsync();
            await using var command = new NpgsqlCommand(
                """
                with r as (select id, person_id from person_record where student_id like @prefix)
                select (select count(*) from person where id in (select person_id from r)), (select count(*) from r),
                  (select count(*) from identifier where record_id in (select id from r)), (select count(*) from enrolment where record_id in (select id from r)),
                  (select count(*) from fact where record_id in (select id from r) and kind = 'completed'),
                  (select count(*) from contribution where subject_id in (select person_id from r) and known_to = 'infinity'),
                  (select count(*) from roster_row where roster_id = @roster)
                """,
                connection);
            command.Parameters.AddWithValue("prefix", $"{prefix}-%");
            command.Parameters.AddWithValue("roster", roster);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6));
        }

        /// <summary>Writes the people of a roster once more as a careless portal would: piece by piece, each kept at once; and is killed in between.</summary>
        public async Task CopyInPiecesAsync(string from, string to, int pieces, int killedAfter)
        {
            await using var connection = await OpenAsync();
            try
            {
                for (var piece = 0; piece < pieces; piece++)
                {
                    if (piece == killedAfter)
                    {
                        await ValueAsync($"select pg_terminate_backend({connection.ProcessID}, 5000)");
                    }

                    await using var command = new NpgsqlCommand(
                        $"""
                        insert into person_record select (jsonb_populate_record(null::person_record, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(), 'student_id', replace(student_id, '{from}-', '{to}-')))).*
                        from person_record r where student_id like '{from}-%' and split_part(student_id, '-', 2)::int % {pieces} = {piece}
                        """,
                        connection);
                    await command.ExecuteNonQueryAsync();
                }
            }
            catch (NpgsqlException)
            {
                // As meant: the writer was killed.
            }
        }

        public Task ForgetCopiesAsync(string prefix) => ValueAsync($"delete from person_record where student_id like '{prefix}-%'");

        private async Task PutAsync(string path, object body)
        {
            using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
            using var response = await Client.PutAsync(new Uri($"/api/v1/{path}", UriKind.Relative), content);
            Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        }

        private async Task<NpgsqlConnection> OpenAsync()
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false, ApplicationName = "test" }.ConnectionString);
            await connection.OpenAsync();
            return connection;
        }

        private async Task<object?> ValueAsync(string sql)
        {
            await using var connection = await OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync();
        }

        private static async Task UntilAsync(Func<Task<bool>> holds)
        {
            var since = Stopwatch.StartNew();
            while (!await holds())
            {
                Assert.True(since.Elapsed < Patience, "It did not happen in time.");
                await Task.Delay(20);
            }
        }
    }
}

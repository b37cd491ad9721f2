using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TalentPortal.TestKit;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Platform.LocalDatabase;
using Xunit;

namespace TalentPortal.Web.Tests.Durability;

/// <summary>A portal in a process of its own over a PostgreSQL of its own that forgets nothing. Both can be killed.</summary>
public sealed class KillWorld : IAsyncLifetime, IDisposable
{
    public const int Cohorts = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly LocalPostgresOptions _options = new(Path.Combine(Repository.Root, ".data", "kill"))
    {
        Durable = true,
        DatabaseName = $"portal_{Guid.CreateVersion7():N}",
        ToolsPath = Path.Combine(Repository.Root, ".data"),
    };

    private readonly List<LocalPostgres> _joined = [];
    private PortalProcess? _portal;
    private Registrar? _registrar;
    private string _key = "";

    public PortalProcess Portal => _portal ?? throw new InvalidOperationException("The portal does not run.");

    public Registrar Registrar => _registrar ?? throw new InvalidOperationException("The portal does not run.");

    private string Connection => _joined[0].ConnectionString;

    public static string Cohort(int n) => $"mmu-{n % Cohorts}";

    public async Task InitializeAsync()
    {
        await StartDatabaseAsync();
        _portal = await PortalProcess.StartAsync(Connection, ("Portal__Jobs__LeaseSeconds", "1"), ("Portal__Limits__SignedIn", "1000000"), ("Portal__Limits__Uploads", "1000000"));
        _key = (await PortalProcess.RunVerbAsync(Connection, "keys", "create", "--name", "kill", "--role", "manager")).Trim();
        _registrar = new Registrar(_portal.Address, _key);
        await Registrar.PutAsync("partners/mmu", new { name = "MMU", kind = "university", country = "MY" });
        await Registrar.PutAsync("programmes/dev", new { name = "Dev", kind = "training", level = "developer", country = "MY" });
        for (var n = 0; n < Cohorts; n++)
        {
            await Registrar.PutAsync($"cohorts/{Cohort(n)}", new { programme = "dev", partner = "mmu", name = $"Run {n}", country = "MY", timeZone = "Asia/Kuala_Lumpur", startsOn = "2026-02-01", endsOn = "2026-06-30" });
        }

        await Registrar.PutAsync("commitments/promise", new
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

    public void Dispose() => _registrar?.Dispose();

    /// <summary>Another client, over a line of its own.</summary>
    public Registrar Over(HttpMessageHandler line) => new(Portal.Address, _key, line);

    public async Task StartDatabaseAsync() => _joined.Add(await LocalPostgres.JoinAsync(_options, _ => { }, default));

    /// <summary>Kills the server and every process of it.</summary>
    public async Task KillDatabaseAsync()
    {
        var cluster = (string)(await ValueAsync("select current_setting('data_directory')"))!;
        var server = int.Parse((await File.ReadAllLinesAsync(Path.Combine(cluster, "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        using var process = Process.GetProcessById(server);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Waits until no connection of the killed portal is left to roll back.</summary>
    public Task QuietAsync() => UntilAsync(async () => (long)(await ValueAsync("select count(*) from pg_stat_activity where application_name = 'talentportal' and datname = current_database()"))! == 0);

    /// <summary>The two minutes after which a request that was never answered counts as abandoned, without waiting for them. No request may be under way.</summary>
    public Task LetClaimsLapseAsync() => ValueAsync("update accounts.idempotency set lease_until = lease_until - interval '3 minutes' where status is null");

    public async Task<long> CountAsync() => (await Registrar.ReadAsync("/api/v1/targets/people/count")).GetProperty("counted").GetInt64();

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

    /// <summary>How many jobs had to be begun again.</summary>
    public async Task<long> InterruptedAsync() => (long)(await ValueAsync("select count(*) from job where attempt > 1"))!;

    /// <summary>What the portal holds of each of these, all seen at one moment.</summary>
    public async Task<Dictionary<string, Held>> HeldAsync(IEnumerable<Sent> sent)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            with wanted as (select unnest(@names) as name),
            r as (select split_part(student_id, '-', 1) as name, id, person_id from person_record where state = 'live' and split_part(student_id, '-', 1) = any (@names)),
            t as (select w.name, t.id, t.state from wanted w join stored_file f on f.name = w.name || '.csv' join roster t on t.file_id = f.id)
            select w.name, coalesce((select array_agg(t.id order by t.id) from t where t.name = w.name), '{}'), coalesce((select array_agg(t.state order by t.id) from t where t.name = w.name), '{}'),
              (select count(*) from roster_row x join t on t.id = x.roster_id where t.name = w.name),
              (select count(distinct p.id) from r join person p on p.id = r.person_id and p.state = 'live' where r.name = w.name), (select count(*) from r where r.name = w.name),
              (select count(*) from r join person_link l on l.record_id = r.id and l.known_to = 'infinity' where r.name = w.name),
              (select count(*) from r join enrolment e on e.record_id = r.id and e.state = 'enrolled' where r.name = w.name),
              (select count(*) from r join fact f on f.record_id = r.id and f.kind = 'completed' and f.known_to = 'infinity' where r.name = w.name),
              (select count(*) from r join contribution c on c.subject_id = r.person_id and c.known_to = 'infinity' and c.state = 'counted' where r.name = w.name),
              (select count(*) from audit_entry a join t on t.id = a.entity_id where t.name = w.name and a.action = 'roster.received'),
              (select count(*) from audit_entry a join t on t.id = a.entity_id where t.name = w.name and a.action = 'roster.applied'),
              (select count(*) from audit_entry a join t on t.id = a.entity_id where t.name = w.name and a.action = 'roster.undone')
            from wanted w
            """,
            connection);
        command.Parameters.AddWithValue("names", sent.Select(s => s.Name).ToArray());
        await using var reader = await command.ExecuteReaderAsync();
        var held = new Dictionary<string, Held>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var rosters = reader.GetFieldValue<Guid[]>(1).Zip(reader.GetFieldValue<string[]>(2)).ToList();
            held[reader.GetString(0)] = new(
                rosters, reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9), reader.GetInt64(10), reader.GetInt64(11), reader.GetInt64(12));
        }

        return held;
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
                    insert into person_record select (jsonb_populate_record(null::person_record, to_jsonb(r) || jsonb_build_object('id', gen_random_uuid(),
                      'student_id', replace(student_id, '{from}-', '{to}-'), 'student_key', replace(student_key, '{from}-', '{to}-')))).*
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

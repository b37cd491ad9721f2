using Npgsql;
using TalentPortal.Web.Platform.LocalDatabase;

namespace TalentPortal.TestKit.Cluster;

/// <summary>
/// The PostgreSQL all tests of this process share, in <c>.data/test</c> of the checkout. Whoever holds it holds the checkout's test lock as well,
/// so that test assemblies run one after the other. It doesn't survive a power cut: crash tests bring a server of their own.
/// </summary>
public sealed class TestCluster
{
    private const string DatabasePrefix = "portal_test_";
    private static readonly SemaphoreSlim Alone = new(1, 1);
    private static Task<TestCluster>? _shared;

    private readonly FileLock _turn;
    private readonly LocalPostgres _postgres;

    private TestCluster(FileLock turn, LocalPostgres postgres) => (_turn, _postgres) = (turn, postgres);

    /// <summary>
    /// The cluster of this process; the first call waits until no other test assembly of the checkout runs, then starts the server.
    /// A failure is remembered: every later call fails the same way at once.
    /// </summary>
    public static async Task<TestCluster> AcquireAsync()
    {
        await Alone.WaitAsync();
        try
        {
            _shared ??= StartAsync();
        }
        finally
        {
            Alone.Release();
        }

        return await _shared;
    }

    /// <summary>Leaves the server (the last one out stops it) and gives the turn to the next assembly. Without an earlier acquiring it does nothing.</summary>
    public static async Task ReleaseAsync()
    {
        await Alone.WaitAsync();
        try
        {
            if (_shared is { IsCompletedSuccessfully: true } started)
            {
                var cluster = await started;
                await cluster._postgres.DisposeAsync();
                cluster._turn.Dispose();
            }

            _shared = null;
        }
        finally
        {
            Alone.Release();
        }
    }

    /// <summary>A new database, copied from a template that is migrated once per key.</summary>
    /// <param name="templateKey">What the migrations amount to: a hash of them, letters and digits.</param>
    /// <param name="migrate">Fills the template, given its connection string.</param>
    /// <returns>The new database's connection string, as the owner.</returns>
    public async Task<string> CreateDatabaseAsync(string templateKey, Func<string, Task> migrate)
    {
        var template = await new TemplateDatabase(_postgres.ConnectionString).EnsureAsync(templateKey, migrate);
        var name = $"{DatabasePrefix}{Guid.CreateVersion7():N}";
        await using var server = await ServerConnection.OpenAsync(_postgres.ConnectionString);
        await server.ExecuteAsync($"create database {name} template {template}");
        return new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    /// <summary>Drops a database made by <see cref="CreateDatabaseAsync"/>, ending whoever still uses it.</summary>
    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        if (name?.StartsWith(DatabasePrefix, StringComparison.Ordinal) != true)
        {
            throw new ArgumentException($"{name} is not a database of a test.", nameof(connectionString));
        }

        await using (var pooled = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await using var server = await ServerConnection.OpenAsync(_postgres.ConnectionString);
        await server.ExecuteAsync($"drop database if exists {name} with (force)");
    }

    private static async Task<TestCluster> StartAsync()
    {
        var data = Path.Combine(Repository.Root, ".data");
        Directory.CreateDirectory(data);
        var turn = await FileLock.TakeAsync(
            Path.Combine(data, "test.lock"), LockKind.Exclusive, () => Say("Waiting for another test assembly of this checkout."), CancellationToken.None);
        try
        {
            var options = new LocalPostgresOptions(Path.Combine(data, "test")) { Durable = false, DatabaseName = "portal_tests", ToolsPath = data };
            var postgres = await LocalPostgres.JoinAsync(options, Say, CancellationToken.None);
            var cluster = new TestCluster(turn, postgres);
            await cluster.DropLeftoversAsync();
            return cluster;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    // It is our turn alone, so every test database there is was left behind by a run that was killed.
    private async Task DropLeftoversAsync()
    {
        await using var server = await ServerConnection.OpenAsync(_postgres.ConnectionString);
        foreach (var name in await server.NamesAsync($"select datname from pg_database where starts_with(datname, '{DatabasePrefix}')"))
        {
            await server.ExecuteAsync($"drop database if exists {name} with (force)");
        }
    }

    private static void Say(string line) => Console.Error.WriteLine(line);
}

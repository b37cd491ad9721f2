using Npgsql;
using TalentPortal.TestKit;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Platform.LocalDatabase;

namespace TalentPortal.Benchmarks;

/// <summary>A portal on a durable server of its own: what is measured pays for its commits.</summary>
internal class BenchPortal : PortalFixture
{
    private LocalPostgres? _server;

    protected override async Task<string> CreateDatabaseAsync()
    {
        _server = await LocalPostgres.JoinAsync(new LocalPostgresOptions(Path.Combine(Repository.Root, ".data", "bench")), _ => { }, CancellationToken.None);
        var name = $"bench_{Guid.CreateVersion7():n}";
        await ExecuteAsync(_server.ConnectionString, $"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = name }.ConnectionString;
        await MigrateAsync(connection);
        return connection;
    }

    protected override async Task DropDatabaseAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(_server!.ConnectionString, $"drop database {new NpgsqlConnectionStringBuilder(ConnectionString).Database} with (force)");
        await _server.DisposeAsync();
    }

    public async Task<NpgsqlConnection> OpenOwnerAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

using Npgsql;

namespace TalentPortal.TestKit.Cluster;

/// <summary>One unpooled connection to the test server's maintenance database.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private ServerConnection(NpgsqlConnection connection) => _connection = connection;

    public static async Task<ServerConnection> OpenAsync(string connectionString)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false, CommandTimeout = 120 };
        var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync();
        return new ServerConnection(connection);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of every row, as text.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

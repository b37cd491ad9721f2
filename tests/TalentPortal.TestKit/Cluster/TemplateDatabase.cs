using Npgsql;

namespace TalentPortal.TestKit.Cluster;

/// <summary>Template databases: migrated once, copied often. A finished one appears by renaming, so a half-migrated one is never copied.</summary>
internal sealed class TemplateDatabase(string server)
{
    private const string Prefix = "portal_template_";
    private const string Making = "portal_making_";
    private const int Kept = 3;

    // Any number, the same everywhere: who holds it makes templates alone.
    private const long Lock = 7_204_511_930;

    /// <summary>The name of the template for a key, after making it if need be.</summary>
    public async Task<string> EnsureAsync(string key, Func<string, Task> migrate)
    {
        if (key.Length is 0 or > 40 || !key.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException("A template key is 1 to 40 letters and digits.", nameof(key));
        }

        var name = Prefix + key.ToLowerInvariant();
        await using var connection = await ServerConnection.OpenAsync(server);
        await connection.ExecuteAsync($"select pg_advisory_lock({Lock})");
        if ((await connection.NamesAsync($"select datname from pg_database where datname = '{name}'")).Count == 0)
        {
            await MakeAsync(connection, name, Making + key.ToLowerInvariant(), migrate);
            await DropStaleAsync(connection);
        }

        return name;
    }

    private async Task MakeAsync(ServerConnection connection, string name, string making, Func<string, Task> migrate)
    {
        foreach (var leftover in await connection.NamesAsync($"select datname from pg_database where starts_with(datname, '{Making}')"))
        {
            await connection.ExecuteAsync($"drop database {leftover} with (force)");
        }

        // From template0: it is never touched, so nobody's connection can be in the way.
        await connection.ExecuteAsync($"create database {making} template template0");
        await migrate(new NpgsqlConnectionStringBuilder(server) { Database = making, Pooling = false }.ConnectionString);
        await connection.ExecuteAsync($"alter database {making} allow_connections false");
        await connection.ExecuteAsync($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{making}'");
        await connection.ExecuteAsync($"alter database {making} rename to {name}");
    }

    // Object ids grow, so the newest templates have the largest; those of earlier migrations are the rest.
    private static async Task DropStaleAsync(ServerConnection connection)
    {
        var stale = await connection.NamesAsync($"select datname from pg_database where starts_with(datname, '{Prefix}') order by oid desc offset {Kept}");
        foreach (var name in stale)
        {
            await connection.ExecuteAsync($"drop database {name} with (force)");
        }
    }
}

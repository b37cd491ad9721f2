using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TalentPortal.Data.Server;

/// <summary>Questions and orders to a PostgreSQL server as a whole, beside any database of the product.</summary>
public static class ServerSql
{
    /// <summary>The folder the server works in, as it was told at its start.</summary>
    public static async Task<string> DataFolderAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("show data_directory", connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Creates a database unless it exists; several may ask at once.</summary>
    public static async Task EnsureDatabaseAsync(string connectionString, string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = @name", connection);
        exists.Parameters.AddWithValue("name", database);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
        {
            return;
        }

        try
        {
            await using var create = new NpgsqlCommand($"create database {Quoted(database)}", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException other) when (other.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Somebody else was faster, which is as good.
        }
    }

    /// <summary>A name as an identifier: it can't be a parameter.</summary>
    public static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>What the server's clock says; for comparing it with ours, never for stamping what happens.</summary>
    public static async Task<DateTimeOffset> ServerClockAsync(this DbContext db, CancellationToken cancellationToken) =>
        await db.Database.SqlQueryRaw<DateTimeOffset>("select clock_timestamp() as \"Value\"").SingleAsync(cancellationToken);
}

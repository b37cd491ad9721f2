using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Web.Tests.Data;

/// <summary>Looks through every door of a database as the product's role and says in sentences what is open that should be shut.</summary>
internal sealed class RowSecuritySweep(string connectionString)
{
    private readonly PortalDatabase _portal = new(new PooledDbContextFactory<PortalDbContext>(new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql(connectionString).Options));

    public PortalDatabase Portal => _portal;

    /// <summary>Tables in no list, and protected tables without row security that binds their owner too.</summary>
    public async Task<IReadOnlyList<string>> CatalogueFaultsAsync()
    {
        var faults = new List<string>();
        foreach (var (table, enabled, forced, policies) in await TablesAsync())
        {
            var known = ScopeSql.Protected.ContainsKey(table) || ScopeSql.Open.Contains(table);
            if (!known && !IsHistory(table))
            {
                faults.Add($"{table}: neither protected nor open; decide in ScopeSql.");
            }
            else if (ScopeSql.Protected.ContainsKey(table) && !(enabled && forced && policies > 0))
            {
                faults.Add($"{table}: protected, but row security is not enabled, not forced, or has no policy.");
            }
        }

        return faults;
    }

    /// <summary>Rows that a scope sees though it should not, or does not see though it should; and rows it may write elsewhere.</summary>
    public async Task<IReadOnlyList<string>> ScopeFaultsAsync(Guid own, Guid other)
    {
        var faults = new List<string>();
        foreach (var (table, columns) in ScopeSql.Protected)
        {
            Expect(faults, await CountAsync(Scope.Everything, table) >= 2, $"{table}: a row of each partner is missing; add it to TwoPartners.");
            Expect(faults, await CountAsync(Scope.Nothing, table) == 0, $"{table}: rows are seen without a scope.");
            Expect(faults, await CountAsync(Scope.OfPerson(Guid.CreateVersion7()), table) == 0, $"{table}: a stranger sees rows.");
            var seen = await CountAsync(Scope.OfPartners([own]), table);
            if (!columns[0])
            {
                Expect(faults, seen == 0, $"{table}: a partner sees rows, though only the full scope should.");
                continue;
            }

            var ofOwn = await CountAsync(Scope.OfPartners([own]), $"{table} where partner_id = '{own}'");
            Expect(faults, ofOwn > 0 && seen == ofOwn, $"{table}: a partner sees {seen} rows, {ofOwn} of them its own.");
            Expect(faults, await ScopedAsync(own, Copy(table, other)) == PostgresErrorCodes.InsufficientPrivilege, $"{table}: a partner may insert another's row.");
            Expect(faults, await ScopedAsync(own, Copy(table, own)) != PostgresErrorCodes.InsufficientPrivilege, $"{table}: a partner may not insert its own row.");
            Expect(faults, await ScopedAsync(own, $"update {table} set partner_id = '{other}'") == PostgresErrorCodes.InsufficientPrivilege, $"{table}: a partner may give its row to another.");
            var column = ScopeSql.Closable.ContainsKey(table) ? "known_to" : "partner_id";
            Expect(faults, await ScopedAsync(own, $"update {table} set {column} = {column} where partner_id = '{other}'") == "0 rows", $"{table}: a partner may update another's row.");
        }

        return faults;
    }

    /// <summary>Runs a statement in a partner's scope and rolls it back.</summary>
    /// <returns>The SQLSTATE of its refusal, or how many rows it changed.</returns>
    public async Task<string> ScopedAsync(Guid partner, string sql)
    {
        await using var db = await _portal.BeginAsync(Scope.OfPartners([partner]), default);
        await using var command = new NpgsqlCommand(sql, db.Connection, db.Transaction);
        try
        {
            return $"{await command.ExecuteNonQueryAsync()} rows";
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    public async Task<long> CountAsync(Scope scope, string from)
    {
        await using var db = await _portal.BeginAsync(scope, default);
        await using var command = new NpgsqlCommand($"select count(*) from {from}", db.Connection, db.Transaction);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task<IReadOnlyList<(string Name, bool Enabled, bool Forced, long Policies)>> TablesAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select relname::text, relrowsecurity, relforcerowsecurity, (select count(*) from pg_policy where polrelid = c.oid)
            from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<(string, bool, bool, long)>();
        while (await reader.ReadAsync())
        {
            tables.Add((reader.GetString(0), reader.GetBoolean(1), reader.GetBoolean(2), reader.GetInt64(3)));
        }

        return tables;
    }

    public static bool IsHistory(string table) => table.StartsWith("__ef", StringComparison.OrdinalIgnoreCase);

    // Row security is asked before keys and checks are, so a copy of an existing row will do.
    private static string Copy(string table, Guid partner) =>
        $"insert into {table} overriding system value select r.* from {table} t, jsonb_populate_record(t, jsonb_build_object('partner_id', '{partner}')) r limit 1";

    private static void Expect(List<string> faults, bool holds, string otherwise)
    {
        if (!holds)
        {
            faults.Add(otherwise);
        }
    }
}

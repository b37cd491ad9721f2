using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data;

/// <summary>
/// The only door to product data: one unit of work is one transaction, and its first command puts on the restricted role and sets the scope.
/// </summary>
public sealed class PortalDatabase(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The role the product works as: no DDL, no ownership, no bypass of row security.</summary>
    public const string Role = "app_rw";

    /// <summary>Opens a context inside a transaction of its own. Nothing is kept unless <see cref="PortalDbContext.CommitAsync"/> is called.</summary>
    public async Task<PortalDbContext> BeginAsync(Scope scope, CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            await db.Database.BeginTransactionAsync(cancellationToken);
            await using var command = db.Connection.CreateCommand();
            command.CommandText = $"set local role {Role}; select set_config('app.all', @all, true), set_config('app.partners', @partners, true), set_config('app.person', @person, true)";
            command.Transaction = db.Transaction;
            command.Parameters.Add(new NpgsqlParameter<string>("all", scope.All ? "on" : ""));
            command.Parameters.Add(new NpgsqlParameter<string>("partners", string.Join(',', scope.Partners)));
            command.Parameters.Add(new NpgsqlParameter<string>("person", scope.Person?.ToString() ?? ""));
            await command.ExecuteNonQueryAsync(cancellationToken);
            return db;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }
}

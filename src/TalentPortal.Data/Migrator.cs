using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;

namespace TalentPortal.Data;

/// <summary>Brings the schema up to date, as the owner; several nodes may ask at once.</summary>
public sealed class Migrator(IDbContextFactory<PortalDbContext> contexts, IDbContextFactory<AccountsDbContext> accounts)
{
    /// <summary>Applies what is missing: the product first, whose role the accounts grant to, then the accounts.</summary>
    /// <returns>The names of the migrations applied, in order.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var product = await contexts.CreateDbContextAsync(cancellationToken);
        await using var people = await accounts.CreateDbContextAsync(cancellationToken);
        return [.. await MigrateAsync(product, cancellationToken), .. await MigrateAsync(people, cancellationToken)];
    }

    private static async Task<IReadOnlyList<string>> MigrateAsync(DbContext db, CancellationToken cancellationToken)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Data.Server;

namespace TalentPortal.Data;

/// <summary>What the database stands at.</summary>
/// <param name="Pending">Migrations it lacks.</param>
/// <param name="Clock">What its clock says.</param>
public sealed record DatabaseState(IReadOnlyList<string> Pending, DateTimeOffset Clock);

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

    /// <summary>What the database stands at; null where it does not answer.</summary>
    public async Task<DatabaseState?> LookAsync(CancellationToken cancellationToken)
    {
        await using var product = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await product.Database.CanConnectAsync(cancellationToken))
        {
            return null;
        }

        await using var people = await accounts.CreateDbContextAsync(cancellationToken);
        var pending = (await product.Database.GetPendingMigrationsAsync(cancellationToken)).Concat(await people.Database.GetPendingMigrationsAsync(cancellationToken));
        return new([.. pending], await product.ServerClockAsync(cancellationToken));
    }

    private static async Task<IReadOnlyList<string>> MigrateAsync(DbContext db, CancellationToken cancellationToken)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }
}

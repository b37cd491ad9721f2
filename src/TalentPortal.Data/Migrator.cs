using Microsoft.EntityFrameworkCore;

namespace TalentPortal.Data;

/// <summary>Brings the schema up to date, as the owner; several nodes may ask at once.</summary>
public sealed class Migrator(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Applies what is missing.</summary>
    /// <returns>The names of the migrations applied, in order.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        await db.Database.MigrateAsync(cancellationToken);
        return pending;
    }
}

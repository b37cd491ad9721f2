using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using TalentPortal.Data.Conventions;

namespace TalentPortal.Data;

/// <summary>The nouns and facts of the portal. Opened by <see cref="PortalDatabase.BeginAsync"/>, never directly.</summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options) : DbContext(options)
{
    public NpgsqlConnection Connection => (NpgsqlConnection)Database.GetDbConnection();

    public NpgsqlTransaction Transaction =>
        (NpgsqlTransaction)(Database.CurrentTransaction ?? throw new InvalidOperationException("A unit of work begins with PortalDatabase.BeginAsync.")).GetDbTransaction();

    /// <summary>Saves what was changed and commits the unit of work.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await SaveChangesAsync(cancellationToken);
        await Database.CommitTransactionAsync(cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly, type => type.Namespace?.StartsWith("TalentPortal.Data.Accounts", StringComparison.Ordinal) != true);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Conventions.Add(_ => new SnakeCaseConvention());
        configurationBuilder.Conventions.Add(_ => new EnumTextConvention());
    }
}

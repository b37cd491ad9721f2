using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data.Conventions;

namespace TalentPortal.Data.Accounts;

/// <summary>Accounts, keys and what guards them, in a schema of their own. No row security: sign-in must find an account before anybody is known.</summary>
public sealed class AccountsDbContext(DbContextOptions<AccountsDbContext> options) : IdentityUserContext<Account, Guid>(options)
{
    public const string Schema = "accounts";

    public DbSet<AccountGrant> Grants => Set<AccountGrant>();

    public DbSet<AccountEvent> Events => Set<AccountEvent>();

    public DbSet<ApiKey> Keys => Set<ApiKey>();

    public DbSet<OneTimeLink> Links => Set<OneTimeLink>();

    public DbSet<KeyRingElement> KeyRing => Set<KeyRingElement>();

    /// <summary>Points the context at the database; its migration history stands in its own schema.</summary>
    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource database) =>
        options.UseNpgsql(database, o => o.MigrationsHistoryTable("migrations", Schema));

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        AccountsModel.Configure(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Conventions.Add(_ => new SnakeCaseConvention());
        configurationBuilder.Conventions.Add(_ => new EnumTextConvention());
    }
}

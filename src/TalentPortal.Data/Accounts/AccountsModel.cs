using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace TalentPortal.Data.Accounts;

/// <summary>Tables and what binds them. Lock-out columns of the framework are left out: <see cref="SecretAttempt"/> does that work for unknown accounts too.</summary>
internal static class AccountsModel
{
    private const int CodeLength = 40;

    public static void Configure(ModelBuilder builder)
    {
        Accounts(builder);
        Grants(builder);
        Keys(builder);
        Rest(builder);
    }

    private static void Accounts(ModelBuilder builder)
    {
        builder.Entity<Account>(e =>
        {
            e.ToTable("account");
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed);
            e.Ignore(a => a.LockoutEnd).Ignore(a => a.LockoutEnabled).Ignore(a => a.AccessFailedCount);
            e.Property(a => a.DisplayName).HasMaxLength(Account.NameMaxLength);
            e.Property(a => a.Email).HasMaxLength(Account.EmailMaxLength).IsRequired();
            e.Property(a => a.NormalizedEmail).HasMaxLength(Account.EmailMaxLength).IsRequired();
            e.Property(a => a.UserName).HasMaxLength(Account.EmailMaxLength).IsRequired();
            e.Property(a => a.NormalizedUserName).HasMaxLength(Account.EmailMaxLength).IsRequired();
            e.Property(a => a.PasswordHash).HasMaxLength(256);
            e.Property(a => a.SecurityStamp).HasMaxLength(64).IsRequired();
            e.Property(a => a.ConcurrencyStamp).HasMaxLength(64);
            e.Property(a => a.Culture).HasMaxLength(CodeLength);
            e.HasIndex(a => a.NormalizedEmail).IsUnique().HasDatabaseName("account_email");
            e.HasIndex(a => a.NormalizedUserName).IsUnique().HasDatabaseName("account_user_name");
            e.HasMany(a => a.Grants).WithOne(g => g.Account).HasForeignKey(g => g.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("account_claim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("account_login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("account_token");
    }

    private static void Grants(ModelBuilder builder) => builder.Entity<AccountGrant>(e =>
    {
        e.ToTable("account_grant", t =>
        {
            t.HasCheckConstraint("account_grant_partner", "(role in ('partner-administrator', 'coordinator')) = (partner_id is not null)");
            t.HasCheckConstraint("account_grant_cohort", "(role = 'instructor') = (cohort_id is not null)");
            t.HasCheckConstraint("account_grant_country", "country is null or role = 'programme-manager'");
        });
        e.Property(g => g.Id).ValueGeneratedNever();
        e.Property(g => g.Role).HasMaxLength(CodeLength);
        e.Property(g => g.Country).HasMaxLength(2).IsFixedLength();
        e.Property(g => g.GrantedBy).HasMaxLength(64);
        e.HasIndex(g => new { g.AccountId, g.Role, g.PartnerId, g.Country, g.CohortId }).IsUnique().AreNullsDistinct(false).HasDatabaseName("account_grant_once");
        e.HasIndex(g => g.PartnerId).HasDatabaseName("account_grant_by_partner");
    });

    private static void Keys(ModelBuilder builder) => builder.Entity<ApiKey>(e =>
    {
        e.ToTable("api_key", t =>
        {
            t.HasCheckConstraint("api_key_partner", "(role = 'partner') = (partner_id is not null)");
            t.HasCheckConstraint("api_key_hash", "octet_length(hash) = 32");
            t.HasCheckConstraint("api_key_life", "expires_at > created_at and expires_at <= created_at + interval '367 days'");
        });
        e.Property(k => k.Id).ValueGeneratedNever();
        e.Property(k => k.Name).HasMaxLength(ApiKey.NameMaxLength);
        e.Property(k => k.Role).HasMaxLength(CodeLength);
        e.Property(k => k.Prefix).HasMaxLength(16);
        e.HasIndex(k => k.Name).IsUnique().HasDatabaseName("api_key_name");
        e.HasIndex(k => k.Prefix).IsUnique().HasDatabaseName("api_key_prefix");
    });

    private static void Rest(ModelBuilder builder)
    {
        builder.Entity<AccountEvent>(e =>
        {
            e.ToTable("account_event");
            e.Property(v => v.Id).ValueGeneratedNever();
            e.Property(v => v.Actor).HasMaxLength(64);
            e.Property(v => v.OnBehalf).HasMaxLength(64);
            e.Property(v => v.Action).HasMaxLength(64);
            e.Property(v => v.Reason).HasMaxLength(AccountEvent.ReasonMaxLength);
            e.HasIndex(v => new { v.AccountId, v.At }).HasDatabaseName("account_event_by_account");
        });
        builder.Entity<OneTimeLink>(e =>
        {
            e.ToTable("one_time_link");
            e.Property(l => l.Id).ValueGeneratedNever();
            e.Property(l => l.Purpose).HasMaxLength(CodeLength);
            e.HasIndex(l => l.Hash).IsUnique().HasDatabaseName("one_time_link_hash");
            e.HasOne(l => l.Account).WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<KeyRingElement>(e =>
        {
            e.ToTable("data_protection_key");
            e.Property(k => k.Id).ValueGeneratedNever();
            e.Property(k => k.Name).HasMaxLength(100);
        });
        builder.Entity<SecretAttempt>(e =>
        {
            e.ToTable("secret_attempt");
            e.HasKey(a => a.Bucket);
            e.HasIndex(a => a.EndsAt).HasDatabaseName("secret_attempt_ends_at");
        });
        builder.Entity<IdempotentAnswer>(e =>
        {
            e.ToTable("idempotency");
            e.HasKey(i => new { i.Principal, i.Key });
            e.Property(i => i.Principal).HasMaxLength(64);
            e.Property(i => i.Key).HasMaxLength(IdempotentAnswer.KeyMaxLength);
            e.Property(i => i.MediaType).HasMaxLength(100);
            e.Property(i => i.Location).HasMaxLength(2000);
            e.HasIndex(i => i.At).HasDatabaseName("idempotency_at");
        });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace TalentPortal.Data.Accounts;

/// <summary>Lets the EF tools make migrations without a running portal or database.</summary>
internal sealed class AccountsDesign : IDesignTimeDbContextFactory<AccountsDbContext>
{
    public AccountsDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<AccountsDbContext>();
        AccountsDbContext.Configure(options, NpgsqlDataSource.Create("Host=localhost"));
        return new AccountsDbContext(options.Options);
    }
}

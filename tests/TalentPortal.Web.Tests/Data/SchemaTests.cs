using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Data;
using TalentPortal.TestKit;
using Xunit;

namespace TalentPortal.Web.Tests.Data;

public sealed class SchemaTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public void The_migrations_say_what_the_model_says()
    {
        using var db = Open();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await using var db = Open();
        var before = (await db.Database.GetAppliedMigrationsAsync()).ToList();
        Assert.NotEmpty(before);
        await db.Database.MigrateAsync();
        await Task.WhenAll(MigrateAsync(), MigrateAsync());
        Assert.Equal(before, await db.Database.GetAppliedMigrationsAsync());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public void Enums_are_stored_as_words()
    {
        using var db = Open();
        var properties = db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).IsEnum).ToList();
        Assert.NotEmpty(properties);
        Assert.All(properties, p => Assert.Equal("text", p.GetColumnType()));
    }

    [Fact]
    public async Task A_word_in_a_table_is_a_word_of_the_domain()
    {
        await portal.University("um");
        Assert.Equal("university", await AskAsync("select kind from partner where code = 'um'"));
    }

    [Fact]
    public async Task Tables_and_columns_are_in_snake_case() =>
        Assert.Equal("0", await AskAsync("select count(*)::text from information_schema.columns where table_schema = 'public' and table_name not ilike '\\_\\_ef%' and (table_name || column_name) !~ '^[a-z0-9_]+$'"));

    [Fact]
    public async Task No_column_takes_its_time_from_the_server() =>
        Assert.Equal("0", await AskAsync("select count(*)::text from information_schema.columns where table_schema = 'public' and column_default ~* 'now\\(|current_|clock_timestamp'"));

    private async Task MigrateAsync()
    {
        await using var db = Open();
        await db.Database.MigrateAsync();
    }

    private PortalDbContext Open() => new(new DbContextOptionsBuilder<PortalDbContext>().UseNpgsql(portal.ConnectionString).Options);

    private async Task<string?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(portal.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync();
    }
}

using TalentPortal.TestKit.Cluster;
using Xunit;

namespace TalentPortal.Web.Tests.Platform.LocalDatabase;

public sealed class TestClusterTests
{
    [Fact]
    public async Task A_template_is_migrated_once_and_its_copies_are_apart()
    {
        var cluster = await TestCluster.AcquireAsync();
        var key = "t" + Guid.CreateVersion7().ToString("N");
        var migrated = 0;
        Task Migrate(string connectionString)
        {
            Interlocked.Increment(ref migrated);
            return PrivateFolder.DoAsync(connectionString, "create table thing (n int)");
        }

        var copies = await Task.WhenAll(cluster.CreateDatabaseAsync(key, Migrate), cluster.CreateDatabaseAsync(key, Migrate), cluster.CreateDatabaseAsync(key, Migrate));
        Assert.Equal(1, migrated);
        await PrivateFolder.DoAsync(copies[0], "insert into thing values (1)");
        Assert.Equal(0, await PrivateFolder.AskAsync<long>(copies[1], "select count(*) from thing"));

        foreach (var copy in copies)
        {
            await cluster.DropDatabaseAsync(copy);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => PrivateFolder.AskAsync<int>(copies[0], "select 1"));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_no_template_behind()
    {
        var cluster = await TestCluster.AcquireAsync();
        var key = "f" + Guid.CreateVersion7().ToString("N");
        await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.CreateDatabaseAsync(key, _ => throw new InvalidOperationException("half way")));

        var copy = await cluster.CreateDatabaseAsync(key, connection => PrivateFolder.DoAsync(connection, "create table whole (n int)"));
        Assert.Equal(0, await PrivateFolder.AskAsync<long>(copy, "select count(*) from whole"));
        await cluster.DropDatabaseAsync(copy);
    }

    [Fact]
    public async Task Only_databases_of_tests_can_be_dropped()
    {
        var cluster = await TestCluster.AcquireAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => cluster.DropDatabaseAsync("Host=127.0.0.1;Database=portal"));
    }
}

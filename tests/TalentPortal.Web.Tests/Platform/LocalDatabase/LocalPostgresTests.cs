using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TalentPortal.Web.Platform.LocalDatabase;
using Xunit;

namespace TalentPortal.Web.Tests.Platform.LocalDatabase;

public sealed class LocalPostgresTests
{
    [Fact]
    public async Task A_new_folder_gets_a_server_that_only_this_machine_and_the_password_reach()
    {
        using var folder = new PrivateFolder();
        string first;
        await using (var postgres = await folder.JoinAsync())
        {
            first = postgres.ConnectionString;
            Assert.Equal("portal", await PrivateFolder.AskAsync<string>(first, "select current_database()::text"));
            Assert.Equal("on", await PrivateFolder.AskAsync<string>(first, "show data_checksums"));
            Assert.Equal("on", await PrivateFolder.AskAsync<string>(first, "show fsync"));
            Assert.Equal("UTF8", await PrivateFolder.AskAsync<string>(first, "show server_encoding"));
            Assert.Equal("UTC", await PrivateFolder.AskAsync<string>(first, "show timezone"));
            Assert.Equal("127.0.0.1", await PrivateFolder.AskAsync<string>(first, "show listen_addresses"));
            Assert.Equal("", await PrivateFolder.AskAsync<string>(first, "show unix_socket_directories"));
            Assert.Equal(folder.Inside("cluster"), await PrivateFolder.AskAsync<string>(first, "show data_directory"));
            Assert.Equal("é", await PrivateFolder.AskAsync<string>(first, "select lower('É')"));

            var wrong = new NpgsqlConnectionStringBuilder(first) { Password = "wrong" }.ConnectionString;
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => PrivateFolder.AskAsync<int>(wrong, "select 1"));
            Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Inside("password")));
        }

        Assert.Null(folder.ServerProcess());
        await using var again = await folder.JoinAsync();
        Assert.Equal(first, again.ConnectionString);
    }

    [Fact]
    public async Task Joiners_share_one_server_and_the_last_one_out_stops_it()
    {
        using var folder = new PrivateFolder();
        var both = await Task.WhenAll(folder.JoinAsync(), folder.JoinAsync());
        Assert.Equal(both[0].ConnectionString, both[1].ConnectionString);

        await both[0].DisposeAsync();
        Assert.Equal(1, await PrivateFolder.AskAsync<int>(both[1].ConnectionString, "select 1"));

        await both[1].DisposeAsync();
        Assert.Null(folder.ServerProcess());
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => PrivateFolder.AskAsync<int>(both[1].ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_member_in_another_process_keeps_the_server_until_it_is_killed()
    {
        using var folder = new PrivateFolder();
        Process other;
        await using (var postgres = await folder.JoinAsync())
        {
            other = Process.Start("flock", ["--shared", folder.Inside("members.lock"), "sleep", "600"]);
            await Eventually(() => FileLock.TryTake(folder.Inside("members.lock"), LockKind.Exclusive) is null && ChildOf(other));
        }

        var server = folder.ServerProcess();
        Assert.NotNull(server);
        other.Kill(entireProcessTree: true);
        await other.WaitForExitAsync();
        other.Dispose();

        await using (var next = await folder.JoinAsync())
        {
            Assert.Equal(server, folder.ServerProcess());
        }

        Assert.Null(folder.ServerProcess());
    }

    [Fact]
    public async Task After_the_server_is_killed_the_next_joiner_finds_what_was_committed()
    {
        using var folder = new PrivateFolder();
        await using var killed = await folder.JoinAsync();
        await PrivateFolder.DoAsync(killed.ConnectionString, "create table kept as select 7 as n");
        await folder.KillServerAsync();

        await using var next = await folder.JoinAsync();
        Assert.Equal(7, await PrivateFolder.AskAsync<int>(next.ConnectionString, "select n from kept"));
    }

    [Fact]
    public async Task A_stale_note_of_a_server_is_survived_whoever_its_number_belongs_to_now()
    {
        using var folder = new PrivateFolder();
        var note = folder.Inside("cluster", "postmaster.pid");
        await (await folder.JoinAsync()).DisposeAsync();

        // Ours: a living process that is no server. Then nothing but an empty file, as a full disk leaves it.
        var port = await File.ReadAllTextAsync(folder.Inside("port"));
        await File.WriteAllTextAsync(note, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{folder.Inside("cluster")}\n1700000000\n{port.Trim()}\n\n127.0.0.1\n"));
        await using (var postgres = await folder.JoinAsync())
        {
            Assert.Equal(1, await PrivateFolder.AskAsync<int>(postgres.ConnectionString, "select 1"));
        }

        await File.WriteAllTextAsync(note, "");
        await using var again = await folder.JoinAsync();
        Assert.Equal(1, await PrivateFolder.AskAsync<int>(again.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_half_made_folder_is_made_anew()
    {
        using var folder = new PrivateFolder();
        Directory.CreateDirectory(folder.Inside("cluster.making-1", "base"));
        await File.WriteAllTextAsync(folder.Inside("cluster.making-1", "PG_VERSION"), "15\n");

        await using var postgres = await folder.JoinAsync();
        Assert.False(Directory.Exists(folder.Inside("cluster.making-1")));
        Assert.Equal(1, await PrivateFolder.AskAsync<int>(postgres.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_copied_checkout_does_not_meet_the_original()
    {
        using var original = new PrivateFolder();
        using var copy = new PrivateFolder();
        await using var first = await original.JoinAsync();
        await PrivateFolder.DoAsync(first.ConnectionString, "create table here (n int); checkpoint");

        // Everything comes along: password, port, and the note of the server that runs in the original.
        using (var cp = Process.Start("cp", ["-a", original.Inside(), copy.Path]))
        {
            await cp.WaitForExitAsync();
        }

        await using var second = await copy.JoinAsync();
        Assert.NotEqual(first.ConnectionString, second.ConnectionString);
        await PrivateFolder.DoAsync(second.ConnectionString, "insert into here values (1)");
        Assert.Equal(0, await PrivateFolder.AskAsync<long>(first.ConnectionString, "select count(*) from here"));
        Assert.Equal(copy.Inside("cluster"), await PrivateFolder.AskAsync<string>(second.ConnectionString, "show data_directory"));
    }

    [Fact]
    public async Task A_folder_the_servers_account_cannot_reach_has_a_stand_in_elsewhere()
    {
        using var folder = new PrivateFolder();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string data;
        await using (var postgres = await folder.JoinAsync())
        {
            data = await PrivateFolder.AskAsync<string>(postgres.ConnectionString, "show data_directory");
        }

        // Only root hands the server over; an ordinary user reaches their own folder.
        if (Environment.IsPrivilegedProcess)
        {
            Assert.StartsWith("/var/tmp/talentportal-", data, StringComparison.Ordinal);
            Assert.Contains(folder.Said, line => line.Contains("/var/tmp/talentportal-", StringComparison.Ordinal));
            Directory.Delete(Path.GetDirectoryName(data)!, recursive: true);
        }
        else
        {
            Assert.Equal(folder.Inside("cluster"), data);
        }
    }

    [Fact]
    public async Task Without_programs_and_package_clients_the_message_names_the_ways_out()
    {
        using var folder = new PrivateFolder();
        var refusal = await Assert.ThrowsAsync<LocalPostgresException>(() => folder.JoinAsync(new NoSource()));
        Assert.Contains("ConnectionStrings__Portal", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("docker compose", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("install PostgreSQL", refusal.Message, StringComparison.Ordinal);
    }

    private static bool ChildOf(Process parent) =>
        File.ReadAllText($"/proc/{parent.Id}/task/{parent.Id}/children").Length > 0;

    private static async Task Eventually(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private sealed class NoSource : ServerSource
    {
        protected override bool MayInstall => false;

        protected override bool MayFetch => false;

        protected override Task<IReadOnlyList<ServerBinaries>> InstalledAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ServerBinaries>>([]);
    }
}

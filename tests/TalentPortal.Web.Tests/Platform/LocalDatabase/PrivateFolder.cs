using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TalentPortal.Web.Platform.LocalDatabase;

namespace TalentPortal.Web.Tests.Platform.LocalDatabase;

/// <summary>A data folder for one test, removed behind it, and the questions tests ask about the server in it.</summary>
internal sealed class PrivateFolder : IDisposable
{
    private readonly List<string> _said = [];

    public PrivateFolder()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"talentportal-test-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public IReadOnlyList<string> Said => _said;

    public string Inside(params string[] parts) => System.IO.Path.Combine([Path, "postgres", .. parts]);

    public Task<LocalPostgres> JoinAsync(ServerSource? source = null) =>
        LocalPostgres.JoinAsync(new LocalPostgresOptions(Path), source ?? new ServerSource(), _said.Add, CancellationToken.None);

    /// <summary>The process id the server noted; null when no server runs or the last one stopped in good order.</summary>
    public int? ServerProcess()
    {
        var file = Inside("cluster", "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }

    public async Task KillServerAsync()
    {
        using var server = Process.GetProcessById(ServerProcess()!.Value);
        server.Kill();
        await server.WaitForExitAsync();
    }

    public static async Task<T> AskAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task DoAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

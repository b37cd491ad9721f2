using Npgsql;
using TalentPortal.Data.Server;

namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>
/// A place in the private PostgreSQL of a data folder, for Development and the tests, never for Production. Whoever comes first starts the server,
/// everybody shares it, the last one out stops it. A process that is killed leaves it running; the next one joins it.
/// </summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private readonly ServerFolder _folder;
    private readonly ServerControl _control;
    private readonly FileLock _membership;
    private readonly Action<string> _say;
    private int _left;

    private LocalPostgres(ServerFolder folder, ServerControl control, FileLock membership, string connectionString, Action<string> say)
    {
        (_folder, _control, _membership, _say) = (folder, control, membership, say);
        ConnectionString = connectionString;
    }

    /// <summary>The database of the options on 127.0.0.1, as the owner of everything.</summary>
    public string ConnectionString { get; }

    /// <summary>Joins the running server of the data folder, or makes and starts it.</summary>
    /// <param name="say">Is told, a line at a time, what takes long or changes the machine.</param>
    /// <exception cref="LocalPostgresException">It can't be had here; the message names the ways out.</exception>
    public static Task<LocalPostgres> JoinAsync(LocalPostgresOptions options, Action<string> say, CancellationToken ct) =>
        JoinAsync(options, new ServerSource(), say, ct);

    internal static async Task<LocalPostgres> JoinAsync(LocalPostgresOptions options, ServerSource source, Action<string> say, CancellationToken ct)
    {
        try
        {
            var joined = await EnterAsync(options, source, say, ct);
            try
            {
                await ServerSql.EnsureDatabaseAsync(joined.Maintenance(), options.DatabaseName, ct);
                return joined;
            }
            catch
            {
                await joined.DisposeAsync();
                throw;
            }
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new LocalPostgresException($"{options.DataPath} was made by another account, so its private PostgreSQL can't be used ({refused.Message}). Remove the folder as that account. {WaysOut.Text}", refused);
        }
    }

    /// <summary>Leaves; the last one to leave stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _left, 1) != 0)
        {
            return;
        }

        using (var pooled = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        using var gate = await GateAsync(_folder, _say, CancellationToken.None);
        _membership.Dispose();
        using var last = FileLock.TryTake(_folder.MembersLock, LockKind.Exclusive);
        if (last is not null)
        {
            await _control.StopAsync();
        }
    }

    private static async Task<LocalPostgres> EnterAsync(LocalPostgresOptions options, ServerSource source, Action<string> say, CancellationToken ct)
    {
        var folder = await ServerFolder.OpenAsync(options, say, ct);
        using var gate = await GateAsync(folder, say, ct);
        var binaries = await source.GetAsync(ServerControl.MajorOf(folder), options.ToolsPath ?? options.DataPath, folder.Account, say, ct);
        var control = new ServerControl(folder, binaries, options.Durable, say);
        await control.MakeAsync(ct);
        var port = await control.StartAsync(ct);
        // Nobody holds this one alone while we hold the gate.
        var membership = await FileLock.TakeAsync(folder.MembersLock, LockKind.Shared, null, ct);
        return new LocalPostgres(folder, control, membership, control.ConnectionString(port, options.DatabaseName), say);
    }

    private static Task<FileLock> GateAsync(ServerFolder folder, Action<string> say, CancellationToken ct) =>
        FileLock.TakeAsync(folder.GateLock, LockKind.Exclusive, () => say("Waiting for another process that starts or stops the private PostgreSQL."), ct);

    private string Maintenance() => _control.Maintenance(new NpgsqlConnectionStringBuilder(ConnectionString).Port);
}

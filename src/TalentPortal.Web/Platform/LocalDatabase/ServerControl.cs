using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using TalentPortal.Data.Server;

namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>Makes, starts, recognises and stops the server of one folder. Its callers hold the folder's gate.</summary>
internal sealed class ServerControl(ServerFolder folder, ServerBinaries binaries, bool durable, Action<string> say)
{
    /// <summary>The owner of everything in the private server.</summary>
    public const string User = "portal";

    private const int StartAttempts = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string _password = folder.Password();

    /// <summary>The major version that made the cluster; null where there is none yet.</summary>
    public static int? MajorOf(ServerFolder folder)
    {
        var file = Path.Combine(folder.Cluster, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : null;
    }

    public string ConnectionString(int port, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = port,
        Database = database,
        Username = User,
        Password = _password,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>A connection string for questions about the server itself: it leaves no pooled connection behind.</summary>
    public string Maintenance(int port) =>
        new NpgsqlConnectionStringBuilder(ConnectionString(port, "postgres")) { Pooling = false, Timeout = 5, CommandTimeout = 30 }.ConnectionString;

    /// <summary>Makes the cluster unless it is there: under another name first, so that a half-made one is never taken for whole.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        if (folder.RemoveHalfMade())
        {
            say("A database folder was left half made; removed it.");
        }

        folder.MakeRun();
        await folder.Account.OwnAsync(folder.Run, cancellationToken);
        if (Directory.Exists(folder.Cluster))
        {
            return;
        }

        say($"Making a private PostgreSQL {binaries.Major} in {folder.Path}.");
        CommandResult? result = null;
        foreach (var locale in Locales())
        {
            var making = folder.NewMaking();
            result = await InitialiseAsync(making, locale, cancellationToken);
            if (result.Succeeded)
            {
                Directory.Move(making, folder.Cluster);
                return;
            }

            ServerFolder.RemoveWhatCanBe(making);
        }

        throw new LocalPostgresException($"The private PostgreSQL could not be made in {folder.Path}: {result!.Tail}");
    }

    /// <summary>Returns the port of the running server, starting it first where it isn't.</summary>
    public async Task<int> StartAsync(CancellationToken cancellationToken)
    {
        CommandResult? result = null;
        for (var attempt = 0; attempt <= StartAttempts; attempt++)
        {
            // Looked at each time: a start that outlived its killed portal may win against ours.
            if (await RunningAsync(cancellationToken) is { } running)
            {
                folder.WritePort(running);
                return running;
            }

            // A failed start leaves its port: somebody may have taken it between looking and starting. Children of a killed server take a moment to go.
            await Task.Delay(Pause * attempt, cancellationToken);
            var port = attempt == 0 && folder.ReadPort() is { } known && LoopbackPort.IsFree(known) ? known : LoopbackPort.Find();
            ServerSettings.Write(folder.Cluster, port, durable);
            // Not to be cancelled: the server would be left starting with nobody who knows of it.
            result = await folder.Account.RunAsync(binaries.Program("pg_ctl"), ["start", "-D", folder.Cluster, "-l", folder.Log, "-w", "-t", "120", "-s"], CancellationToken.None);
        }

        throw new LocalPostgresException($"The private PostgreSQL in {folder.Path} does not start. Its log ends with:\n{LogTail()}\n{result!.Tail}\n{WaysOut.Text}");
    }

    /// <summary>Stops the server; connections are ended, transactions rolled back, everything committed is kept.</summary>
    public async Task StopAsync()
    {
        foreach (var mode in (string[])["fast", "immediate"])
        {
            var result = await folder.Account.RunAsync(
                binaries.Program("pg_ctl"), ["stop", "-D", folder.Cluster, "-m", mode, "-w", "-t", "30", "-s"], CancellationToken.None);
            if (result.Succeeded || await PidFile.ReadAsync(folder.Cluster) is null)
            {
                return;
            }
        }

        say($"The private PostgreSQL in {folder.Path} did not stop; the next start will try again.");
    }

    /// <summary>The port of our server if it runs and answers; otherwise clears away what would keep a new one from starting.</summary>
    private async Task<int?> RunningAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (await PidFile.ReadAsync(folder.Cluster) is { } noted)
        {
            if (await AnswersAsync(noted.Port, cancellationToken))
            {
                return noted.Port;
            }

            if (!await noted.IsServerAsync(folder.Account, cancellationToken))
            {
                say("The private PostgreSQL did not stop in good order last time; it recovers now.");
                noted.StrikeOut();
                return null;
            }

            // Alive, but starting, recovering or stopping.
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
            {
                say("The private PostgreSQL does not answer; restarting it.");
                await StopAsync();
                return null;
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return null;
    }

    /// <summary>Whether the server on a port lets us in and works in our folder: another checkout's, or a copy's, does not.</summary>
    private async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            var reported = await ServerSql.DataFolderAsync(Maintenance(port), cancellationToken);
            return Path.GetFullPath(reported) == Path.GetFullPath(folder.Cluster);
        }
        catch (Exception refused) when (refused is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<CommandResult> InitialiseAsync(string making, IEnumerable<string> locale, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(making);
        var secret = Path.Combine(folder.Run, "first-password");
        await File.WriteAllTextAsync(secret, _password, cancellationToken);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(secret, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            await folder.Account.OwnAsync(making, cancellationToken);
            await folder.Account.OwnAsync(secret, cancellationToken);
            string[] sync = durable ? [] : ["--no-sync"];
            return await folder.Account.RunAsync(
                binaries.Program("initdb"),
                ["-D", making, "-U", User, $"--pwfile={secret}", "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", "--no-instructions", .. locale, .. sync],
                cancellationToken);
        }
        finally
        {
            File.Delete(secret);
        }
    }

    // Unicode's case rules, the same on every machine, sorting by code point: bytes compared as bytes give that order and cost least. Where the system lacks that locale, plain C still starts.
    private string[][] Locales() => binaries.Major >= 17
        ? [["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]]
        : [["--locale=C.UTF-8", "--lc-collate=C"], ["--locale=C"]];

    private string LogTail() => File.Exists(folder.Log) ? string.Join('\n', File.ReadLines(folder.Log).TakeLast(12)) : "(no log)";
}

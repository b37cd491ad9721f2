using System.Globalization;

namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>
/// The account the server runs as. PostgreSQL refuses root, so root hands it to an unprivileged account; an ordinary user keeps it.
/// </summary>
internal sealed class ServerAccount
{
    /// <summary>Whoever runs the portal.</summary>
    public static readonly ServerAccount Own = new(null, null);

    private static readonly string[] Candidates = ["postgres", "nobody"];

    private readonly string? _user;
    private readonly string? _group;

    private ServerAccount(string? user, string? group) => (_user, _group) = (user, group);

    /// <summary>Whether the server runs as somebody else than the portal.</summary>
    public bool IsHandedOver => _user is not null;

    /// <summary>The account for a cluster: its owner where it exists already, otherwise the first candidate of this machine.</summary>
    /// <exception cref="LocalPostgresException">Root, without an account to hand the server to.</exception>
    public static async Task<ServerAccount> ForAsync(string clusterFolder, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return Own;
        }

        if (!Command.Exists("setpriv"))
        {
            throw new LocalPostgresException($"PostgreSQL refuses to run as root, and setpriv (util-linux) to hand it to another account is missing. {WaysOut.Text}");
        }

        return await OwnerOfAsync(clusterFolder, cancellationToken) is { IsHandedOver: true } owner ? owner : FromAccounts();
    }

    /// <summary>Runs a program as this account.</summary>
    public Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        // Messages in plain English, whatever the terminal speaks: they end up in ours.
        var variables = new Dictionary<string, string> { ["LC_ALL"] = "C" };
        if (!IsHandedOver)
        {
            return Command.RunAsync(program, arguments, cancellationToken, variables: variables);
        }

        variables["HOME"] = Path.GetTempPath();
        return Command.RunAsync(
            "setpriv", [$"--reuid={_user}", $"--regid={_group}", "--clear-groups", "--", program, .. arguments], cancellationToken, variables: variables);
    }

    /// <summary>Makes the account the owner of a folder and all that is in it.</summary>
    public async Task OwnAsync(string path, CancellationToken cancellationToken)
    {
        if (!IsHandedOver)
        {
            return;
        }

        var result = await Command.RunAsync("chown", ["-R", $"{_user}:{_group}", path], cancellationToken);
        if (!result.Succeeded)
        {
            throw new LocalPostgresException($"The server's account can't be given {path}: {result.Tail}");
        }
    }

    /// <summary>Whether the account can get to what lies in a folder.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken cancellationToken) =>
        !IsHandedOver || (await RunAsync("test", ["-x", folder], cancellationToken)).Succeeded;

    /// <summary>The owner of a folder, root included as <see cref="Own"/>; null where there is no folder.</summary>
    public static async Task<ServerAccount?> OwnerOfAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var result = await Command.RunAsync("stat", ["-c", "%u %g", folder], cancellationToken);
        var ids = result.Output.Split(' ');
        return !result.Succeeded || ids.Length != 2 || ids[0] == "0" ? Own : new ServerAccount(ids[0], ids[1]);
    }

    private static ServerAccount FromAccounts()
    {
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(a => a.Length > 3).ToLookup(a => a[0]);
        var found = Candidates.SelectMany(name => accounts[name]).FirstOrDefault(a => int.Parse(a[2], CultureInfo.InvariantCulture) > 0);
        return found is null
            ? throw new LocalPostgresException($"PostgreSQL refuses to run as root, and this machine has no account postgres or nobody to hand it to. {WaysOut.Text}")
            : new ServerAccount(found[2], found[3]);
    }
}

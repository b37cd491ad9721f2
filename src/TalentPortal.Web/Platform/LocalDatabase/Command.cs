using System.ComponentModel;
using System.Diagnostics;

namespace TalentPortal.Web.Platform.LocalDatabase;

/// <summary>What a program left behind.</summary>
/// <param name="Output">Both streams, for messages and for reading one-line answers.</param>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last lines, where programs say why they failed.</summary>
    public string Tail => string.Join('\n', Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(12));
}

/// <summary>Runs the machine's own programs, without a shell.</summary>
internal static class Command
{
    /// <summary>The exit code shells use for "no such program".</summary>
    public const int NotFound = 127;

    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken, string? folder = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        using var process = new Process { StartInfo = Describe(program, arguments, folder, variables) };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new CommandResult(NotFound, $"{program}: {missing.Message}");
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, $"{await output}\n{await errors}".Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Whether a program of that name stands on PATH.</summary>
    public static bool Exists(string name) => OnPath(name).Any();

    /// <summary>Every file of that name on PATH, in its order.</summary>
    public static IEnumerable<string> OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .Where(File.Exists);

    private static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, string? folder, IReadOnlyDictionary<string, string>? variables)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A folder that every account may stand in: the server's programs complain about one they can't read.
            WorkingDirectory = folder ?? Path.GetPathRoot(Path.GetFullPath("."))!,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Variables meant for another server (PGDATA, PGPORT, …) must not reach ours.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }
}

using System.Diagnostics;
using Microsoft.Playwright;

namespace TalentPortal.Browser.Tests;

/// <summary>Finds a Chromium: an installed one, else the distribution's, else Playwright's own. Where there is none, tests fail with the ways out; they never skip.</summary>
public static class Browsers
{
    private const string PathVariable = "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH";
    private const string WaysOut = "No Chromium for the browser tests, and none could be installed. Install one (Debian: apt-get install chromium), "
        + "or name one in " + PathVariable + ".";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly string[] Arguments =
        ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars"];

    /// <summary>Starts a Chromium without a window.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what to do.</exception>
    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright) => await playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = await FindAsync(playwright),
        Args = Environment.IsPrivilegedProcess ? [.. Arguments, "--no-sandbox"] : Arguments,
    });

    /// <summary>The program to start.</summary>
    private static async Task<string> FindAsync(IPlaywright playwright)
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : throw new InvalidOperationException($"{PathVariable} names {named}, which does not exist.");
        }

        if (Installed() is { } installed)
        {
            return installed;
        }

        if (Environment.IsPrivilegedProcess && OnPath("apt-get") is { } apt)
        {
            await SayAsync("Installing Chromium with apt-get; this happens once.");
            await RunAsync(apt, "update", "-qq");
            await RunAsync(apt, "install", "-y", "-qq", "--no-install-recommends", "chromium");
            if (Installed() is { } fresh)
            {
                return fresh;
            }
        }

        var own = playwright.Chromium.ExecutablePath;
        if (!File.Exists(own))
        {
            await SayAsync("Installing Playwright's Chromium; this happens once.");
            await Task.Run(() => Microsoft.Playwright.Program.Main(["install", "chromium"]));
        }

        return File.Exists(own) ? own : throw new InvalidOperationException(WaysOut);
    }

    private static string? Installed() => Names.Select(OnPath).FirstOrDefault(p => p is not null);

    private static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    // How it ends is not asked: whether there is a browser afterwards is what counts.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
    }

    private static Task SayAsync(string line) => Console.Error.WriteLineAsync(line);
}

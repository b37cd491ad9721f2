using System.Diagnostics;
using System.Net;
using System.Text;
using TalentPortal.TestKit.Cluster;
using TalentPortal.Web.Platform.LocalDatabase;

namespace TalentPortal.TestKit;

/// <summary>
/// The real portal in a process of its own, on a free loopback port, as a developer runs it: real web server, real static files, real jobs.
/// It can be killed the hard way and started again at the same address on the same database.
/// </summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private const int SaidAtMost = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _connection;
    private readonly (string Name, string Value)[] _settings;
    private readonly StringBuilder _said = new();
    private Process? _process;

    private PortalProcess(string connection, params (string Name, string Value)[] settings)
    {
        (_connection, _settings) = (connection, settings);
        Address = new Uri($"http://127.0.0.1:{LoopbackPort.Find()}");
        DataPath = Path.Combine(Repository.Root, ".data", "test", "portals", $"{Guid.CreateVersion7():N}");
    }

    /// <summary>Where it answers; the same after a restart.</summary>
    public Uri Address { get; }

    /// <summary>The folder it keeps files in, such as mail; removed at the end.</summary>
    public string DataPath { get; }

    /// <summary>What it wrote to standard error so far, or the end of it.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>What it holds of the machine's memory, in MB; zero while it does not run.</summary>
    public double Memory
    {
        get
        {
            _process?.Refresh();
            return _process is { HasExited: false } running ? running.WorkingSet64 / 1024.0 / 1024 : 0;
        }
    }

    /// <summary>Starts a portal on a database and waits until it is ready.</summary>
    /// <param name="connectionString">A database of <see cref="TestCluster"/>, migrated or not.</param>
    /// <param name="settings">Further environment variables, such as <c>Portal__Jobs__LeaseSeconds</c>.</param>
    /// <exception cref="InvalidOperationException">It ended, or did not become ready in time; the message ends with what it said.</exception>
    public static async Task<PortalProcess> StartAsync(string connectionString, params (string Name, string Value)[] settings)
    {
        var portal = new PortalProcess(connectionString, settings);
        try
        {
            await portal.StartAgainAsync();
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a verb of the portal on a database, to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message ends with what it said.</exception>
    public static async Task<string> RunVerbAsync(string connectionString, params string[] arguments)
    {
        await using var portal = new PortalProcess(connectionString);
        using var process = portal.Launch(arguments);
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? printed
            : throw new InvalidOperationException($"`{string.Join(' ', arguments)}` ended with {process.ExitCode}.\n{portal.Said}");
    }

    /// <summary>Starts it after <see cref="KillAsync"/>, at the same address, and waits until it is ready.</summary>
    public async Task StartAgainAsync()
    {
        if (_process is not null)
        {
            throw new InvalidOperationException("The portal is running.");
        }

        _process = Launch([]);
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        await BecomeReadyAsync(_process);
    }

    /// <summary>Ends it without a word of warning, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (Directory.Exists(DataPath))
        {
            Directory.Delete(DataPath, recursive: true);
        }
    }

    private Process Launch(string[] arguments)
    {
        Directory.CreateDirectory(DataPath);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "TalentPortal.Web.dll"), .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            StandardErrorEncoding = Encoding.UTF8,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development"; // static files come from the manifest beside the program
        start.Environment["ASPNETCORE_URLS"] = Address.GetLeftPart(UriPartial.Authority);
        start.Environment["ConnectionStrings__Portal"] = _connection;
        start.Environment["Portal__DataPath"] = DataPath;
        start.Environment["Portal__Demo"] = "false";
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.BeginErrorReadLine();
        return process;
    }

    private async Task BecomeReadyAsync(Process process)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var since = Stopwatch.StartNew();
        while (since.Elapsed < Patience && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (Exception early) when (early is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"The portal {(process.HasExited ? "ended" : $"was not ready within {Patience.TotalSeconds} s")}.\n{Said}");
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            if (_said.Length > SaidAtMost)
            {
                _said.Remove(0, SaidAtMost / 2);
            }

            _said.AppendLine(line);
        }
    }
}

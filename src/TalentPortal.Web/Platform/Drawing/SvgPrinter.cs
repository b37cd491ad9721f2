using System.ComponentModel;
using System.Diagnostics;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Platform.Drawing;

/// <summary>Makes one PDF of drawings, a page each: fonts embedded, text selectable.</summary>
public interface ISvgPrinter
{
    /// <summary>Whether the machine has what it takes; <c>doctor</c> says what is missing.</summary>
    bool IsThere { get; }

    /// <param name="pages">SVG documents, each with the size of its page.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Refused with <see cref="DrawingProblems.NoPrinter"/>.</returns>
    /// <exception cref="InvalidOperationException">A drawing could not be read: a bug of its template.</exception>
    Task<Result<byte[]>> ToPdfAsync(IReadOnlyList<string> pages, CancellationToken cancellationToken);
}

public static class DrawingProblems
{
    /// <summary>librsvg's <c>rsvg-convert</c> is not installed.</summary>
    public static readonly Problem NoPrinter = new("drawing.no-printer");
}

/// <summary>librsvg (Debian: <c>librsvg2-bin</c>).</summary>
public sealed class RsvgPrinter : ISvgPrinter
{
    private const string Program = "rsvg-convert";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public bool IsThere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(f => File.Exists(Path.Combine(f, Program)));

    public async Task<Result<byte[]>> ToPdfAsync(IReadOnlyList<string> pages, CancellationToken cancellationToken)
    {
        if (!IsThere)
        {
            return DrawingProblems.NoPrinter;
        }

        var folder = Directory.CreateTempSubdirectory("portal-drawing-");
        try
        {
            var files = new List<string>();
            foreach (var page in pages)
            {
                files.Add(Path.Combine(folder.FullName, $"{files.Count + 1}.svg"));
                await File.WriteAllTextAsync(files[^1], page, cancellationToken);
            }

            var pdf = Path.Combine(folder.FullName, "out.pdf");
            await RunAsync(["--format=pdf", "--dpi-x=72", "--dpi-y=72", "--output", pdf, .. files], cancellationToken);
            return await File.ReadAllBytesAsync(pdf, cancellationToken);
        }
        catch (Win32Exception)
        {
            return DrawingProblems.NoPrinter;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Longest);
        using var process = new Process { StartInfo = new ProcessStartInfo(Program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false } };
        process.Start();
        var said = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Program} ended with {process.ExitCode}: {await said}");
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Security;
using System.Text;

namespace TalentPortal.Web.Features.Commitments.ShowPublic;

/// <summary>The picture that goes with a shared link: one number and what it counts, drawn by <c>rsvg-convert</c>. Where that is missing there is none.</summary>
internal static class ShareImage
{
    private const string Tool = "rsvg-convert";
    private const int WidthOfLine = 44;
    private const int MostLines = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // One at a time: a picture is drawn once per release and language.
    private static readonly SemaphoreSlim Drawing = new(1, 1);

    /// <summary>Whether the tool is installed.</summary>
    public static bool IsThere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Tool)));

    /// <returns>Null where it cannot be drawn.</returns>
    public static async Task<byte[]?> DrawAsync(ToldRelease release, PublicWords words, Microsoft.Extensions.Localization.IStringLocalizer<PublicTexts> texts, CancellationToken cancellationToken)
    {
        if (!IsThere)
        {
            return null;
        }

        await Drawing.WaitAsync(cancellationToken);
        try
        {
            return await ConvertAsync(Svg(release, words, texts), cancellationToken);
        }
        finally
        {
            Drawing.Release();
        }
    }

    private static string Svg(ToldRelease release, PublicWords words, Microsoft.Extensions.Localization.IStringLocalizer<PublicTexts> texts)
    {
        var told = release.Content;
        var svg = new StringBuilder("""<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="Inter, Noto Sans, Noto Sans CJK SC, Noto Sans SC, DejaVu Sans, sans-serif"><rect width="1200" height="630" fill="#ffffff"/><rect width="12" height="630" fill="#2348c5"/>""");
        var y = 110;
        foreach (var line in Lines(told.Promise.Name))
        {
            Text(80, y, 40, "#46535f", 500, line);
            y += 54;
        }

        Text(72, y + 150, 190, "#17212b", 700, words.Number(told));
        Text(80, y + 220, 34, "#17212b", 400, texts["counted", words.Noun(told), Ui.Formats.Day(told.AsOf)]);
        if (words.Against(told) is { } against)
        {
            Text(80, y + 270, 30, "#586570", 400, against);
        }

        Text(80, 580, 26, "#586570", 400, $"TalentPortal  ·  {Domain.Commitments.VerificationCode.Printed(release.Code)}");
        return svg.Append("</svg>").ToString();

        void Text(int x, int at, int size, string colour, int weight, string text) =>
            svg.Append(null, $"<text x=\"{x}\" y=\"{at}\" font-size=\"{size}\" fill=\"{colour}\" font-weight=\"{weight}\">{SecurityElement.Escape(text)}</text>");
    }

    /// <summary>Words put on lines; a Chinese character is as wide as two letters and a line may break after it.</summary>
    private static List<string> Lines(string text)
    {
        List<string> lines = [""];
        var width = 0;
        foreach (var word in text.Split(' ').SelectMany(w => w.Any(c => c > '\u2E80') ? w.Select(c => c.ToString()) : [w + " "]))
        {
            var wide = word.Sum(c => c > '\u2E80' ? 2 : 1);
            if (width + wide > WidthOfLine && width > 0)
            {
                if (lines.Count == MostLines)
                {
                    lines[^1] = lines[^1].TrimEnd() + "…";
                    return lines;
                }

                lines.Add("");
                width = 0;
            }

            lines[^1] += word;
            width += wide;
        }

        return lines;
    }

    private static async Task<byte[]?> ConvertAsync(string svg, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Tool, ["--format=png", "--width=1200", "--height=630"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
            if (process is null)
            {
                return null;
            }

            using var picture = new MemoryStream();
            try
            {
                await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(svg), limit.Token);
                process.StandardInput.Close();
                await process.StandardOutput.BaseStream.CopyToAsync(picture, limit.Token);
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return process.ExitCode == 0 ? picture.ToArray() : null;
        }
        catch (Exception failed) when (failed is Win32Exception or IOException || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}

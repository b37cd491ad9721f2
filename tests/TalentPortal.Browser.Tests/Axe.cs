using System.Text.Json;
using Microsoft.Playwright;

namespace TalentPortal.Browser.Tests;

/// <summary>Looks for barriers with axe-core: the rules of WCAG 2.2 at levels A and AA.</summary>
public static class Axe
{
    private const string Run = """
        async () => {
          const found = await axe.run(document, {
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
            resultTypes: ['violations'],
            preload: false,
          });
          return found.violations.map(v => `${v.id}: ${v.help}: ` + v.nodes.slice(0, 4).map(n => `${n.target.join(' ')} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ''}`).join(' | '));
        }
        """;

    private static readonly Lazy<string> Script = new(Read);

    /// <summary>One line per rule that is broken.</summary>
    /// <param name="page">A page that is open; scripts are put into it from the developer's side, which its content policy does not govern.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script.Value);
        }

        var found = await page.EvaluateAsync<JsonElement>(Run);
        return [.. found.EnumerateArray().Select(v => v.GetString() ?? "")];
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(Axe).Assembly.GetManifestResourceStream("axe.min.js")
            ?? throw new InvalidOperationException("axe.min.js is not in the assembly."));
        return reader.ReadToEnd();
    }
}

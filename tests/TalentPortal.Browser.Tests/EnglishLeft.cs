using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;
using TalentPortal.TestKit.Cluster;

namespace TalentPortal.Browser.Tests;

/// <summary>
/// Finds English of the portal's own resources on a page in another language, and keys that stand for a missing text. What a page marks with
/// <c>translate="no"</c> speaks for itself: a partner's cells, the names of columns.
/// </summary>
public static partial class EnglishLeft
{
    private const string Texts = """
        () => {
          const texts = [document.title];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const parent = walk.currentNode.parentElement;
            if (!parent.closest('script, style, [lang]:not(html), [translate=no]')) texts.push(walk.currentNode.data);
          }
          for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
            for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
              if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
          return texts.map(t => t.replace(/\s+/g, ' ').trim()).filter(t => t.length > 1);
        }
        """;

    private static readonly Dictionary<string, HashSet<string>> Known = [];

    /// <summary>The texts of the page that should have been in the language.</summary>
    public static async Task<IReadOnlyList<string>> OnAsync(IPage page, string culture)
    {
        var english = Of(culture);
        var texts = await page.EvaluateAsync<string[]>(Texts);
        return [.. texts.Where(t => english.Contains(t) || (Key().IsMatch(t) && !FileName().IsMatch(t))).Distinct()];
    }

    /// <summary>English texts that read differently in the language; one that is also a text of the language (Status, AI) is none.</summary>
    private static HashSet<string> Of(string culture)
    {
        if (!Known.TryGetValue(culture, out var english))
        {
            Known[culture] = english = [];
            var spoken = new HashSet<string>();
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), $"*.{culture}.resx", SearchOption.AllDirectories))
            {
                var theirs = Read(file);
                spoken.UnionWith(theirs.Values);
                english.UnionWith(Read(file.Replace($".{culture}.resx", ".resx", StringComparison.Ordinal)).Where(t => theirs.GetValueOrDefault(t.Key) != t.Value).Select(t => t.Value));
            }

            english.RemoveWhere(t => t.Length < 2 || spoken.Contains(t));
        }

        return english.Count > 100 ? english : throw new InvalidOperationException($"The texts of {culture} were not found.");
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value.Trim());

    [GeneratedRegex(@"^[a-z][a-z-]*(\.[a-z-]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Key();

    [GeneratedRegex(@"\.(csv|txt|xlsx|zip|js|my|com|org|sg)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex FileName();
}

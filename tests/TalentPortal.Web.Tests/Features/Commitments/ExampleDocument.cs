using System.Text.RegularExpressions;

namespace TalentPortal.Web.Tests.Features.Commitments;

/// <summary>One step of the worked example: what is done, the rows of a roster where one is sent, and what stands afterwards.</summary>
internal sealed record ExampleStep(int Number, Dictionary<string, string> Deed, List<Dictionary<string, string>> Rows, List<Dictionary<string, string>> Results);

/// <summary>The tables of the worked example. Each is known by its columns; a step begins with a numbered heading.</summary>
internal sealed partial record ExampleDocument(List<Dictionary<string, string>> Promises, List<ExampleStep> Steps, List<Dictionary<string, string>> Asked)
{
    /// <exception cref="FormatException">A table stands where none is expected, or a step lacks one.</exception>
    public static ExampleDocument Read(string path)
    {
        var document = new ExampleDocument([], [], []);
        var (number, lines) = (0, File.ReadAllLines(path));
        for (var i = 0; i < lines.Length; i++)
        {
            if (Numbered().Match(lines[i]) is { Success: true } heading)
            {
                number = int.Parse(heading.Groups["n"].Value, System.Globalization.CultureInfo.InvariantCulture);
            }
            else if (lines[i].StartsWith('|'))
            {
                var table = lines[i..].TakeWhile(l => l.StartsWith('|')).ToList();
                document.Add(number, Rows(table));
                i += table.Count - 1;
            }
        }

        return document.Steps.TrueForAll(s => s.Results.Count > 0 && (s.Deed["what"] == "roster") == (s.Rows.Count > 0))
            ? document
            : throw new FormatException("A step lacks a table.");
    }

    private void Add(int number, List<Dictionary<string, string>> table)
    {
        switch (table[0].Keys.First())
        {
            case "target" when table[0].ContainsKey("first day"):
                Promises.AddRange(table);
                break;
            case "target" when table[0].ContainsKey("known after step"):
                Asked.AddRange(table);
                break;
            case "target":
                Steps[^1].Results.AddRange(table);
                break;
            case "when (UTC)":
                Steps.Add(new(number, table.Single(), [], []));
                break;
            case "student_id":
                Steps[^1].Rows.AddRange(table);
                break;
            default:
                throw new FormatException($"Nobody knows the table of {string.Join(", ", table[0].Keys)}.");
        }
    }

    private static List<Dictionary<string, string>> Rows(List<string> lines)
    {
        var heads = Cells(lines[0]);
        return [.. lines.Skip(2).Select(l => heads.Zip(Cells(l)).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }

    private static string[] Cells(string line) => [.. line.Trim().Trim('|').Split('|').Select(c => c.Trim())];

    [GeneratedRegex(@"^## (?<n>\d+)\. ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Numbered();
}

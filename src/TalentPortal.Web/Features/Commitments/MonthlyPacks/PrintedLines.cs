using System.Text;

namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary>Breaks text into lines: a drawing does not. Widths are estimates on the safe side.</summary>
internal static class PrintedLines
{
    /// <summary>The lines of a text, the last one cut with an ellipsis where there are too many.</summary>
    /// <param name="text">Any script; Chinese breaks between any two characters.</param>
    /// <param name="width">Of a line.</param>
    /// <param name="size">Of the letters, in the same unit.</param>
    /// <param name="most">Lines.</param>
    public static IReadOnlyList<string> Of(string text, double width, double size, int most)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0d;
        foreach (var piece in Pieces(text.ReplaceLineEndings(" ")))
        {
            var wide = piece.EnumerateRunes().Sum(Width) * size;
            if (used + wide > width && line.Length > 0)
            {
                lines.Add(line.ToString().Trim());
                (line, used) = (new StringBuilder(), 0);
            }

            line.Append(piece);
            used += wide;
        }

        lines.Add(line.ToString().Trim());
        return lines.Count <= most ? lines : [.. lines.Take(most - 1), lines[most - 1].TrimEnd('.', ',', ' ') + "…"];
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            word.Append(rune);
            if (rune.Value == ' ' || rune.Value >= 0x2E80)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        yield return word.ToString();
    }

    private static double Width(Rune rune) => rune.Value switch
    {
        >= 0x2E80 => 1,
        ' ' or '.' or ',' or ':' or ';' or '\'' or 'i' or 'l' or 'j' or '|' or 'I' => 0.3,
        'm' or 'w' or 'M' or 'W' => 0.86,
        >= 'A' and <= 'Z' => 0.66,
        _ => 0.55,
    };
}

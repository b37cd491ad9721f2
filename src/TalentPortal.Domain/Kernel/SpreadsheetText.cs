namespace TalentPortal.Domain.Kernel;

/// <summary>
/// Texts in files that spreadsheets open: what a spreadsheet would run as a formula gets an apostrophe in front on the way out, and loses
/// exactly that one on the way in. For every text, <see cref="Read"/> of <see cref="Harmless"/> is the text itself.
/// </summary>
public static class SpreadsheetText
{
    /// <summary>The text as a cell of a file: with one more apostrophe where it begins like a formula, or with apostrophes and then like one.</summary>
    public static string Harmless(string text) => BeginsLikeFormula(text) ? $"'{text}" : text;

    /// <summary>The text a cell means.</summary>
    public static string Read(string cell) => cell.Length > 0 && cell[0] == '\'' && BeginsLikeFormula(cell) ? cell[1..] : cell;

    // However many apostrophes stand before it: else the text '=x and the escaped =x would be the same cell.
    private static bool BeginsLikeFormula(string text) => text.AsSpan().TrimStart('\'') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\0' or '＝' or '＋' or '－' or '＠', ..];
}

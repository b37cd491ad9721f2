namespace TalentPortal.Web.Platform.Data;

/// <summary>Patterns of LIKE made from what people type.</summary>
internal static class Like
{
    public const string Escape = @"\";

    /// <summary>Anything with this text in it; signs that mean something to LIKE are meant literally.</summary>
    public static string Containing(string text) => $"%{Literal(text)}%";

    /// <summary>Anything that begins with this text.</summary>
    public static string Beginning(string text) => $"{Literal(text)}%";

    private static string Literal(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}

namespace TalentPortal.Web.Ui.Preferences;

/// <summary>The languages the portal speaks; the first is the one it falls back to.</summary>
public static class Languages
{
    /// <summary>Culture name and the language's own name, in the order of the picker.</summary>
    public static IReadOnlyList<(string Culture, string OwnName)> All { get; } = [("en", "English"), ("ms", "Bahasa Melayu"), ("zh-Hans", "中文")];

    /// <summary>The parameter of an address that names its language.</summary>
    public const string Query = "lang";

    public static string Default => All[0].Culture;

    public static bool Speaks(string? culture) => All.Any(l => l.Culture == culture);
}

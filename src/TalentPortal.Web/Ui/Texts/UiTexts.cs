using System.Globalization;
using System.Resources;

namespace TalentPortal.Web.Ui.Texts;

/// <summary>The words of the shell and its components, in every language the portal speaks.</summary>
public sealed class UiTexts
{
    private static readonly ResourceManager Resources = new(typeof(UiTexts));

    private UiTexts()
    {
    }

    /// <summary>The text in the reader's language, for helpers that have no localizer at hand.</summary>
    internal static string Of(string key) =>
        Resources.GetString(key, CultureInfo.CurrentUICulture) ?? throw new MissingManifestResourceException($"UiTexts has no '{key}'.");

    /// <summary>The text with its placeholders filled by the reader's culture.</summary>
    internal static string Of(string key, params object[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Of(key), arguments);

    /// <summary>The text, or null where there is none: for names that need a word of their own in some languages only.</summary>
    internal static string? Find(string key) => Resources.GetString(key, CultureInfo.CurrentUICulture);
}

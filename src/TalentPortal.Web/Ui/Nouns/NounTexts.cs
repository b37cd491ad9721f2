using System.Globalization;
using System.Resources;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Web.Ui.Nouns;

/// <summary>The words of the nouns' own states and values, the same on every page.</summary>
public sealed class NounTexts
{
    private static readonly ResourceManager Resources = new(typeof(NounTexts));

    private NounTexts()
    {
    }

    /// <summary>The word of an enum value: the text <c>&lt;kind&gt;.&lt;word&gt;</c>.</summary>
    public static string Of<T>(string kind, T value)
        where T : struct, Enum => Of(kind, Words.Of(value));

    /// <summary>The word of a value kept as text; the value itself where there is none.</summary>
    public static string Of(string kind, string value) => Resources.GetString($"{kind}.{value}", CultureInfo.CurrentUICulture) ?? value;
}

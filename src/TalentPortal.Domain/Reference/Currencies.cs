using System.Globalization;

namespace TalentPortal.Domain.Reference;

/// <summary>The currencies in use, by their ISO 4217 codes, as the runtime's cultures know them.</summary>
public static class Currencies
{
    private static readonly HashSet<string> Codes =
        [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(c => new RegionInfo(c.Name).ISOCurrencySymbol).Where(c => c.Length == 3 && c.All(char.IsAsciiLetterUpper))];

    public static bool IsCode(string code) => Codes.Contains(code);

    /// <summary>All of them, sorted.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Codes.Order(StringComparer.Ordinal)];
}

using System.Globalization;

namespace TalentPortal.Domain.Reference;

/// <summary>Countries by ISO 3166-1 alpha-2, and the words rosters use for a nationality.</summary>
public static class Countries
{
    private static readonly Dictionary<string, RegionInfo> ByCode = CultureInfo.GetCultures(CultureTypes.SpecificCultures)
        .Select(c => new RegionInfo(c.Name))
        .Where(r => r.TwoLetterISORegionName.Length == 2 && r.TwoLetterISORegionName.All(char.IsAsciiLetterUpper))
        .GroupBy(r => r.TwoLetterISORegionName, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Spelt = Spellings();

    // Only as they are written: "n/a" is not Namibia.
    private static readonly Dictionary<string, string> Abbreviated = ByCode.Values
        .SelectMany(r => new[] { r.TwoLetterISORegionName, r.ThreeLetterISORegionName }.Where(a => a.Length > 0).Select(a => (Abbreviation: a, Code: r.TwoLetterISORegionName)))
        .ToDictionary(p => p.Abbreviation, p => p.Code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether this is the alpha-2 code of a country, upper case.</summary>
    public static bool IsCode(string? code) => code is not null && ByCode.ContainsKey(code);

    /// <summary>All alpha-2 codes, sorted.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. ByCode.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The country a nationality or country cell means: a code, a name, or a demonym in English, Malay or Chinese. Null where it is unclear.</summary>
    public static string? Find(string text) => Abbreviated.GetValueOrDefault(text.Trim()) ?? Spelt.GetValueOrDefault(Key(text));

    /// <summary>The name in the current culture.</summary>
    public static string NameOf(string code) => ByCode.TryGetValue(code, out var region) ? region.DisplayName : code;

    /// <summary>The name in English, whoever reads.</summary>
    public static string EnglishNameOf(string code) => ByCode.TryGetValue(code, out var region) ? region.EnglishName : code;

    private static Dictionary<string, string> Spellings()
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, region) in ByCode)
        {
            known[Key(region.EnglishName)] = code;
        }

        (string Spelling, string Code)[] others =
        [
            ("Malaysian", "MY"), ("Warganegara", "MY"), ("Warganegara Malaysia", "MY"), ("马来西亚", "MY"), ("马来西亚人", "MY"), ("Singaporean", "SG"), ("Singapura", "SG"), ("新加坡", "SG"), ("新加坡人", "SG"),
            ("Indonesian", "ID"), ("印度尼西亚", "ID"), ("Thai", "TH"), ("泰国", "TH"), ("Vietnamese", "VN"), ("越南", "VN"), ("Filipino", "PH"), ("Bruneian", "BN"), ("Burmese", "MM"), ("Cambodian", "KH"),
            ("Chinese", "CN"), ("China", "CN"), ("中国", "CN"), ("Indian", "IN"), ("印度", "IN"), ("Bangladeshi", "BD"), ("Pakistani", "PK"), ("Sri Lankan", "LK"), ("Japanese", "JP"), ("Korean", "KR"),
            ("Myanmar", "MM"), ("缅甸", "MM"), ("Brunei Darussalam", "BN"), ("文莱", "BN"), ("Lao PDR", "LA"), ("老挝", "LA"), ("柬埔寨", "KH"), ("菲律宾", "PH"), ("Hong Kong", "HK"), ("Macau", "MO"),
            ("South Korea", "KR"), ("Taiwanese", "TW"), ("British", "GB"), ("UK", "GB"), ("American", "US"), ("USA", "US"), ("Australian", "AU"), ("Nigerian", "NG"), ("Yemeni", "YE"), ("Iranian", "IR"),
        ];
        foreach (var (spelling, code) in others)
        {
            known[Key(spelling)] = code;
        }

        return known;
    }

    private static string Key(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
}

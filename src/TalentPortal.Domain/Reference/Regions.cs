using System.Globalization;

namespace TalentPortal.Domain.Reference;

/// <summary>A state of Malaysia or a region of Singapore.</summary>
/// <param name="Code">ISO 3166-2 for Malaysia; for Singapore the five planning regions under codes of ours.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Name">The name pages show; the same in English and Malay.</param>
/// <param name="Chinese">The name in Simplified Chinese.</param>
public sealed record Region(string Code, string Country, string Name, string Chinese);

/// <summary>The states and regions that breakdowns know, and the spellings rosters use for them.</summary>
/// <remarks>Source: ISO 3166-2:MY; the planning regions of Singapore's Urban Redevelopment Authority.</remarks>
public static class Regions
{
    public static IReadOnlyList<Region> All { get; } =
    [
        new("MY-01", "MY", "Johor", "柔佛"), new("MY-02", "MY", "Kedah", "吉打"), new("MY-03", "MY", "Kelantan", "吉兰丹"), new("MY-04", "MY", "Melaka", "马六甲"),
        new("MY-05", "MY", "Negeri Sembilan", "森美兰"), new("MY-06", "MY", "Pahang", "彭亨"), new("MY-07", "MY", "Pulau Pinang", "槟城"), new("MY-08", "MY", "Perak", "霹雳"),
        new("MY-09", "MY", "Perlis", "玻璃市"), new("MY-10", "MY", "Selangor", "雪兰莪"), new("MY-11", "MY", "Terengganu", "登嘉楼"), new("MY-12", "MY", "Sabah", "沙巴"),
        new("MY-13", "MY", "Sarawak", "砂拉越"), new("MY-14", "MY", "Kuala Lumpur", "吉隆坡"), new("MY-15", "MY", "Labuan", "纳闽"), new("MY-16", "MY", "Putrajaya", "布城"),
        new("SG-C", "SG", "Central Region", "中区"), new("SG-E", "SG", "East Region", "东区"), new("SG-N", "SG", "North Region", "北区"),
        new("SG-NE", "SG", "North-East Region", "东北区"), new("SG-W", "SG", "West Region", "西区"),
    ];

    private static readonly Dictionary<string, Region> Spelt = Spellings();

    /// <summary>The region a roster's cell means, in any of the usual spellings; null where it means none we know.</summary>
    public static Region? Find(string text) => Spelt.GetValueOrDefault(Key(text));

    private static Dictionary<string, Region> Spellings()
    {
        var known = new Dictionary<string, Region>(StringComparer.Ordinal);
        foreach (var region in All)
        {
            known[Key(region.Code)] = region;
            known[Key(region.Name)] = region;
            known[Key(region.Chinese)] = region;
            if (region.Country == "SG")
            {
                known[Key(region.Name.Replace(" Region", "", StringComparison.Ordinal))] = region;
            }
        }

        (string Spelling, string Code)[] others =
        [
            ("Penang", "MY-07"), ("P. Pinang", "MY-07"), ("Pinang", "MY-07"), ("槟岛", "MY-07"), ("Malacca", "MY-04"), ("N. Sembilan", "MY-05"), ("N Sembilan", "MY-05"), ("Johore", "MY-01"),
            ("Trengganu", "MY-11"), ("Wilayah Persekutuan Kuala Lumpur", "MY-14"), ("WP Kuala Lumpur", "MY-14"), ("W.P. Kuala Lumpur", "MY-14"), ("KL", "MY-14"),
            ("Wilayah Persekutuan Labuan", "MY-15"), ("WP Labuan", "MY-15"), ("W.P. Labuan", "MY-15"), ("Wilayah Persekutuan Putrajaya", "MY-16"), ("WP Putrajaya", "MY-16"), ("W.P. Putrajaya", "MY-16"),
            ("Johor Darul Takzim", "MY-01"), ("Selangor Darul Ehsan", "MY-10"), ("Perak Darul Ridzuan", "MY-08"), ("Kedah Darul Aman", "MY-02"), ("砂劳越", "MY-13"), ("砂捞越", "MY-13"), ("登加楼", "MY-11"),
        ];
        foreach (var (spelling, code) in others)
        {
            known[Key(spelling)] = All.First(r => r.Code == code);
        }

        return known;
    }

    private static string Key(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
}

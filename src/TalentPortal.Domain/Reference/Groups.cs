using System.Globalization;

namespace TalentPortal.Domain.Reference;

/// <summary>The groups that breakdowns show, with the spellings rosters use. Names in three languages stand in resources, under the code.</summary>
public static class Groups
{
    public static IReadOnlyList<string> Audiences { get; } = ["student", "government", "industry", "educator", "other"];

    public static IReadOnlyList<string> Genders { get; } = ["female", "male", "other"];

    public static IReadOnlyList<string> Sectors { get; } =
        ["education", "public-sector", "information-technology", "manufacturing", "finance", "healthcare", "energy", "telecommunications", "logistics", "agriculture", "tourism", "other"];

    public static IReadOnlyList<string> AgeBands { get; } = ["under-18", "18-24", "25-34", "35-44", "45-54", "55-plus"];

    private static readonly Dictionary<string, string> AudienceSpelt = Spellings(
        Audiences,
        ("students", "student"), ("pelajar", "student"), ("mahasiswa", "student"), ("学生", "student"), ("government official", "government"), ("government officials", "government"), ("officials", "government"),
        ("official", "government"), ("civil servant", "government"), ("penjawat awam", "government"), ("pegawai kerajaan", "government"), ("公务员", "government"), ("industry leader", "industry"),
        ("industry leaders", "industry"), ("professional", "industry"), ("industri", "industry"), ("profesional", "industry"), ("业界", "industry"), ("teacher", "educator"), ("lecturer", "educator"),
        ("educators", "educator"), ("pendidik", "educator"), ("pensyarah", "educator"), ("guru", "educator"), ("教师", "educator"), ("教育工作者", "educator"), ("lain-lain", "other"), ("其他", "other"));

    private static readonly Dictionary<string, string> GenderSpelt = Spellings(
        Genders,
        ("f", "female"), ("woman", "female"), ("perempuan", "female"), ("wanita", "female"), ("p", "female"), ("女", "female"), ("m", "male"), ("man", "male"), ("lelaki", "male"), ("l", "male"), ("男", "male"),
        ("x", "other"), ("lain-lain", "other"), ("其他", "other"));

    private static readonly Dictionary<string, string> SectorSpelt = Spellings(
        Sectors,
        ("it", "information-technology"), ("ict", "information-technology"), ("technology", "information-technology"), ("teknologi maklumat", "information-technology"), ("government", "public-sector"),
        ("public", "public-sector"), ("kerajaan", "public-sector"), ("sektor awam", "public-sector"), ("pendidikan", "education"), ("banking", "finance"), ("kewangan", "finance"), ("health", "healthcare"),
        ("kesihatan", "healthcare"), ("pembuatan", "manufacturing"), ("tenaga", "energy"), ("telecom", "telecommunications"), ("telekomunikasi", "telecommunications"), ("logistik", "logistics"),
        ("pertanian", "agriculture"), ("pelancongan", "tourism"), ("lain-lain", "other"));

    public static string? Audience(string text) => AudienceSpelt.GetValueOrDefault(Key(text));

    public static string? Gender(string text) => GenderSpelt.GetValueOrDefault(Key(text));

    public static string? Sector(string text) => SectorSpelt.GetValueOrDefault(Key(text));

    private static Dictionary<string, string> Spellings(IEnumerable<string> codes, params ReadOnlySpan<(string Spelling, string Code)> others)
    {
        var known = codes.ToDictionary(Key, c => c, StringComparer.Ordinal);
        foreach (var (spelling, code) in others)
        {
            known[Key(spelling)] = code;
        }

        return known;
    }

    private static string Key(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace TalentPortal.Web.Features.Administration.Demo;

/// <summary>One invented learner.</summary>
internal sealed record DemoPerson(string StudentId, string Name, string Email, string Nationality, string State, string Gender, int BirthYear, string Audience, string Sector);

/// <summary>
/// Invents people whose names are built the way names here are built: Malay with bin and binti, Chinese with the surname first, Tamil with a/l, a/p
/// and s/o, names of Sabah and Sarawak, single names, names in Chinese characters. Nobody is meant; the seed makes them the same each time.
/// </summary>
internal sealed class DemoPeople(int seed)
{
    private static readonly string[] MalayMen = ["Ahmad", "Muhammad Hakim", "Amirul", "Faiz", "Hafiz", "Khairul", "Nazmi", "Syafiq", "Zulkifli", "Danish", "Irfan", "Luqman", "Mohd Azlan", "Rizal", "Shahrul", "Wan Adam", "Aiman", "Farhan"];
    private static readonly string[] MalayWomen = ["Nur Aisyah", "Siti Hajar", "Farah", "Nurul Izzah", "Amira", "Balqis", "Puteri Alya", "Hidayah", "Liyana", "Maisarah", "Nadia", "Qistina", "Syazwani", "Umairah", "Wan Sofea", "Zara", "Intan", "Fatimah"];
    private static readonly string[] Surnames = ["Tan", "Lim", "Lee", "Ng", "Wong", "Chong", "Goh", "Ong", "Chan", "Teh", "Khoo", "Yap", "Low", "Cheah", "Foo", "Koh", "Chua", "Sim"];
    private static readonly string[] ChineseGiven = ["Wei Ling", "Jia Hao", "Mei Fong", "Kah Wai", "Xin Yi", "Zhi Hong", "Hui Min", "Boon Keat", "Shu Ting", "Yong Sheng", "Li Wen", "Chee Kiat", "Pei Shan", "Jun Jie", "Siew Lan", "Kok Leong", "Yee Von", "Zi Xuan"];
    private static readonly string[] Characters = ["陈美玲", "林伟杰", "李欣怡", "黄志明", "张慧敏", "吴俊贤", "郑家豪", "王诗婷", "刘子轩", "许佩珊"];
    private static readonly string[] TamilMen = ["Subramaniam", "Arvind", "Ganesh", "Kumaran", "Prakash", "Saravanan", "Vignesh", "Logan", "Murugan", "Dinesh", "Rajendran", "Hari"];
    private static readonly string[] TamilWomen = ["Kavitha", "Priya", "Shalini", "Thivya", "Meena", "Lakshmi", "Anjali", "Devi", "Revathi", "Nisha", "Yamuna", "Pavithra"];
    private static readonly string[] Borneo = ["Jonathan anak Jeffrey", "Melissa anak Empading", "Dayang Rohani", "Jeremy Gimbang", "Stella Kinsuan", "Roland Majimbun", "Agnes anak Linggi", "Clement Sipaun"];
    private static readonly string[] Single = ["Suria", "Melati", "Bayu", "Kirana"];
    private static readonly string[] States = ["Selangor", "Selangor", "Selangor", "Kuala Lumpur", "Kuala Lumpur", "Penang", "Johor", "Johor", "Perak", "Sarawak", "Sabah", "Kedah", "Pahang", "N. Sembilan", "Melaka", "Kelantan", "Terengganu", "Putrajaya", "Perlis", "WP Labuan"];
    private static readonly string[] Regions = ["Central Region", "East Region", "North Region", "North-East Region", "West Region"];
    private static readonly string[] Sectors = ["information-technology", "education", "manufacturing", "finance", "public-sector", "healthcare", "telecommunications", "energy", "logistics", "tourism"];

    private readonly Random _random = new(seed);
    private int _number;

    public DemoPerson Next(string partnerCode, string country, string audience)
    {
        _number++;
        var woman = _random.Next(100) < 46;
        var name = Name(woman);
        var malaysian = country == "MY" ? _random.Next(100) < 93 : _random.Next(100) < 9;
        var id = string.Create(CultureInfo.InvariantCulture, $"{partnerCode[..2].ToUpperInvariant()}{_number:00000}");
        return new(
            id,
            name,
            $"{id.ToLowerInvariant()}@{partnerCode}.example",
            malaysian ? "Malaysian" : country == "SG" && _random.Next(100) < 85 ? "Singaporean" : Pick(["Indonesian", "Vietnamese", "Indian", "Thai"]),
            country == "MY" ? Pick(States) : Pick(Regions),
            _random.Next(100) < 2 ? "" : woman ? "F" : "M",
            audience == "student" ? 2006 - _random.Next(8) : 2000 - _random.Next(30),
            _random.Next(100) < 2 ? "" : audience,
            audience == "student" ? "education" : audience == "government" ? "public-sector" : Pick(Sectors));
    }

    public bool Chance(int percent) => _random.Next(100) < percent;

    public int Between(int low, int high) => _random.Next(low, high + 1);

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private string Name(bool woman) => _random.Next(100) switch
    {
        < 46 => woman ? $"{Pick(MalayWomen)} binti {Pick(MalayMen)}" : $"{Pick(MalayMen)} bin {Pick(MalayMen)}",
        < 74 => $"{Pick(Surnames)} {Pick(ChineseGiven)}",
        < 78 => $"{Pick(Characters)} {Pick(Surnames)} {Pick(ChineseGiven)}",
        < 90 => woman ? $"{Pick(TamilWomen)} a/p {Pick(TamilMen)}" : $"{Pick(TamilMen)} a/l {Pick(TamilMen)}",
        < 93 => woman ? $"{Pick(TamilWomen)} d/o {Pick(TamilMen)}" : $"{Pick(TamilMen)} s/o {Pick(TamilMen)}",
        < 98 => Pick(Borneo),
        _ => Pick(Single),
    };
}

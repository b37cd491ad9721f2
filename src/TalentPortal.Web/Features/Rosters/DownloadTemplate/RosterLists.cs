using System.Collections.Frozen;
using TalentPortal.Domain.Reference;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Ui.Nouns;

namespace TalentPortal.Web.Features.Rosters.DownloadTemplate;

/// <summary>The values our files offer and print: one spelling each, which the roster reader understands whatever the language of the reader.</summary>
internal static class RosterLists
{
    private static readonly string[] Statuses = ["enrolled", "withdrawn", "completed", "failed"];

    // A name that another country answers to as well would not come back as the same one; the code does.
    private static readonly FrozenDictionary<string, string> CountryNames = Countries.Codes.ToFrozenDictionary(c => c, c => Countries.EnglishNameOf(c) is var name && Countries.Find(name) == c ? name : c);

    private static readonly FrozenDictionary<string, string> RegionNames = Regions.All.ToFrozenDictionary(r => r.Code, r => r.Name);

    /// <summary>A country by its English name.</summary>
    public static string Nationality(string code) => CountryNames.GetValueOrDefault(code, code);

    /// <summary>A state or region by its name.</summary>
    public static string Region(string code) => RegionNames.GetValueOrDefault(code, code);

    /// <summary>The values of a column with their meanings in the current culture; none where it is free.</summary>
    /// <param name="country">The cohort's: its own nationality stands first, and only its states are offered.</param>
    public static IReadOnlyList<(string Value, string Meaning)> Of(string column, string country) => column switch
    {
        RosterColumns.Status => Named("status", Statuses),
        RosterColumns.Gender => Named("gender", Groups.Genders),
        RosterColumns.Audience => Named("audience", Groups.Audiences),
        RosterColumns.Sector => Named("sector", Groups.Sectors),
        RosterColumns.State => [.. Regions.All.Where(r => r.Country == country).Select(r => (r.Name, ValueWords.Value(RosterColumns.State, r.Code)!))],
        RosterColumns.Nationality => [.. Countries.Codes.OrderByDescending(c => c == country).ThenBy(Nationality, StringComparer.InvariantCulture).Select(c => (Nationality(c), Countries.NameOf(c)))],
        _ => [],
    };

    private static IReadOnlyList<(string Value, string Meaning)> Named(string kind, IEnumerable<string> values) => [.. values.Select(v => (v, NounTexts.Of(kind, v)))];
}

using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Disclosure;
using TalentPortal.Domain.Reference;

namespace TalentPortal.Web.Features.Commitments.PublishFigure;

/// <summary>The tables that are public, always the same ones: every group that could be is a row, also where nobody is in it, for a nought tells something too.</summary>
internal static class FixedTables
{
    /// <summary>Their properties, in the order of the page.</summary>
    public static IReadOnlyList<string> Properties { get; } = ["audience", "region", "gender", "age-band", "sector", "partner", "evidence"];

    private const string NotStated = "";

    /// <summary>The tables of a number.</summary>
    /// <param name="counted">The counted by property and key; the empty key is those of whom it is not known.</param>
    /// <param name="rule">What it may say of groups that cannot be.</param>
    /// <param name="country">Of the commitment; null for the world.</param>
    /// <param name="agreed">The partners that agreed to be shown.</param>
    public static IReadOnlyList<FixedTable> Of(IReadOnlyDictionary<string, Dictionary<string, long>> counted, CountingRule rule, string? country, IReadOnlySet<string> agreed)
    {
        var grows = rule.Measure == Measure.DistinctEver;
        return [.. Properties.Where(counted.ContainsKey).Select(p => (p, counted[p])).Select(t => t.p switch
        {
            "audience" => FixedTable.List(t.p, Cells(t.Item2, Groups.Audiences, k => rule.Audiences.Count > 0 && !rule.Audiences.Contains(k)), grows),
            "gender" => FixedTable.List(t.p, Cells(t.Item2, Groups.Genders), grows),
            "age-band" => FixedTable.List(t.p, Cells(t.Item2, Groups.AgeBands), grows),
            "sector" => FixedTable.List(t.p, Cells(t.Item2, Groups.Sectors), grows),
            "region" => Places(t.Item2, country, grows),
            "partner" => FixedTable.List(t.p, [.. t.Item2.OrderByDescending(g => g.Value).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new TableCell(g.Key, g.Value) { NeedsAgreement = g.Key.Length > 0 && !agreed.Contains(g.Key) })], grows),

            // By what it is known: a nought tells of no person.
            _ => FixedTable.List(t.p, Cells(t.Item2, ["roster", "attestation"], _ => true), grows),
        })];
    }

    /// <summary>Every group there is, those that are in none of them last. That all is known of everybody tells of nobody, so it may be said.</summary>
    private static List<TableCell> Cells(Dictionary<string, long> counted, IEnumerable<string> keys, Func<string, bool>? impossible = null) =>
    [
        .. keys.Union(counted.Keys.Where(k => k.Length > 0), StringComparer.Ordinal).Select(k => new TableCell(k, counted.GetValueOrDefault(k)) { IsStructural = impossible?.Invoke(k) == true }),
        new(NotStated, counted.GetValueOrDefault(NotStated)) { IsStructural = true },
    ];

    /// <summary>States within their countries; where there is one country only, states alone.</summary>
    private static FixedTable Places(Dictionary<string, long> counted, string? country, bool grows)
    {
        var countries = counted.Keys.Where(k => k.Length > 0).Select(CountryOf).Append(country).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var states = countries.ToDictionary(c => c, c => Cells(counted.Where(g => g.Key.Length > 0 && CountryOf(g.Key) == c).ToDictionary(), Regions.All.Where(r => r.Country == c).Select(r => r.Code)).SkipLast(1).ToList(), StringComparer.Ordinal);
        var unknown = new TableCell(NotStated, counted.GetValueOrDefault(NotStated)) { IsStructural = true };
        if (countries.Count < 2)
        {
            return FixedTable.List("region", [.. states.Values.SelectMany(s => s), unknown], grows);
        }

        var cells = countries.SelectMany(c => states[c].Prepend(new(c, states[c].Sum(s => s.N)))).Append(unknown).ToList();
        var sums = states.Select(s => new TableSum(s.Key, [.. s.Value.Select(c => c.Key)])).Prepend(new(null, [.. countries, NotStated])).ToList();
        return new("region", counted.Values.Sum(), cells, sums) { Grows = grows };
    }

    /// <summary>The country of a state; a country stands for itself.</summary>
    internal static string CountryOf(string place) => place.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash ? place[..dash] : place;
}

using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>Which contributions of a target; what is null does not restrict.</summary>
/// <param name="State">How they stand.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="Partner">The code of the partner whose evidence carries them.</param>
/// <param name="Cohort">The code of the cohort.</param>
/// <param name="Country">Where it happened.</param>
/// <param name="Group">A dimension and a key of it, <c>audience:student</c>; without a key those of whom it is not known.</param>
/// <param name="Programme">The code of the programme.</param>
public sealed record ContributionFilter(
    ContributionState? State = null, string? Reason = null, string? Partner = null, string? Cohort = null, string? Country = null, string? Group = null, string? Programme = null)
{
    private const char Between = ':';

    /// <summary>The properties a group may be of.</summary>
    public static IReadOnlyList<string> Dimensions { get; } = ["audience", "gender", "age-band", "region", "sector", "evidence"];

    /// <summary>Whether more is asked for than a state and a reason, so that numbers are not those of the figures.</summary>
    public bool IsNarrow => Partner is not null || Cohort is not null || Country is not null || Group is not null || Programme is not null;

    /// <summary>By what it narrows; no values.</summary>
    public IEnumerable<string> Names =>
        new (string Name, bool Given)[] { ("state", State is not null), ("reason", Reason is not null), ("partner", Partner is not null), ("cohort", Cohort is not null), ("country", Country is not null), ("group", Group is not null), ("programme", Programme is not null) }
            .Where(n => n.Given).Select(n => n.Name);

    /// <summary>What names a group in an address.</summary>
    public static string GroupOf(string dimension, string key) => $"{dimension}{Between}{key}";

    /// <summary>Whether a text names a group.</summary>
    public static bool IsGroup(string? text) => text?.Split(Between, 2) is [var dimension, _] && Dimensions.Contains(dimension, StringComparer.Ordinal);

    /// <summary>Narrows contributions; a group that is none finds nobody.</summary>
    internal IQueryable<Contribution> In(PortalDbContext db, IQueryable<Contribution> all)
    {
        all = State is { } state ? all.Where(c => c.State == state) : all;
        all = Reason is { } reason ? all.Where(c => c.Reason == reason) : all;
        all = Partner is { } partner ? all.Where(c => db.Set<Partner>().Any(p => p.Id == c.PartnerId && p.Code == partner)) : all;
        all = Cohort is { } cohort ? all.Where(c => db.Set<Cohort>().Any(h => h.Id == c.CohortId && h.Code == cohort)) : all;
        all = Country is { } country ? all.Where(c => db.Set<Fact>().Any(f => f.Id == c.FactId && f.Country == country)) : all;
        all = Programme is { } programme ? all.Where(c => db.Set<Fact>().Any(f => f.Id == c.FactId && db.Set<Programme>().Any(g => g.Id == f.ProgrammeId && g.Code == programme))) : all;
        return Group is { } group ? InGroup(all, group) : all;
    }

    private static IQueryable<Contribution> InGroup(IQueryable<Contribution> all, string group)
    {
        var parts = group.Split(Between, 2);
        var key = parts.Length == 2 && parts[1].Length > 0 ? parts[1] : null;
        return parts[0] switch
        {
            "audience" => all.Where(c => c.Audience == key),
            "gender" => all.Where(c => c.Gender == key),
            "age-band" => all.Where(c => c.AgeBand == key),
            "region" => all.Where(c => c.Region == key),
            "sector" => all.Where(c => c.Sector == key),
            "evidence" => all.Where(c => c.Evidence == key),
            _ => all.Where(_ => false),
        };
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Data.Commitments;

/// <summary>A day on which a count moved.</summary>
/// <param name="Came">Became counted with an event on this day.</param>
/// <param name="Left">No longer in force from this day on.</param>
/// <param name="Cumulative">The number at the end of the day.</param>
public sealed record FigureDay(DateOnly Day, long Came, long Left, long Cumulative);

/// <summary>A group of a breakdown; the empty key is those of whom it is not known.</summary>
public sealed record FigureGroup(string Key, long N);

/// <summary>
/// The figures of one target under its effective rule: never a count over contributions, so whoever reads them pays the same
/// whatever the number of people.
/// </summary>
public sealed class TargetFigures
{
    private static readonly IReadOnlyDictionary<string, long> None = new Dictionary<string, long>(StringComparer.Ordinal);

    private readonly Dictionary<string, Dictionary<string, long>> _dims;

    internal TargetFigures(int? version, long changes, Dictionary<string, Dictionary<string, long>> dims)
    {
        (Version, Changes, _dims) = (version, changes, dims);
        Path = WalkPath();
    }

    /// <summary>A target without an effective rule.</summary>
    public static TargetFigures Empty { get; } = new(null, 0, []);

    /// <summary>The effective rule version; null where there is none.</summary>
    public int? Version { get; }

    /// <summary>The change number of the target over all its versions, read in the same statement: what an open page was made from.</summary>
    public long Changes { get; }

    /// <summary>The days on which the count moved, in order; days after today are planned ends.</summary>
    public IReadOnlyList<FigureDay> Path { get; }

    /// <summary>The same as changes of the number, as <see cref="Pace"/> reads them.</summary>
    public IReadOnlyList<DayCount> Days => [.. Path.Where(d => d.Came != d.Left).Select(d => new DayCount(d.Day, d.Came - d.Left))];

    /// <summary>Contributions in a state, whenever their event was.</summary>
    public long In(ContributionState state) => Of("state").GetValueOrDefault(Words.Of(state));

    /// <summary>Counted at the end of a day: who came until then, less who left.</summary>
    public long CountedBy(DateOnly day) => Path.LastOrDefault(d => d.Day <= day)?.Cumulative ?? 0;

    /// <summary>Numbers by key of one dimension that was asked for; the empty key means not stated. Zeros are left out.</summary>
    public IReadOnlyDictionary<string, long> Of(string dimension) => _dims.TryGetValue(dimension, out var keys) ? keys : None;

    /// <summary>The groups of a dimension, largest first.</summary>
    public IReadOnlyList<FigureGroup> Groups(string dimension) =>
        [.. Of(dimension).Select(f => new FigureGroup(f.Key, f.Value)).OrderByDescending(g => g.N).ThenBy(g => g.Key, StringComparer.Ordinal)];

    /// <summary>How many of the withdrawn had their event on each day; the dimension <c>withdrawn</c> must have been asked for.</summary>
    public IReadOnlyDictionary<DateOnly, long> WithdrawnByDay() => Of("withdrawn").ToDictionary(f => Day(f.Key), f => f.Value);

    private static DateOnly Day(string key) => DateOnly.ParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private List<FigureDay> WalkPath()
    {
        var came = Of("day").ToDictionary(f => Day(f.Key), f => f.Value);
        var left = Of("leaves").ToDictionary(f => Day(f.Key), f => f.Value);
        var path = new List<FigureDay>(came.Count + left.Count);
        long cumulative = 0;
        foreach (var day in came.Keys.Union(left.Keys).Order())
        {
            var (plus, minus) = (came.GetValueOrDefault(day), left.GetValueOrDefault(day));
            cumulative += plus - minus;
            path.Add(new(day, plus, minus, cumulative));
        }

        return path;
    }
}

/// <summary>Reads figures: one statement, however many targets. They hold no personal data, so any scope may.</summary>
public static class FigureReading
{
    private const string Change = "change";

    private static readonly string[] Always = ["state", "day", "leaves"];

    /// <summary>Dimensions whose groups can be read.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["audience", "gender", "age-band", "region", "sector", "partner", "cohort", "evidence"];

    /// <summary>States and days of the targets under their effective rules.</summary>
    /// <param name="db">Any unit of work.</param>
    /// <param name="targets">Which targets; one without an effective rule is absent from the answer.</param>
    /// <param name="dims">Further dimensions: of <see cref="Groups"/>, <c>reason</c>, <c>withdrawn</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyDictionary<Guid, TargetFigures>> FiguresAsync(
        this PortalDbContext db, IReadOnlyCollection<Guid> targets, IReadOnlyCollection<string> dims, CancellationToken cancellationToken)
    {
        string[] wanted = [.. Always, .. dims];
        var effective = await db.Set<RuleVersion>().Where(r => targets.Contains(r.TargetId) && r.Status == RuleStatus.Effective)
            .Select(r => new { r.TargetId, r.Version }).ToDictionaryAsync(r => r.TargetId, r => r.Version, cancellationToken);
        var rows = await db.Set<Figure>().Where(f => targets.Contains(f.TargetId) && f.N != 0 && (f.Dim == Change || wanted.Contains(f.Dim)))
            .Select(f => new { f.TargetId, f.Version, f.Dim, f.Key, f.N }).ToListAsync(cancellationToken);
        var byTarget = rows.ToLookup(r => r.TargetId);
        return effective.ToDictionary(e => e.Key, e => new TargetFigures(
            e.Value,
            byTarget[e.Key].Where(r => r.Dim == Change).Sum(r => r.N),
            byTarget[e.Key].Where(r => r.Dim != Change && r.Version == e.Value).GroupBy(r => r.Dim, StringComparer.Ordinal)
                .ToDictionary(d => d.Key, d => d.ToDictionary(r => r.Key, r => r.N, StringComparer.Ordinal), StringComparer.Ordinal)));
    }
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

/// <summary>
/// The figures of one target under its effective rule, as pages read them: never a count over contributions, so a page costs the same
/// whatever the number of people.
/// </summary>
public sealed class TargetFigures
{
    /// <summary>Contributions by state.</summary>
    public const string State = "state";

    /// <summary>Why subjects do not count.</summary>
    public const string Reason = "reason";

    private const string Day = "day";
    private const string Leaves = "leaves";
    private const string Change = "change";

    private static readonly IReadOnlyDictionary<string, long> None = new Dictionary<string, long>(StringComparer.Ordinal);

    private readonly Dictionary<string, Dictionary<string, long>> _dims;

    private TargetFigures(int? version, long changes, Dictionary<string, Dictionary<string, long>> dims) => (Version, Changes, _dims) = (version, changes, dims);

    /// <summary>A target nobody has counted for yet.</summary>
    public static TargetFigures Empty { get; } = new(null, 0, []);

    /// <summary>The effective rule version; null where there is none.</summary>
    public int? Version { get; }

    /// <summary>The change number of the target over all its versions, read in the same statement: what an open page was made from.</summary>
    public long Changes { get; }

    /// <summary>The days on which the count moved, each once, in order. Later days than today are planned events.</summary>
    public IReadOnlyList<DayCount> Days =>
    [
        .. Of(Day).Select(p => new DayCount(Parse(p.Key), p.Value)).Concat(Of(Leaves).Select(p => new DayCount(Parse(p.Key), -p.Value)))
            .GroupBy(d => d.On).Select(g => new DayCount(g.Key, g.Sum(d => d.Change))).Where(d => d.Change != 0).OrderBy(d => d.On),
    ];

    /// <summary>Numbers by key of one dimension; the empty key means not stated. Zeros are left out.</summary>
    public IReadOnlyDictionary<string, long> Of(string dimension) => _dims.TryGetValue(dimension, out var keys) ? keys : None;

    public long In(ContributionState state) => Of(State).GetValueOrDefault(Domain.Kernel.Words.Of(state));

    /// <summary>Reads the figures of these targets in one statement.</summary>
    /// <param name="db">Any scope: figures hold no personal data.</param>
    /// <param name="targets">Targets without figures are absent from the result.</param>
    /// <param name="dimensions">What to read besides the path and the states; none means those alone.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyDictionary<Guid, TargetFigures>> ReadAsync(
        PortalDbContext db, IReadOnlyCollection<Guid> targets, IReadOnlyCollection<string> dimensions, CancellationToken cancellationToken)
    {
        string[] wanted = [Day, Leaves, State, .. dimensions];
        var rows = await (
            from f in db.Set<Figure>()
            join r in db.Set<RuleVersion>() on new { f.TargetId, f.Version } equals new { r.TargetId, r.Version }
            where targets.Contains(f.TargetId) && f.N != 0 && (f.Dim == Change || (r.Status == RuleStatus.Effective && wanted.Contains(f.Dim)))
            select new { f.TargetId, f.Version, f.Dim, f.Key, f.N }).ToListAsync(cancellationToken);
        return rows.GroupBy(r => r.TargetId).ToDictionary(g => g.Key, g => new TargetFigures(
            g.Where(r => r.Dim != Change).Select(r => (int?)r.Version).FirstOrDefault(),
            g.Where(r => r.Dim == Change).Sum(r => r.N),
            g.Where(r => r.Dim != Change).GroupBy(r => r.Dim, StringComparer.Ordinal)
                .ToDictionary(d => d.Key, d => d.ToDictionary(r => r.Key, r => r.N, StringComparer.Ordinal), StringComparer.Ordinal)));
    }

    private static DateOnly Parse(string key) => DateOnly.ParseExact(key, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

/// <summary>What the ledger of one target adds up to under its effective rule. Read from figures, whatever the number of people.</summary>
public sealed class TargetFigure
{
    private readonly Dictionary<(string Dim, string Key), long> _figures;
    private readonly SortedDictionary<DateOnly, long> _came;
    private readonly SortedDictionary<DateOnly, long> _left;

    internal TargetFigure(Guid targetId, int version, IEnumerable<(string Dim, string Key, long N)> figures)
    {
        (TargetId, Version) = (targetId, version);
        _figures = figures.ToDictionary(f => (f.Dim, f.Key), f => f.N);
        _came = Days("day");
        _left = Days("leaves");
    }

    /// <summary>Nought, for a target without a rule in force.</summary>
    public static TargetFigure None(Guid targetId) => new(targetId, 0, []);

    public Guid TargetId { get; }

    /// <summary>The rule version that is effective.</summary>
    public int Version { get; }

    /// <summary>Grows with every change of the ledger and with every new effective version: what an open page was made from.</summary>
    public long Changes => (Version * TargetFigures.ChangesOfVersion) + _figures.GetValueOrDefault(("change", ""));

    public long Counted => State(ContributionState.Counted);

    public long Provisional => State(ContributionState.Provisional);

    public long Withdrawn => State(ContributionState.Withdrawn);

    public long Excluded => State(ContributionState.Excluded);

    /// <summary>Counted at the end of a day: who came until then, less who left.</summary>
    public long CountedBy(DateOnly day) => _came.TakeWhile(d => d.Key <= day).Sum(d => d.Value) - _left.TakeWhile(d => d.Key <= day).Sum(d => d.Value);

    /// <summary>Per day on which anything happened: how many became counted, how many left, and the number then. In order of days.</summary>
    public IReadOnlyList<FigureDay> Path()
    {
        var path = new List<FigureDay>();
        long cumulative = 0;
        foreach (var day in _came.Keys.Union(_left.Keys).Order())
        {
            var (came, left) = (_came.GetValueOrDefault(day), _left.GetValueOrDefault(day));
            cumulative += came - left;
            path.Add(new(day, came, left, cumulative));
        }

        return path;
    }

    /// <summary>How many of the withdrawn had their event on each day.</summary>
    public IReadOnlyDictionary<DateOnly, long> WithdrawnByDay() => Days("withdrawn");

    /// <summary>The groups of a dimension (<see cref="TargetFigures.Groups"/>), largest first; the empty key is those of whom it is not known.</summary>
    public IReadOnlyList<FigureGroup> Groups(string dim) =>
        [.. _figures.Where(f => f.Key.Dim == dim && f.Value != 0).Select(f => new FigureGroup(f.Key.Key, f.Value)).OrderByDescending(g => g.N).ThenBy(g => g.Key, StringComparer.Ordinal)];

    private long State(ContributionState state) => _figures.GetValueOrDefault(("state", Domain.Kernel.Words.Of(state)));

    private SortedDictionary<DateOnly, long> Days(string dim) =>
        new(_figures.Where(f => f.Key.Dim == dim && f.Value != 0).ToDictionary(f => DateOnly.ParseExact(f.Key.Key, "yyyy-MM-dd", CultureInfo.InvariantCulture), f => f.Value));
}

/// <summary>A day of a path.</summary>
/// <param name="Cumulative">The number at the end of the day.</param>
public sealed record FigureDay(DateOnly Day, long Came, long Left, long Cumulative);

public sealed record FigureGroup(string Key, long N);

/// <summary>Reads figures: one query, however many targets. They hold no personal data, so any scope may.</summary>
public static class TargetFigures
{
    /// <summary>More changes than one version will ever see, so that a later version's number is always higher.</summary>
    internal const long ChangesOfVersion = 1_000_000_000_000;

    private static readonly string[] Always = ["state", "day", "leaves", "change"];

    /// <summary>Dimensions whose groups can be read.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["audience", "gender", "age-band", "region", "sector", "partner", "cohort", "evidence"];

    /// <summary>States and days of the targets under their effective rules.</summary>
    /// <param name="db">Any unit of work.</param>
    /// <param name="targets">Which targets; one without an effective rule is absent from the answer.</param>
    /// <param name="dims">Further dimensions: of <see cref="Groups"/>, <c>reason</c>, <c>withdrawn</c>.</param>
    public static async Task<IReadOnlyDictionary<Guid, TargetFigure>> FiguresAsync(
        this PortalDbContext db, IReadOnlyCollection<Guid> targets, IReadOnlyCollection<string> dims, CancellationToken cancellationToken)
    {
        var wanted = Always.Concat(dims).ToList();
        var rows = await (
            from r in db.Set<RuleVersion>()
            join f in db.Set<Figure>().Where(f => wanted.Contains(f.Dim)) on new { r.TargetId, r.Version } equals new { f.TargetId, f.Version } into figures
            from f in figures.DefaultIfEmpty()
            where targets.Contains(r.TargetId) && r.Status == RuleStatus.Effective
            select new { r.TargetId, r.Version, Dim = (string?)f.Dim, Key = (string?)f.Key, N = (long?)f.N }).ToListAsync(cancellationToken);
        return rows.GroupBy(r => (r.TargetId, r.Version)).ToDictionary(
            g => g.Key.TargetId,
            g => new TargetFigure(g.Key.TargetId, g.Key.Version, g.Where(r => r.Dim is not null).Select(r => (r.Dim!, r.Key!, r.N!.Value))));
    }
}

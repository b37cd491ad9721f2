using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>The parts of a target beside what is counted for each. Parts and everybody elsewhere add up to the whole.</summary>
/// <param name="By"><c>country</c>, <c>audience</c>, <c>partner</c> or <c>level</c>.</param>
/// <param name="Parts">In the order in which they were written.</param>
/// <param name="Elsewhere">Counted, but for no part or not stated for which.</param>
/// <param name="Unallocated">Of the target's amount, what no part is to bring.</param>
/// <param name="OverAllocated">By how much the parts are to bring more than the target.</param>
/// <param name="Counted">Everybody counted under the rule in force.</param>
public sealed record SplitView(string By, IReadOnlyList<PartView> Parts, long Elsewhere, decimal Unallocated, decimal OverAllocated, long Counted);

/// <summary>One part.</summary>
/// <param name="Key">A country, an audience, a partner's code or a level.</param>
/// <param name="Name">Of a partner; absent where the key says it.</param>
public sealed record PartView(string Key, string? Name, decimal Amount, long Counted);

/// <summary>Reads the parts of targets from figures: some small rows, whatever the number of people.</summary>
internal static class SplitReading
{
    private static readonly string[] Dims = ["audience", "partner", "cohort"];

    /// <summary>The parts of those targets that have any.</summary>
    public static async Task<IReadOnlyDictionary<Guid, SplitView>> SplitsAsync(this PortalDbContext db, IEnumerable<Target> targets, CancellationToken cancellationToken)
    {
        var split = targets.Where(t => t is { Split: not null, Amount: not null }).ToList();
        if (split.Count == 0)
        {
            return new Dictionary<Guid, SplitView>();
        }

        var figures = await db.FiguresAsync(split.ConvertAll(t => t.Id), Dims, cancellationToken);
        var read = new Dictionary<Guid, SplitView>();
        foreach (var target in split)
        {
            var figure = figures.GetValueOrDefault(target.Id) ?? TargetFigure.None(target.Id);
            var (counted, names) = await CountedAsync(db, target, figure, cancellationToken);
            var parts = target.Split!;
            var reckoned = parts.Reckon(target.Amount!.Value, counted);
            read.Add(target.Id, new(
                Words.Of(parts.By), [.. reckoned.Parts.Select(p => new PartView(p.Key, names.GetValueOrDefault(p.Key), Plain(p.Amount), p.Counted))],
                reckoned.Elsewhere, Plain(reckoned.Unallocated), Plain(reckoned.OverAllocated), reckoned.Counted));
        }

        return read;
    }

    // Where people were taught, and at which level, is their cohort's, as each of their facts says too; a partner is at home in one country.
    private static async Task<(Dictionary<string, long> Counted, Dictionary<string, string> Names)> CountedAsync(PortalDbContext db, Target target, TargetFigure figure, CancellationToken cancellationToken) =>
        (target.Split!.By, target.Unit) switch
        {
            (SplitBy.Audience, _) => (Sum(figure.Groups("audience"), g => g), []),
            (SplitBy.Partner, _) => await OfPartnersAsync(db, figure, cancellationToken),
            (SplitBy.Country, Unit.Partners) => (await ByAsync(figure.Groups("partner"), ids => db.Set<Partner>().Where(p => ids.Contains(p.Id)).Select(p => new Keyed(p.Id, p.Country)), cancellationToken), []),
            (SplitBy.Country, _) => (await ByAsync(figure.Groups("cohort"), ids => db.Set<Cohort>().Where(c => ids.Contains(c.Id)).Select(c => new Keyed(c.Id, c.Country)), cancellationToken), []),
            _ => (await OfLevelsAsync(db, figure.Groups("cohort"), cancellationToken), []),
        };

    private static async Task<Dictionary<string, long>> OfLevelsAsync(PortalDbContext db, IReadOnlyList<FigureGroup> cohorts, CancellationToken cancellationToken)
    {
        var ids = Ids(cohorts);
        var levels = await (from c in db.Set<Cohort>() join p in db.Set<Programme>() on c.ProgrammeId equals p.Id where ids.Contains(c.Id) select new { c.Id, p.Level }).ToListAsync(cancellationToken);
        var known = levels.Where(l => l.Level is not null).ToDictionary(l => l.Id.ToString(), l => Words.Of(l.Level!.Value), StringComparer.Ordinal);
        return Sum(cohorts, g => known.GetValueOrDefault(g, ""));
    }

    private static async Task<(Dictionary<string, long> Counted, Dictionary<string, string> Names)> OfPartnersAsync(PortalDbContext db, TargetFigure figure, CancellationToken cancellationToken)
    {
        var wanted = Ids(figure.Groups("partner"));
        var named = await db.Set<Partner>().Where(p => wanted.Contains(p.Id)).Select(p => new { p.Id, p.Code, p.Name }).ToListAsync(cancellationToken);
        var codes = named.ToDictionary(p => p.Id.ToString(), p => p.Code, StringComparer.Ordinal);
        return (Sum(figure.Groups("partner"), g => codes.GetValueOrDefault(g, "")), named.ToDictionary(p => p.Code, p => p.Name, StringComparer.Ordinal));
    }

    private static async Task<Dictionary<string, long>> ByAsync(IReadOnlyList<FigureGroup> groups, Func<List<Guid>, IQueryable<Keyed>> keys, CancellationToken cancellationToken)
    {
        var known = await keys(Ids(groups)).ToDictionaryAsync(k => k.Id.ToString(), k => k.Key, StringComparer.Ordinal, cancellationToken);
        return Sum(groups, g => known.GetValueOrDefault(g, ""));
    }

    private static List<Guid> Ids(IReadOnlyList<FigureGroup> groups) => [.. groups.Where(g => g.Key.Length > 0).Select(g => Guid.Parse(g.Key))];

    private static Dictionary<string, long> Sum(IReadOnlyList<FigureGroup> groups, Func<string, string> key) =>
        groups.GroupBy(g => key(g.Key), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(x => x.N), StringComparer.Ordinal);

    // 100, not 100.0000 as the column keeps it: dividing by one takes trailing zeros off.
    private static decimal Plain(decimal amount) => amount / 1.000000000000000000000000000000000m;

    private sealed record Keyed(Guid Id, string Key);
}

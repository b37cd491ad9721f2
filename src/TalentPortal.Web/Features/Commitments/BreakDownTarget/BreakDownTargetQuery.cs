using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.BreakDownTarget;

/// <summary>One group of those counted.</summary>
/// <param name="Key">A word or code; <c>not-stated</c> for those of whom it is not known.</param>
/// <param name="Name">The name of a partner or cohort; null for words.</param>
public sealed record BreakdownGroup(string Key, string? Name, long Counted);

/// <summary>The groups of those counted, largest first.</summary>
/// <param name="Total">What the groups add up to.</param>
/// <param name="Counted">The target's number at the end of <paramref name="AsOf"/>.</param>
/// <param name="AddsUp">Whether the two are the same; they are not while some count only from a later day or have left.</param>
public sealed record BreakdownView(string Target, string By, DateOnly AsOf, IReadOnlyList<BreakdownGroup> Groups, long Total, long Counted, bool AddsUp);

/// <summary>Reads the groups of a target from its figures.</summary>
public sealed class BreakDownTargetQuery(PortalDatabase portal, TimeProvider clock)
{
    public const string NotStated = "not-stated";

    private static readonly FrozenDictionary<string, string> Dims = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["audience"] = "audience",
        ["gender"] = "gender",
        ["ageBand"] = "age-band",
        ["state"] = "region",
        ["sector"] = "sector",
        ["partner"] = "partner",
        ["cohort"] = "cohort",
        ["evidence"] = "evidence",
    }.ToFrozenDictionary();

    /// <returns>Refused as not found for a target that does not exist, and for a dimension that is none.</returns>
    public async Task<Result<BreakdownView>> ReadAsync(Actor actor, string code, string by, CancellationToken cancellationToken)
    {
        if (!Dims.TryGetValue(by, out var dim))
        {
            return ApiProblems.UnknownWord("by", by, Dims.Keys.Order(StringComparer.Ordinal));
        }

        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        if (await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var figure = await db.FigureAsync(target.Id, dim, cancellationToken);
        var today = clock.GetUtcNow().DayIn(target.Zone);
        var names = await NamesAsync(db, dim, figure.Groups(dim), cancellationToken);
        var groups = figure.Groups(dim).Select(g => names.TryGetValue(g.Key, out var named) ? new BreakdownGroup(named.Code, named.Name, g.N) : new(g.Key.Length == 0 ? NotStated : g.Key, null, g.N)).ToList();
        var total = groups.Sum(g => g.Counted);
        return new BreakdownView(code, by, today, groups, total, figure.CountedBy(today), total == figure.CountedBy(today));
    }

    private static async Task<Dictionary<string, (string Code, string Name)>> NamesAsync(PortalDbContext db, string dim, IReadOnlyList<FigureGroup> groups, CancellationToken cancellationToken)
    {
        if (dim is not ("partner" or "cohort"))
        {
            return [];
        }

        var ids = groups.Where(g => g.Key.Length > 0).Select(g => Guid.Parse(g.Key)).ToList();
        var named = dim == "partner"
            ? await db.Set<Partner>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Code, p.Name }).ToListAsync(cancellationToken)
            : await db.Set<Cohort>().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Code, c.Name }).ToListAsync(cancellationToken);
        return named.ToDictionary(n => n.Id.ToString(), n => (n.Code, n.Name), StringComparer.Ordinal);
    }
}

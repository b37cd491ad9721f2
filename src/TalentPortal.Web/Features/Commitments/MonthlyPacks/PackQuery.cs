using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Features.Commitments.ExplainChange;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments.MonthlyPacks;

/// <summary>Gathers what a month's pack tells. Sums alone: no person's row is read, and small groups stand together.</summary>
public sealed class PackQuery(PortalDatabase portal, ChangesQuery changes)
{
    private static readonly string[] Dimensions = ["audience", "region", "gender", "age-band"];

    // Causes as an executive reads them: of one kind together, no file by name.
    private static readonly Actor Reader = new(null, "pack", false, [new(Role.Executive)]);

    /// <param name="month">Its first day.</param>
    /// <param name="asOf">The day at whose end is counted.</param>
    /// <param name="now">What the clock says.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PackContent> ReadAsync(DateOnly month, DateOnly asOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Numbers, groups and hashes are aggregates over all partners; no member leaves.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var known = (await db.FindMomentAsync(null, now, cancellationToken)).Value;
        var commitments = await db.Set<Commitment>().AsNoTracking().Where(c => c.State != CommitmentState.Draft && c.AnnouncedOn <= asOf).OrderByDescending(c => c.AnnouncedOn).ThenBy(c => c.Code).ToListAsync(cancellationToken);
        var ids = commitments.ConvertAll(c => c.Id);
        var targets = await db.Set<Target>().AsNoTracking().Where(t => ids.Contains(t.CommitmentId) && t.DroppedAt == null).OrderBy(t => t.Ordinal).ThenBy(t => t.Code).ToListAsync(cancellationToken);
        var keys = targets.ConvertAll(t => t.Id);
        var rules = await db.Set<RuleVersion>().AsNoTracking().Where(r => keys.Contains(r.TargetId) && r.KnownFrom <= known && known < r.KnownTo).ToDictionaryAsync(r => r.TargetId, cancellationToken);
        var names = await db.Set<Programme>().ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        var figures = await db.FiguresAsync(keys, [], cancellationToken);
        var lines = new List<PackLine>();
        foreach (var (commitment, target) in commitments.SelectMany(c => targets.Where(t => t.CommitmentId == c.Id).Select(t => (c, t))))
        {
            var rule = rules.GetValueOrDefault(target.Id);
            var figure = rule is null ? null : (await db.FreezeAsync(target.Id, asOf, now, cancellationToken)).Value;
            var days = figures.GetValueOrDefault(target.Id).Days();
            var groups = Groups(figure);
            lines.Add(new(
                commitment.Code, target.Code, commitment.Name, commitment.Country, commitment.Quote, commitment.SaidBy, commitment.AnnouncedOn, target.Unit, (target.StartsOn, target.EndsOn), TimeZoneInfo.FindSystemTimeZoneById(target.Zone), figure,
                Pace.Of(target.Amount, target.StartsOn, target.EndsOn, asOf, days), TargetViews.Path(target.Amount, (target.StartsOn, target.EndsOn), target.PlannedBy, target.Milestones, days, asOf), rule,
                [.. (rule?.Programmes ?? []).Select(p => names.GetValueOrDefault(p, "")).Order(StringComparer.Ordinal)],
                Dimensions.Where(groups.ContainsKey).ToDictionary(d => d, d => SmallGroups.Protect(groups[d]), StringComparer.Ordinal), [.. groups.GetValueOrDefault("evidence", [])],
                figure is null ? null : await ChangesAsync(target, month, asOf, known, cancellationToken)));
        }

        return new(month, asOf, known, [.. lines.OrderBy(l => l.Pace.IsClosed)]);
    }

    // From the number as it was known at the end of the month before.
    private async Task<ChangesView?> ChangesAsync(Target target, DateOnly month, DateOnly asOf, DateTimeOffset known, CancellationToken cancellationToken)
    {
        var before = month.AddDays(-1);
        var told = await changes.ReadAsync(Reader, target.Code, new(before, asOf, before.EndIn(target.Zone), known), cancellationToken);
        return told.Problem is null ? told.Value : null;
    }

    private static Dictionary<string, List<(string Key, long N)>> Groups(FrozenFigure? figure) => figure is null
        ? []
        : JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, long>>>(figure.Groups)!.ToDictionary(d => d.Key, d => d.Value.OrderByDescending(g => g.Value).Select(g => (g.Key, g.Value)).ToList(), StringComparer.Ordinal);
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Data.Visits;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Components;
using TalentPortal.Web.Ui.Needs;

namespace TalentPortal.Web.Features.Portfolio;

/// <summary>Every promise with its number, its path and how it stands.</summary>
public sealed class PortfolioQuery(PortalDatabase database, IEnumerable<INeeds> waiting, TimeProvider time)
{
    /// <summary>How many applied rosters the page tells of.</summary>
    public const int NewsShown = 5;

    private readonly INeeds[] _waiting = [.. waiting.OrderBy(w => w.Order)];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads one line per target, and one for each commitment without any; running ones first.</summary>
    /// <param name="actor">Sees aggregates; the rosters behind them only as far as their scope goes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<PortfolioView> RunAsync(Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var since = await SinceAsync(actor, now, cancellationToken);
        await using var db = await database.BeginAsync(actor.Scope, cancellationToken);
        var commitments = await db.Set<Commitment>().AsNoTracking().Where(c => c.State != CommitmentState.Draft)
            .OrderByDescending(c => c.AnnouncedOn).ThenBy(c => c.CreatedAt).ThenBy(c => c.Code).ToListAsync(cancellationToken);
        var ids = commitments.ConvertAll(c => c.Id);
        var targets = await db.Set<Target>().AsNoTracking().Where(t => ids.Contains(t.CommitmentId)).OrderBy(t => t.Ordinal).ThenBy(t => t.Code).ToListAsync(cancellationToken);
        var rules = await RulesAsync(db, targets.ConvertAll(t => t.Id), cancellationToken);
        var figures = await db.FiguresAsync(targets.ConvertAll(t => t.Id), [], cancellationToken);
        var forecasts = await db.NewestForecastsAsync(targets.ConvertAll(t => t.Id), cancellationToken);
        var byCommitment = targets.ToLookup(t => t.CommitmentId);
        var lines = commitments.SelectMany(c => byCommitment[c.Id].Any()
            ? byCommitment[c.Id].Select(t => LineOf(c, t, byCommitment[c.Id].Count() > 1, rules.GetValueOrDefault(t.Id), figures.GetValueOrDefault(t.Id), forecasts.GetValueOrDefault(t.Id), now))
            : [new PromiseLine(c.Code, c.Name, c.Country, c.State == CommitmentState.Closed, null)]);
        return new(
            now,
            TimeZoneInfo.FindSystemTimeZoneById(Commitment.DefaultZone),
            figures.Values.Sum(f => f.Changes),
            [.. lines.OrderBy(l => l.IsClosed).ThenBy(l => l.Target is null)],
            await NewsAsync(db, commitments, targets, since, cancellationToken))
        {
            Since = since,
            Needs = await NeedsAsync(actor, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<Need>> NeedsAsync(Actor actor, CancellationToken cancellationToken)
    {
        var needs = new List<Need>();
        foreach (var feature in _waiting)
        {
            needs.AddRange(await feature.FindAsync(actor, cancellationToken));
        }

        return needs;
    }

    /// <summary>Notes that somebody is there, in a unit of work of its own: a page is shown whether or not that can be kept.</summary>
    private async Task<DateTimeOffset?> SinceAsync(Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (actor.IsKey || actor.Id is not { } account)
        {
            return null;
        }

        await using var db = await database.BeginAsync(Scope.Nothing, cancellationToken);
        var since = await db.ComeAsync(account, now, cancellationToken);
        await db.CommitAsync(cancellationToken);
        return since;
    }

    private static async Task<Dictionary<Guid, RuleInBrief>> RulesAsync(PortalDbContext db, List<Guid> targets, CancellationToken cancellationToken) =>
        await db.Set<RuleVersion>().Where(r => targets.Contains(r.TargetId) && r.Status == RuleStatus.Effective)
            .Select(r => new { r.TargetId, Rule = new RuleInBrief(r.Event, r.Measure, r.Levels) })
            .ToDictionaryAsync(r => r.TargetId, r => r.Rule, cancellationToken);

    private static PromiseLine LineOf(Commitment commitment, Target target, bool oneOfSeveral, RuleInBrief? rule, TargetFigure? figures, Forecast? forecast, DateTimeOffset now)
    {
        var today = now.DayIn(target.Zone);
        var days = figures.Days();
        var pace = Pace.Of(target.Amount, target.StartsOn, target.EndsOn, today, days);
        var likely = commitment.State != CommitmentState.Closed && !pace.IsClosed && forecast.SpeaksOf(target.Amount, target.EndsOn) ? forecast : null;
        var path = TargetViews.Path(target.Amount, (target.StartsOn, target.EndsOn), target.PlannedBy, target.Milestones, days, today) with { Fan = ForecastViews.Fan(likely) };
        return new(commitment.Code, commitment.Name, commitment.Country, pace.IsClosed || commitment.State == CommitmentState.Closed, new(
            target.Code, oneOfSeveral, target.Unit, target.StartsOn, target.EndsOn, path, pace, rule, likely));
    }

    /// <summary>What the last applied rosters did to the targets; the rows the scope hides stay hidden.</summary>
    private static async Task<IReadOnlyList<News>> NewsAsync(PortalDbContext db, List<Commitment> commitments, List<Target> targets, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var rosters = await (
            from r in db.Set<Roster>()
            where r.State == RosterState.Applied && r.AppliedAt != null && (since == null || r.AppliedAt > since) && r.Effects != "[]"
            join p in db.Set<Partner>() on r.PartnerId equals p.Id
            orderby r.AppliedAt descending, r.Id descending
            select new { r.Id, Partner = p.Name, r.Effects, At = r.AppliedAt!.Value }).Take(NewsShown * 4).ToListAsync(cancellationToken);
        var names = targets.Join(commitments, t => t.CommitmentId, c => c.Id, (t, c) => (t.Code, c.Name)).ToDictionary(p => p.Code, p => p.Name, StringComparer.Ordinal);
        return
        [
            .. rosters.SelectMany(r => JsonSerializer.Deserialize<Effect[]>(r.Effects, Json)!
                .Where(e => e.Counted != 0 && names.ContainsKey(e.Target))
                .Select(e => new News(r.Id, r.Partner, names[e.Target], e.Counted, r.At))).Take(NewsShown),
        ];
    }

    private sealed record Effect(string Target, long Counted);
}

/// <summary>The portfolio at one moment.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Zone">In which that moment is printed.</param>
/// <param name="Changes">The change number it was made from.</param>
/// <param name="Lines">Running ones first, then those that are over; among them the latest promise first.</param>
/// <param name="News">What changed since <see cref="Since"/>, the latest first.</param>
public sealed record PortfolioView(DateTimeOffset At, TimeZoneInfo Zone, long Changes, IReadOnlyList<PromiseLine> Lines, IReadOnlyList<News> News)
{
    /// <summary>The end of the reader's visit before this one; null on their first.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What waits for the reader.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];
}

/// <summary>One promise.</summary>
/// <param name="Code">Of its commitment.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Country">Null for the world.</param>
/// <param name="IsClosed">Its window is over.</param>
/// <param name="Target">Null for a promise without anything to count.</param>
public sealed record PromiseLine(string Code, string Name, string? Country, bool IsClosed, TargetLine? Target)
{
    /// <summary>Behind the pace that is needed.</summary>
    public bool NeedsAttention => !IsClosed && Target?.Pace.Status is PaceStatus.AtRisk or PaceStatus.OffTrack;

    /// <summary>Runs and keeps up, or is reached already.</summary>
    public bool KeepsUp => !IsClosed && Target?.Pace.Status is PaceStatus.OnTrack or PaceStatus.Met;
}

/// <summary>The number inside a promise.</summary>
/// <param name="Likely">The newest forecast; null where none speaks of the promise as it stands.</param>
public sealed record TargetLine(
    string Code, bool OneOfSeveral, Unit Unit, DateOnly StartsOn, DateOnly EndsOn, PathModel Path, Pace Pace, RuleInBrief? Rule, Forecast? Likely);

/// <summary>What the line below a promise says of its rule.</summary>
public sealed record RuleInBrief(FactKind Event, Measure Measure, string[] Levels);

/// <summary>One roster's effect on one promise.</summary>
public sealed record News(Guid Roster, string Partner, string Promise, long Counted, DateTimeOffset At);

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Components;

namespace TalentPortal.Web.Features.Commitments.ViewCommitment;

/// <summary>One commitment as a proof: promise, rule, number, path, groups.</summary>
public sealed class CommitmentQuery(PortalDatabase database, TimeProvider time)
{
    /// <summary>The properties by which the counted are shown, in the order of the page.</summary>
    public static readonly IReadOnlyList<string> Dimensions = ["audience", "region", "gender", "age-band", "sector", "partner"];

    private const decimal DaysInYear = 365.25m;

    /// <summary>Reads a commitment and one of its targets.</summary>
    /// <param name="actor">Sees aggregates, whoever they are: no person's row is read here.</param>
    /// <param name="code">Of the commitment.</param>
    /// <param name="targetCode">Which target; the first where this names none of the commitment's.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where there is no such commitment, or only a draft that is not the actor's to see.</returns>
    public async Task<CommitmentView?> RunAsync(Actor actor, string code, string? targetCode, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await database.BeginAsync(Scope.Nothing, cancellationToken);
        var commitment = await db.Set<Commitment>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        if (commitment is null)
        {
            return null;
        }

        var targets = await db.Set<Target>().AsNoTracking().Where(t => t.CommitmentId == commitment.Id).OrderBy(t => t.Ordinal).ThenBy(t => t.Code).ToListAsync(cancellationToken);
        var ids = targets.ConvertAll(t => t.Id);
        var rules = await db.Set<RuleVersion>().AsNoTracking().Where(r => ids.Contains(r.TargetId) && r.Status == RuleStatus.Effective).ToDictionaryAsync(r => r.TargetId, cancellationToken);
        var open = await db.Set<Approval>().AsNoTracking().Where(a => a.CommitmentId == commitment.Id && a.State == ApprovalState.Waiting).Select(a => (ApprovalKind?)a.Kind).SingleOrDefaultAsync(cancellationToken);
        var wordings = await db.Set<Wording>().CountAsync(w => w.CommitmentId == commitment.Id, cancellationToken);
        var target = targets.Find(t => t.Code == targetCode) ?? targets.FirstOrDefault();
        return new(
            commitment.Id, commitment.Code, commitment.Name, commitment.Quote, commitment.SaidBy, commitment.AnnouncedOn, commitment.Source, commitment.Interpretation, commitment.Country, now,
            [.. targets.Select(t => new TargetChoice(t.Code, t.Amount is { } amount ? TargetViews.Whole(amount) : null, rules.GetValueOrDefault(t.Id)?.Levels ?? []))],
            target is null ? null : await ReadAsync(db, target, rules.GetValueOrDefault(target.Id), now, cancellationToken))
        {
            Standing = new(commitment.State, commitment.ClosedAs, commitment.ClosedOn, commitment.ClosedReason, commitment.ShortBy, wordings, open, actor.ManagesCountry(commitment.Country) && actor.Allows(Permissions.ManageObjects)),
            Statements = commitment.Statements,
            SourceCopy = commitment.SourceCopyId is { } copy ? await db.Set<SourceCopy>().AsNoTracking().SingleAsync(s => s.Id == copy, cancellationToken) : null,
        };
    }

    private async Task<TargetView> ReadAsync(PortalDbContext db, Target target, RuleVersion? rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = now.DayIn(target.Zone);
        var figures = (await db.FiguresAsync([target.Id], Dimensions, cancellationToken)).GetValueOrDefault(target.Id);
        var days = figures.Days();
        var groups = Dimensions.ToDictionary(d => d, d => figures?.Groups(d) ?? [], StringComparer.Ordinal);
        var partners = groups["partner"].Where(g => g.Key.Length > 0).Select(g => Guid.Parse(g.Key)).ToList();
        var partnerNames = await db.Set<Partner>().Where(p => partners.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id.ToString(), p => p.Name, StringComparer.Ordinal, cancellationToken);
        var forecast = (await db.NewestForecastsAsync([target.Id], cancellationToken)).GetValueOrDefault(target.Id);
        var pace = Pace.Of(target.Amount, target.StartsOn, target.EndsOn, today, days);
        var fan = pace.IsClosed || !forecast.SpeaksOf(target.Amount, target.EndsOn) ? [] : ForecastViews.Fan(forecast);
        var programmes = rule?.Programmes ?? [];
        var programmeNames = await db.Set<Programme>().Where(p => programmes.Contains(p.Id)).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(cancellationToken);
        return new(
            target.Id,
            target.Code,
            target.Unit,
            target.StartsOn,
            target.EndsOn,
            TimeZoneInfo.FindSystemTimeZoneById(target.Zone),
            pace,
            TargetViews.Path(target.Amount, (target.StartsOn, target.EndsOn), target.PlannedBy, target.Milestones, days, today) with { FormerPlan = await FormerPlanAsync(db, target, cancellationToken), Fan = fan },
            YearlyPlan(target),
            rule,
            programmeNames,
            new(figures?.Counted ?? 0, figures?.Provisional ?? 0, figures?.Withdrawn ?? 0, figures?.Excluded ?? 0),
            groups,
            partnerNames,
            figures?.Changes ?? 0)
        {
            Forecast = forecast,
            Split = (await db.SplitsAsync([target], cancellationToken)).GetValueOrDefault(target.Id),
            History = [.. (await database.HistoryAsync([target.Id], cancellationToken))[target.Id]],
            ClosedAt = target.ClosedCount,
            CountingPercent = await db.CountedSoFarAsync(target, cancellationToken),
            Audited = await AuditedAsync(db, target.Id, cancellationToken),
        };
    }

    /// <summary>What the latest signed audit says.</summary>
    private static Task<AuditedLine?> AuditedAsync(PortalDbContext db, Guid target, CancellationToken cancellationToken) => db.Set<AuditSample>()
        .Where(s => s.TargetId == target && s.SignedAt != null).OrderByDescending(s => s.SignedAt)
        .Select(s => new AuditedLine(s.Id, s.SignedAt!.Value, s.AsOf, s.Population, s.AtMost, s.Confidence)).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The line of the plan before it moved last.</summary>
    private static async Task<IReadOnlyList<PlanPoint>> FormerPlanAsync(PortalDbContext db, Target target, CancellationToken cancellationToken)
    {
        var plans = await db.Set<KeptPlan>().AsNoTracking().Where(p => p.TargetId == target.Id).OrderByDescending(p => p.N).ToListAsync(cancellationToken);
        return TargetViews.FormerPlan(plans.Find(p => p.LineDiffers(target)), target.StartsOn, target.EndsOn);
    }

    private static long? YearlyPlan(Target target)
    {
        var years = (target.EndsOn.DayNumber - target.StartsOn.DayNumber + 1) / DaysInYear;
        if (target.Amount is not { } amount || target.Milestones.Length > 0 || years < 366 / DaysInYear || amount <= target.Baseline)
        {
            return null;
        }

        var aYear = (amount - target.Baseline) / years;
        var unit = (decimal)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10((double)aYear)) - 2));
        return TargetViews.Whole(Math.Round(aYear / unit, MidpointRounding.AwayFromZero) * unit);
    }
}

/// <summary>A commitment with one target in full.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its address.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Quote">The promise in its own words.</param>
/// <param name="SaidBy">Who made it.</param>
/// <param name="AnnouncedOn">When.</param>
/// <param name="Source">Where it can be read.</param>
/// <param name="Interpretation">How it is understood.</param>
/// <param name="Country">Null for the world.</param>
/// <param name="At">When this was read.</param>
/// <param name="Targets">All its targets, in their order.</param>
/// <param name="Target">The one shown; null where there is nothing to count.</param>
public sealed record CommitmentView(
    Guid Id, string Code, string Name, string Quote, string SaidBy, DateOnly AnnouncedOn, string Source, string Interpretation, string? Country, DateTimeOffset At,
    IReadOnlyList<TargetChoice> Targets, TargetView? Target)
{
    /// <summary>Where it stands between draft and closed.</summary>
    public required Standing Standing { get; init; }

    /// <summary>What others claim; never counted.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>The stored copy of the source; null where there is none.</summary>
    public SourceCopy? SourceCopy { get; init; }
}

/// <summary>Where a commitment stands.</summary>
/// <param name="State">Draft, published, restated or closed.</param>
/// <param name="ClosedAs">How it ended.</param>
/// <param name="ClosedOn">When.</param>
/// <param name="ClosedReason">Why, in public words.</param>
/// <param name="ShortBy">By how many it was short.</param>
/// <param name="Wordings">How many times it was worded in public.</param>
/// <param name="Waiting">What waits for a second person; null where nothing does.</param>
/// <param name="MayEdit">Whether the reader manages its country.</param>
public sealed record Standing(CommitmentState State, CommitmentOutcome? ClosedAs, DateOnly? ClosedOn, string? ClosedReason, decimal? ShortBy, int Wordings, ApprovalKind? Waiting, bool MayEdit);

/// <summary>A target among several.</summary>
public sealed record TargetChoice(string Code, long? Amount, IReadOnlyList<string> Levels);

/// <summary>Subjects by state.</summary>
public sealed record StateCounts(long Counted, long Provisional, long Withdrawn, long Excluded)
{
    public long this[ContributionState state] => state switch
    {
        ContributionState.Counted => Counted,
        ContributionState.Provisional => Provisional,
        ContributionState.Withdrawn => Withdrawn,
        _ => Excluded,
    };
}

/// <summary>A target in full.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its address inside the portal.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="Zone">Whose midnight ends its days.</param>
/// <param name="Pace">How it stands.</param>
/// <param name="Path">For the chart.</param>
/// <param name="YearlyPlan">What the plan expects a year, to three digits; null where it bends or lasts no longer than a year.</param>
/// <param name="Rule">The effective version; null before the first.</param>
/// <param name="Programmes">Names of the programmes the rule is limited to.</param>
/// <param name="States">Subjects by state.</param>
/// <param name="Groups">Counted subjects by dimension and key; the empty key is not stated.</param>
/// <param name="PartnerNames">Names by key of the partner dimension.</param>
/// <param name="Changes">The change number this was made from.</param>
public sealed record TargetView(
    Guid Id, string Code, Unit Unit, DateOnly StartsOn, DateOnly EndsOn, TimeZoneInfo Zone, Pace Pace, PathModel Path, long? YearlyPlan, RuleVersion? Rule, IReadOnlyList<string> Programmes,
    StateCounts States, IReadOnlyDictionary<string, IReadOnlyList<FigureGroup>> Groups, IReadOnlyDictionary<string, string> PartnerNames, long Changes)
{
    /// <summary>The newest forecast; null before the first. It may be of the promise before it was restated.</summary>
    public Forecast? Forecast { get; init; }

    /// <summary>The parts of its amount; null where it has none.</summary>
    public SplitView? Split { get; init; }

    /// <summary>People trained before it began, by how well that is known.</summary>
    public IReadOnlyList<HistoryCount> History { get; init; } = [];

    /// <summary>How many were counted when its commitment was closed; null before.</summary>
    public long? ClosedAt { get; init; }

    /// <summary>How much of everybody has been counted, in per cent; null once all are.</summary>
    public int? CountingPercent { get; init; }

    /// <summary>What the latest signed audit says; null before the first.</summary>
    public AuditedLine? Audited { get; init; }
}

/// <summary>A signed audit in a line.</summary>
/// <param name="AtMost">Of <paramref name="Population"/>, with <paramref name="Confidence"/> per cent confidence, no more than so many should not count.</param>
public sealed record AuditedLine(Guid Id, DateTimeOffset SignedAt, DateOnly AsOf, long Population, long AtMost, int Confidence);

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments.ReadCommitments;

/// <summary>A commitment as the API shows it.</summary>
public record CommitmentView(
    string Code,
    string Name,
    string Quote,
    string SaidBy,
    DateOnly AnnouncedOn,
    string Source,
    string Interpretation,
    string Zone,
    string? Country,
    string State,
    IReadOnlyList<TargetView> Targets,
    DateTimeOffset CreatedAt,
    int Version)
{
    /// <summary>What others claim: shown beside the numbers with its source, never added to them.</summary>
    public IReadOnlyList<StatementView> Statements { get; init; } = [];

    /// <summary>The stored copy of the source; absent where there is none.</summary>
    public SourceCopyView? SourceCopy { get; init; }

    /// <summary>How it ended; absent until it is closed.</summary>
    public ClosedView? Closed { get; init; }
}

/// <summary>A figure that somebody else claims.</summary>
/// <param name="Figure">As it was said; absent where it is a plain number.</param>
/// <param name="Amount">The number, where it is one.</param>
public sealed record StatementView(string? Figure, decimal? Amount, string Unit, string StatedBy, DateOnly On, string? Source);

/// <summary>A copy of the source as it was when it was stored. It is downloaded in the browser.</summary>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimal digits.</param>
public sealed record SourceCopyView(string Name, string Media, long Bytes, string Sha256, DateTimeOffset StoredAt);

/// <summary>How a commitment ended.</summary>
/// <param name="As"><c>met</c>, <c>short</c> or <c>withdrawn</c>.</param>
/// <param name="On">The day, in its zone.</param>
/// <param name="ShortBy">By how many its amounts were missed together; absent unless it closed short.</param>
public sealed record ClosedView(string As, DateOnly On, string Reason, decimal? ShortBy);

/// <summary>A commitment just described, and what the description left to say.</summary>
public sealed record DescribedCommitmentView : CommitmentView
{
    public DescribedCommitmentView(CommitmentView commitment, IReadOnlyList<string> drafts, IReadOnlyList<string> kept)
        : base(commitment) => (Drafts, Kept) = (drafts, kept);

    /// <summary>Targets whose rule differs from the one in force: the new version waits for a second person.</summary>
    public IReadOnlyList<string> Drafts { get; }

    /// <summary>Targets that the description left out; targets are never deleted.</summary>
    public IReadOnlyList<string> Kept { get; }
}

/// <summary>A target with its number.</summary>
/// <param name="RuleVersion">The version in force; of a draft, whose rules are not in force and count nothing, the one that will be.</param>
/// <param name="DraftVersion">A later version that waits for approval; null where there is none.</param>
/// <param name="Counted">Counted at the end of <paramref name="AsOf"/>.</param>
/// <param name="Provisional">Would count once a doubt is settled.</param>
/// <param name="AsOf">Today in the commitment's zone.</param>
public sealed record TargetView(
    string Code,
    decimal? Amount,
    decimal Baseline,
    IReadOnlyList<Milestone> Milestones,
    string Unit,
    DateOnly StartsOn,
    DateOnly EndsOn,
    RuleView Rule,
    int RuleVersion,
    int? DraftVersion,
    long Counted,
    long Provisional,
    DateOnly AsOf)
{
    /// <summary>The likely end; absent before the first forecast, where nothing can be said, and while a restated promise waits for its next.</summary>
    public ForecastView? Forecast { get; init; }

    /// <summary>The parts of its amount; absent where it has none.</summary>
    public SplitView? Split { get; init; }

    /// <summary>How much of everybody has been counted, in per cent; absent once all are. Until then <see cref="Counted"/> is of those counted so far.</summary>
    public int? CountingPercent { get; init; }

    /// <summary>How many were counted when its commitment was closed; absent before. <see cref="Counted"/> goes on and changes nothing about that.</summary>
    public long? ClosedAt { get; init; }

    /// <summary>How many became counted since it was closed.</summary>
    public long? SinceClosed { get; init; }

    /// <summary>People trained before its first day, by how well that is known. Beside the number, never in it.</summary>
    public IReadOnlyList<HistoryView> History { get; init; } = [];
}

/// <summary>What is likely to be counted at the end of the window: 8 of 10 runs lie between <paramref name="P10"/> and <paramref name="P90"/>.</summary>
/// <param name="P50">Half of the runs end lower.</param>
/// <param name="Probability">To reach the amount by the window's last day, 0 to 1.</param>
/// <param name="AsOf">The day at whose end it stands.</param>
public sealed record ForecastView(long P10, long P50, long P90, double Probability, DateOnly AsOf);

/// <summary>People trained before a target began.</summary>
/// <param name="Grade"><c>proven</c>, <c>attested</c> or <c>declared</c>.</param>
public sealed record HistoryView(string Grade, long People);

/// <summary>What makes a subject count.</summary>
public sealed record RuleView(
    string Measure,
    string Event,
    IReadOnlyList<string> Levels,
    IReadOnlyList<string> Programmes,
    IReadOnlyList<string> Kinds,
    IReadOnlyList<string> Countries,
    IReadOnlyList<string> Nationalities,
    IReadOnlyList<string> Audiences,
    IReadOnlyList<string> PartnerKinds,
    IReadOnlyList<string> Evidence,
    int EvidenceAtLeast,
    string? ExclusivityGroup,
    IReadOnlyList<string> Residences,
    DateOnly? LateUntil,
    IReadOnlyList<string> Funders,
    string? Currency);

/// <summary>Reads commitments with their numbers: aggregates, the same for everybody. Drafts are for managers and auditors.</summary>
public sealed class CommitmentsQuery(PortalDatabase portal, TimeProvider clock)
{
    /// <returns>Null where it does not exist, or is a draft that is not the actor's to see.</returns>
    public async Task<CommitmentView?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        return (await ViewsAsync(db, await db.Set<Commitment>().AsNoTracking().VisibleTo(actor).Where(c => c.Code == code).ToListAsync(cancellationToken), cancellationToken)).SingleOrDefault();
    }

    /// <summary>Commitments by code, after the code of <paramref name="paging"/>.</summary>
    public async Task<Page<CommitmentView>> ListAsync(Actor actor, Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var commitments = await db.Set<Commitment>().AsNoTracking().VisibleTo(actor).AfterCode(c => c.Code, paging).ToListAsync(cancellationToken);
        return paging.Of(await ViewsAsync(db, commitments, cancellationToken), c => [c.Code]);
    }

    private static RuleView Rule(RuleVersion r, IReadOnlyDictionary<Guid, string> programmes) => new(
        Words.Of(r.Measure), Words.Of(r.Event), r.Levels, [.. r.Programmes.Select(p => programmes[p]).Order(StringComparer.Ordinal)], r.Kinds, r.Countries, r.Nationalities, r.Audiences, r.PartnerKinds,
        r.Evidence, r.EvidenceAtLeast, r.ExclusivityGroup, r.Residences, r.LateUntil, r.Funders, r.Currency);

    private async Task<List<CommitmentView>> ViewsAsync(PortalDbContext db, List<Commitment> commitments, CancellationToken cancellationToken)
    {
        var ids = commitments.ConvertAll(c => c.Id);
        var targets = await db.Set<Target>().AsNoTracking().Where(t => ids.Contains(t.CommitmentId)).OrderBy(t => t.Ordinal).ThenBy(t => t.Code).ToListAsync(cancellationToken);
        var targetIds = targets.ConvertAll(t => t.Id);
        var rules = (await db.Set<RuleVersion>().AsNoTracking().Where(r => targetIds.Contains(r.TargetId)).OrderBy(r => r.Version).ToListAsync(cancellationToken)).ToLookup(r => r.TargetId);
        var named = rules.SelectMany(r => r).SelectMany(r => r.Programmes).Distinct().ToList();
        var programmes = await db.Set<Programme>().Where(p => named.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Code, cancellationToken);
        var figures = await db.FiguresAsync(targetIds, [], cancellationToken);
        var forecasts = await db.NewestForecastsAsync(targetIds, cancellationToken);
        var splits = await db.SplitsAsync(targets, cancellationToken);
        var history = await portal.HistoryAsync(targetIds, cancellationToken);
        var counting = new Dictionary<Guid, int>();
        foreach (var target in targets)
        {
            if (await db.CountedSoFarAsync(target, cancellationToken) is { } percent)
            {
                counting.Add(target.Id, percent);
            }
        }

        var copyIds = commitments.ConvertAll(c => c.SourceCopyId);
        var copies = await db.Set<SourceCopy>().AsNoTracking().Where(s => copyIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
        var byCommitment = targets.ToLookup(t => t.CommitmentId);
        return commitments.ConvertAll(c => new CommitmentView(
            c.Code, c.Name, c.Quote, c.SaidBy, c.AnnouncedOn, c.Source, c.Interpretation, c.Zone, c.Country, Words.Of(c.State),
            [
                .. byCommitment[c.Id].Select(t => Target(t, [.. rules[t.Id]], figures.GetValueOrDefault(t.Id) ?? TargetFigure.None(t.Id), programmes) with
                {
                    Forecast = Likely(forecasts.GetValueOrDefault(t.Id), t),
                    Split = splits.GetValueOrDefault(t.Id),
                    History = [.. history[t.Id].Select(h => new HistoryView(Words.Of(h.Grade), h.People))],
                    CountingPercent = counting.TryGetValue(t.Id, out var percent) ? percent : null,
                }),
            ],
            c.CreatedAt,
            c.Revision)
        {
            Statements = [.. c.Statements.Select(s => new StatementView(s.Figure, s.Amount, s.Unit, s.StatedBy, s.On, s.Source))],
            SourceCopy = c.SourceCopyId is { } id && copies[id] is { } copy ? new(copy.Name, copy.Media, copy.Bytes, copy.Hash, copy.StoredAt) : null,
            Closed = c is { ClosedAs: { } how, ClosedOn: { } on } ? new(Words.Of(how), on, c.ClosedReason ?? "", c.ShortBy is { } missing ? Plain(missing) : null) : null,
        });
    }

    private TargetView Target(Target t, List<RuleVersion> versions, TargetFigure figure, IReadOnlyDictionary<Guid, string> programmes)
    {
        var today = clock.GetUtcNow().DayIn(t.Zone);
        var effective = versions.Find(v => v.Status == RuleStatus.Effective) ?? versions[0];
        return new(
            t.Code, t.Amount is { } amount ? Plain(amount) : null, Plain(t.Baseline), [.. t.Milestones.Select(m => m with { Amount = Plain(m.Amount) })], Words.Of(t.Unit), t.StartsOn, t.EndsOn, Rule(effective, programmes), effective.Version,
            versions.LastOrDefault(v => v.Status == RuleStatus.Draft)?.Version, figure.CountedBy(today), figure.Provisional, today)
        {
            ClosedAt = t.ClosedCount,
            SinceClosed = t.ClosedCount is { } closed ? figure.CountedBy(today < t.EndsOn ? today : t.EndsOn) - closed : null,
        };
    }

    private static ForecastView? Likely(Forecast? forecast, Target target) =>
        forecast is { P10: { } low, P50: { } likely, P90: { } high, Probability: { } chance } && forecast.SpeaksOf(target.Amount, target.EndsOn) ? new(low, likely, high, chance, forecast.AsOf) : null;

    // 100, not 100.0000 as the column keeps it: dividing by one takes trailing zeros off.
    private static decimal Plain(decimal amount) => amount / 1.000000000000000000000000000000000m;
}

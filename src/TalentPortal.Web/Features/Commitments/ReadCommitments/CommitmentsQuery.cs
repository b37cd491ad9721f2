using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.ReadCommitments;

/// <summary>A commitment as the API shows it. A forecast is not given yet, so the field is absent.</summary>
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
    int Version);

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
    DateOnly AsOf);

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
        var byCommitment = targets.ToLookup(t => t.CommitmentId);
        return commitments.ConvertAll(c => new CommitmentView(
            c.Code, c.Name, c.Quote, c.SaidBy, c.AnnouncedOn, c.Source, c.Interpretation, c.Zone, c.Country, Words.Of(c.State),
            [.. byCommitment[c.Id].Select(t => Target(t, [.. rules[t.Id]], figures.GetValueOrDefault(t.Id) ?? TargetFigure.None(t.Id), programmes))],
            c.CreatedAt,
            c.Revision));
    }

    private TargetView Target(Target t, List<RuleVersion> versions, TargetFigure figure, IReadOnlyDictionary<Guid, string> programmes)
    {
        var today = clock.GetUtcNow().DayIn(t.Zone);
        var effective = versions.Find(v => v.Status == RuleStatus.Effective) ?? versions[0];
        return new(
            t.Code, t.Amount is { } amount ? Plain(amount) : null, Plain(t.Baseline), [.. t.Milestones.Select(m => m with { Amount = Plain(m.Amount) })], Words.Of(t.Unit), t.StartsOn, t.EndsOn, Rule(effective, programmes), effective.Version,
            versions.LastOrDefault(v => v.Status == RuleStatus.Draft)?.Version, figure.CountedBy(today), figure.Provisional, today);
    }

    // 100, not 100.0000 as the column keeps it: dividing by one takes trailing zeros off.
    private static decimal Plain(decimal amount) => amount / 1.000000000000000000000000000000000m;
}

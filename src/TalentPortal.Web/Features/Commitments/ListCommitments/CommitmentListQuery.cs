using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.Commitments.ListCommitments;

/// <summary>A target in brief.</summary>
public sealed record TargetBrief(Unit Unit, decimal? Amount, DateOnly EndsOn, long Counted);

/// <summary>A commitment in the list.</summary>
/// <param name="Code">Its address.</param>
/// <param name="Name">Its heading.</param>
/// <param name="SaidBy">Who made it; empty in a draft that does not say yet.</param>
/// <param name="AnnouncedOn">When; null in a draft that does not say yet.</param>
/// <param name="Country">Null for the world.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ClosedAs">How it ended.</param>
/// <param name="ShortBy">By how many it was short.</param>
/// <param name="Open">What waits for a second person.</param>
/// <param name="MayEdit">Whether the reader manages its country.</param>
/// <param name="Targets">What is counted, in order.</param>
public sealed record CommitmentLine(
    string Code, string Name, string SaidBy, DateOnly? AnnouncedOn, string? Country, CommitmentState State, CommitmentOutcome? ClosedAs, decimal? ShortBy, ApprovalKind? Open, bool MayEdit, IReadOnlyList<TargetBrief> Targets);

/// <summary>All commitments that somebody may see, drafts and closed ones too, and how many wait for their approval.</summary>
public sealed class CommitmentListQuery(PortalDatabase portal, TimeProvider clock) : INavCount
{
    /// <summary>What waits for a second person first, then drafts, then the latest promise.</summary>
    public async Task<IReadOnlyList<CommitmentLine>> RunAsync(Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var commitments = await db.Set<Commitment>().AsNoTracking().VisibleTo(actor).ToListAsync(cancellationToken);
        var ids = commitments.ConvertAll(c => c.Id);
        var targets = await db.Set<Target>().AsNoTracking().Where(t => ids.Contains(t.CommitmentId)).OrderBy(t => t.Ordinal).ThenBy(t => t.Code).ToListAsync(cancellationToken);
        var figures = await db.FiguresAsync(targets.ConvertAll(t => t.Id), [], cancellationToken);
        var waiting = await db.Set<Approval>().Where(a => a.State == ApprovalState.Waiting).ToDictionaryAsync(a => a.CommitmentId, a => a.Kind, cancellationToken);
        var byCommitment = targets.ToLookup(t => t.CommitmentId);
        return
        [
            .. commitments.OrderBy(c => !waiting.ContainsKey(c.Id)).ThenBy(c => Order(c.State)).ThenByDescending(c => c.AnnouncedOn).ThenBy(c => c.CreatedAt).ThenBy(c => c.Code, StringComparer.Ordinal)
                .Select(c => new CommitmentLine(
                    c.Code, c.Name.Length > 0 ? c.Name : c.Code, c.SaidBy, c.AnnouncedOn == default ? null : c.AnnouncedOn, c.Country, c.State, c.ClosedAs, c.ShortBy,
                    waiting.TryGetValue(c.Id, out var kind) ? kind : null, actor.Allows(Permissions.ManageObjects) && actor.ManagesCountry(c.Country),
                    [.. byCommitment[c.Id].Select(t => new TargetBrief(t.Unit, t.Amount, t.EndsOn, figures.GetValueOrDefault(t.Id)?.CountedBy(now.DayIn(t.Zone)) ?? 0))])),
        ];
    }

    /// <summary>What others asked for in the countries that the actor manages.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ManageObjects))
        {
            return 0;
        }

        var countries = actor.Grants.Where(g => g.Role == Domain.Access.Role.ProgrammeManager).Select(g => g.Country).ToList();
        var everywhere = actor.ManagesCountry(null);
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        return await (
            from a in db.Set<Approval>()
            join c in db.Set<Commitment>() on a.CommitmentId equals c.Id
            where a.State == ApprovalState.Waiting && a.AskedBy != actor.Id && (everywhere || countries.Contains(c.Country))
            select a.Id).CountAsync(cancellationToken);
    }

    private static int Order(CommitmentState state) => state switch { CommitmentState.Draft => 0, CommitmentState.Closed => 2, _ => 1 };
}

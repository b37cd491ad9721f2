using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Features.Commitments.ApproveCommitment;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.EditCommitment;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments.ShowWording;

/// <summary>What was said from one moment to another, on whose word.</summary>
public sealed record KeptWording(Wording Wording, CommitmentInput Content);

/// <summary>What waits for a second person.</summary>
/// <param name="Asked">Who asked for what, and why.</param>
/// <param name="Content">What would be said; null for a closing.</param>
/// <param name="May">By which rule the reader may approve, or why not; null for those who never could.</param>
public sealed record WaitingApproval(Approval Asked, CommitmentInput? Content, Result<ApprovalHow>? May);

/// <summary>All that a commitment says, said, and is to say.</summary>
/// <param name="Commitment">Itself.</param>
/// <param name="Now">What it says.</param>
/// <param name="Kept">What it said, the latest first; the first of them is what it says now.</param>
/// <param name="Waiting">What waits; null where nothing does.</param>
/// <param name="Declined">The last answer that was no, while nothing was asked since.</param>
/// <param name="Programmes">Names by code.</param>
/// <param name="MayEdit">Whether the reader manages its country.</param>
/// <param name="Zone">In which moments are told.</param>
public sealed record WordingView(
    Commitment Commitment, CommitmentInput Now, IReadOnlyList<KeptWording> Kept, WaitingApproval? Waiting, Approval? Declined, IReadOnlyDictionary<string, string> Programmes, bool MayEdit, TimeZoneInfo Zone);

/// <summary>Reads every wording of a commitment, and what waits.</summary>
public sealed class WordingQuery(PortalDatabase portal, ApprovalHandler approvals, TimeProvider clock)
{
    /// <returns>Null where there is no such commitment, or only a draft that is not the actor's to see.</returns>
    public async Task<WordingView?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var commitment = await db.Set<Commitment>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        if (commitment is null)
        {
            return null;
        }

        var open = await db.OpenAsync(commitment, cancellationToken);
        var manages = actor.Allows(Permissions.ManageObjects) && actor.ManagesCountry(commitment.Country);
        WaitingApproval? waiting = null;
        var now = await db.ContentAsync(commitment, cancellationToken);
        if (open is { State: ApprovalState.Waiting })
        {
            var may = await approvals.MayApproveAsync(actor, commitment.Country, open, clock.GetUtcNow(), cancellationToken);
            waiting = new(open, open.Kind == ApprovalKind.Closing ? null : open.Proposal is { } proposal ? CommitmentContent.Read(proposal) : now, actor.Allows(Permissions.ManageObjects) ? may : default(Result<ApprovalHow>?));
        }

        var named = now.Targets!.Concat(waiting?.Content?.Targets ?? []).SelectMany(t => t.Rule?.Programmes ?? []).Distinct().ToList();
        var last = await db.Set<Approval>().AsNoTracking().Where(a => a.CommitmentId == commitment.Id && a.DecidedAt != null).OrderByDescending(a => a.DecidedAt).ThenByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken);
        return new(
            commitment, now, await KeptAsync(db, commitment, cancellationToken), waiting, waiting is null && last?.State == ApprovalState.Declined ? last : null,
            await db.Set<Programme>().Where(p => named.Contains(p.Code)).ToDictionaryAsync(p => p.Code, p => p.Name, cancellationToken),
            manages, TimeZoneInfo.FindSystemTimeZoneById(commitment.Zone));
    }

    private static async Task<IReadOnlyList<KeptWording>> KeptAsync(PortalDbContext db, Commitment commitment, CancellationToken cancellationToken)
    {
        var wordings = await db.Set<Wording>().AsNoTracking().Where(w => w.CommitmentId == commitment.Id).OrderByDescending(w => w.N).ToListAsync(cancellationToken);
        var targets = await db.Set<Target>().AsNoTracking().Where(t => t.CommitmentId == commitment.Id).OrderBy(t => t.Ordinal).ThenBy(t => t.Code).ToListAsync(cancellationToken);
        var ids = targets.ConvertAll(t => t.Id);
        var plans = await db.Set<KeptPlan>().AsNoTracking().Where(p => ids.Contains(p.TargetId)).ToListAsync(cancellationToken);
        return
        [
            .. wordings.Select(w => new KeptWording(w, CommitmentContent.Kept(
                w, targets.SelectMany(t => plans.Where(p => p.TargetId == t.Id && p.KnownFrom <= w.KnownFrom && w.KnownFrom < p.KnownTo).Select(p => (t, p)))))),
        ];
    }
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Features.Commitments.ApproveCommitment;
using TalentPortal.Web.Features.Commitments.DescribeCommitment;
using TalentPortal.Web.Features.Commitments.EditCommitment;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments.ShowWording;

/// <summary>What was said from one moment to another, on whose word.</summary>
/// <param name="Wording">The words, from when to when.</param>
/// <param name="Content">The same as it is compared, with the targets of the time.</param>
/// <param name="Copy">The copy of the source that was stored; null where none was.</param>
public sealed record KeptWording(Wording Wording, CommitmentInput Content, SourceCopy? Copy);

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
/// <param name="Programmes">Names of programmes by code, and of partners by <see cref="WordingLines.PartnerKey"/>.</param>
/// <param name="MayEdit">Whether the reader manages its country.</param>
/// <param name="Zone">In which moments are told.</param>
public sealed record WordingView(
    Commitment Commitment, CommitmentInput Now, IReadOnlyList<KeptWording> Kept, WaitingApproval? Waiting, Approval? Declined, IReadOnlyDictionary<string, string> Programmes, bool MayEdit, TimeZoneInfo Zone)
{
    /// <summary>The copy of the source that would stand; null where nothing waits or has none.</summary>
    public SourceCopy? WaitingCopy { get; init; }
}

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
            waiting = new(open, open.Kind == ApprovalKind.Closing ? null : open.Proposal is { } proposal ? CommitmentContent.Read(proposal, now) : now, actor.Allows(Permissions.ManageObjects) ? may : default(Result<ApprovalHow>?));
        }

        var copies = await db.Set<SourceCopy>().AsNoTracking().Where(s => s.CommitmentId == commitment.Id).ToListAsync(cancellationToken);
        var kept = await KeptAsync(db, commitment, copies, cancellationToken);
        var last = await db.Set<Approval>().AsNoTracking().Where(a => a.CommitmentId == commitment.Id && a.DecidedAt != null).OrderByDescending(a => a.DecidedAt).ThenByDescending(a => a.Id).FirstOrDefaultAsync(cancellationToken);
        return new(
            commitment, now, kept, waiting, waiting is null && last?.State == ApprovalState.Declined ? last : null,
            await NamesAsync(db, [.. now.Targets!, .. waiting?.Content?.Targets ?? [], .. kept.SelectMany(k => k.Content.Targets!)], cancellationToken),
            manages, TimeZoneInfo.FindSystemTimeZoneById(commitment.Zone))
        {
            WaitingCopy = copies.Find(s => s.Hash == waiting?.Content?.SourceCopy),
        };
    }

    private static async Task<Dictionary<string, string>> NamesAsync(PortalDbContext db, IReadOnlyList<TargetInput> targets, CancellationToken cancellationToken)
    {
        var programmes = targets.SelectMany(t => t.Rule?.Programmes ?? []).Distinct().ToList();
        var names = await db.Set<Programme>().Where(p => programmes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, p => p.Name, cancellationToken);
        var partners = targets.Where(t => t.Split?.By == Words.Of(SplitBy.Partner)).SelectMany(t => t.Split!.Parts!).Select(p => p.Key).Distinct().ToList();
        foreach (var partner in await db.Set<Partner>().Where(p => partners.Contains(p.Code)).Select(p => new { p.Code, p.Name }).ToListAsync(cancellationToken))
        {
            names[WordingLines.PartnerKey(partner.Code)] = partner.Name;
        }

        return names;
    }

    private static async Task<IReadOnlyList<KeptWording>> KeptAsync(PortalDbContext db, Commitment commitment, List<SourceCopy> copies, CancellationToken cancellationToken)
    {
        var wordings = await db.Set<Wording>().AsNoTracking().Where(w => w.CommitmentId == commitment.Id).OrderByDescending(w => w.N).ToListAsync(cancellationToken);
        var targets = await db.Set<Target>().AsNoTracking().Where(t => t.CommitmentId == commitment.Id).OrderBy(t => t.Ordinal).ThenBy(t => t.Code).ToListAsync(cancellationToken);
        var ids = targets.ConvertAll(t => t.Id);
        var plans = await db.Set<KeptPlan>().AsNoTracking().Where(p => ids.Contains(p.TargetId)).ToListAsync(cancellationToken);
        return
        [
            .. wordings.Select(w => (Wording: w, Copy: copies.Find(s => s.Id == w.SourceCopyId))).Select(w => new KeptWording(
                w.Wording,
                CommitmentContent.Kept(
                    w.Wording,
                    targets.SelectMany(t => plans.Where(p => p.TargetId == t.Id && p.KnownFrom <= w.Wording.KnownFrom && w.Wording.KnownFrom < p.KnownTo).Select(p => (t, p))),
                    w.Copy?.Hash),
                w.Copy)),
        ];
    }
}

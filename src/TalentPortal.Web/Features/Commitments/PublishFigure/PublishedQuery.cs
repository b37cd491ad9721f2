using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Commitments.PublishFigure;

/// <summary>A number as it was told in public; counted again with its day, moment and version it is the same.</summary>
/// <param name="AsOf">The day at whose end, in the commitment's zone, is counted.</param>
/// <param name="KnownAt">The moment of knowledge.</param>
/// <param name="MembersHash">SHA-256 of the counted subject ids, lower-case, sorted, one a line.</param>
/// <param name="At">When it was published.</param>
/// <param name="How">By which rule it was approved: <c>second-person</c>, <c>outside</c> or <c>delay</c>.</param>
public sealed record PublishedView(Guid Id, long Counted, DateOnly AsOf, DateTimeOffset KnownAt, int RuleVersion, string MembersHash, DateTimeOffset At, string By, string ApprovedBy, string How);

/// <summary>A number that waits for a second person.</summary>
public sealed record WaitingFigureView(long Counted, DateOnly AsOf, DateTimeOffset KnownAt, int RuleVersion, string MembersHash, DateTimeOffset AskedAt, string AskedBy);

/// <summary>Lists the published figures of a target. They hold no personal data: whoever sees figures sees them.</summary>
public sealed class PublishedQuery(PortalDatabase portal)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="code">The target.</param>
    /// <param name="paging">After (moment of publishing in ticks, id), the latest first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Refused as not found.</returns>
    public async Task<Result<Page<PublishedView>>> ListAsync(Actor actor, string code, Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        if (await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var found = db.Set<PublishedFigure>().AsNoTracking().Where(p => p.TargetId == target.Id);
        if (paging.After is [var ticks, var key])
        {
            var (at, id) = (new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero), Guid.Parse(key));
            found = found.Where(p => p.At < at || (p.At == at && p.Id < id));
        }

        var rows = await found.OrderByDescending(p => p.At).ThenByDescending(p => p.Id).Take(paging.Limit + 1).ToListAsync(cancellationToken);
        var page = paging.Of(rows, p => [p.At.UtcTicks.ToString(CultureInfo.InvariantCulture), p.Id.ToString()]);
        return new Page<PublishedView>(
            [.. page.Items.Select(p => new PublishedView(p.Id, p.N, p.AsOf, p.KnownAt, p.Version, p.MembersHash, p.At, p.ByName, p.ApprovedByName, Words.Of(p.How)))], page.Next);
    }

    /// <summary>What waits for a second person, for those who manage programmes; null where nothing does.</summary>
    public async Task<WaitingFigureView?> WaitingAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        if (!actor.Allows(Permissions.ManageObjects) || await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return null;
        }

        var waits = await db.Set<FigureProposal>().AsNoTracking().SingleOrDefaultAsync(p => p.TargetId == target.Id && p.State == ApprovalState.Waiting, cancellationToken);
        return waits is null ? null : View(waits);
    }

    internal static WaitingFigureView View(FigureProposal waits) => new(waits.N, waits.AsOf, waits.KnownAt, waits.Version, waits.MembersHash, waits.AskedAt, waits.AskedByName);
}

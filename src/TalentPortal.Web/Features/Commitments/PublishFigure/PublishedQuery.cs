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
public sealed record PublishedView(Guid Id, long Counted, DateOnly AsOf, DateTimeOffset KnownAt, int RuleVersion, string MembersHash, DateTimeOffset At, string By, string ApprovedBy, string How)
{
    /// <summary>Under which everybody finds it: <c>/q/{code}</c>; null where it was published before codes were kept.</summary>
    public string? Code { get; init; }

    /// <summary>The code of the figure it corrects.</summary>
    public string? Replaces { get; init; }

    /// <summary>Why, in public words.</summary>
    public string? Reason { get; init; }
}

/// <summary>A number that waits for a second person.</summary>
public sealed record WaitingFigureView(long Counted, DateOnly AsOf, DateTimeOffset KnownAt, int RuleVersion, string MembersHash, DateTimeOffset AskedAt, string AskedBy)
{
    /// <summary>Why an earlier number is corrected.</summary>
    public string? Reason { get; init; }
}

/// <summary>A target's published figures as a page shows them.</summary>
/// <param name="Waiting">For managers of programmes; null where nothing waits.</param>
/// <param name="MayApprove">The reader may let what waits be told.</param>
/// <param name="WhyNot">Why the reader may not.</param>
/// <param name="MayDecline">The reader manages the country.</param>
/// <param name="MayAsk">The reader manages the country, and nothing waits.</param>
public sealed record PublishedPageView(
    string Target, string Commitment, string Name, TimeZoneInfo Zone, Page<PublishedView> Figures, WaitingFigureView? Waiting, bool MayApprove, Problem? WhyNot, bool MayDecline, bool MayAsk);

/// <summary>Lists the published figures of a target. They hold no personal data: whoever sees figures sees them.</summary>
public sealed class PublishedQuery(PortalDatabase portal, IManagerDirectory managers, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>Whether the parts of a cursor can be read, in order.</summary>
    internal static Func<string, bool>[] Cursor { get; } = [Paging.IsNumber, part => Guid.TryParse(part, out _)];

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
        var releases = await db.Set<FigureRelease>().Where(r => r.TargetId == target.Id).Select(r => new { r.Id, r.Code, r.Replaces, r.Reason }).ToDictionaryAsync(r => r.Id, cancellationToken);
        return new Page<PublishedView>(
            [.. page.Items.Select(p => (Figure: p, Release: releases.GetValueOrDefault(p.Id))).Select(p => new PublishedView(
                p.Figure.Id, p.Figure.N, p.Figure.AsOf, p.Figure.KnownAt, p.Figure.Version, p.Figure.MembersHash, p.Figure.At, p.Figure.ByName, p.Figure.ApprovedByName, Words.Of(p.Figure.How))
            {
                Code = p.Release?.Code,
                Replaces = p.Release?.Replaces is { } replaced ? releases[replaced].Code : null,
                Reason = p.Release?.Reason,
            })], page.Next);
    }

    /// <summary>The page of a target's published figures, with what waits and whether the reader may let it be told.</summary>
    /// <param name="actor">Managers of programmes see what waits.</param>
    /// <param name="code">The target.</param>
    /// <param name="after">The cursor of the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where there is no such target, or only of a draft that is not the actor's to see.</returns>
    public async Task<PublishedPageView?> FindAsync(Actor actor, string code, string? after, CancellationToken cancellationToken)
    {
        var paging = Paging.Read(after, PageSize, Cursor);
        var listed = await ListAsync(actor, code, paging.Problem is null ? paging.Value : new([], PageSize), cancellationToken);
        if (!actor.Allows(Permissions.ViewPortfolio) || listed.Problem is not null)
        {
            return null;
        }

        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var found = await (
            from t in db.Set<Target>()
            join c in db.Set<Commitment>() on t.CommitmentId equals c.Id
            where t.Code == code
            select new { t.Id, t.Zone, c.Code, c.Name, c.Country, c.State }).SingleAsync(cancellationToken);
        var waits = actor.Allows(Permissions.ManageObjects)
            ? await db.Set<FigureProposal>().AsNoTracking().SingleOrDefaultAsync(p => p.TargetId == found.Id && p.State == ApprovalState.Waiting, cancellationToken)
            : null;
        var may = waits is null ? ApprovalProblems.NothingWaits : await managers.MayApproveAsync(actor, found.Country, (waits.AskedBy, waits.AskedAt), clock.GetUtcNow(), cancellationToken);
        var manages = actor.Allows(Permissions.ManageObjects) && actor.ManagesCountry(found.Country);
        return new(
            code, found.Code, found.Name, TimeZoneInfo.FindSystemTimeZoneById(found.Zone), listed.Value, waits is null ? null : View(waits), may.Succeeded, waits is null ? null : may.Problem,
            manages, manages && found.State != CommitmentState.Draft && waits is null);
    }

    internal static WaitingFigureView View(FigureProposal waits) => new(waits.N, waits.AsOf, waits.KnownAt, waits.Version, waits.MembersHash, waits.AskedAt, waits.AskedByName) { Reason = waits.Draft?.Reason };
}

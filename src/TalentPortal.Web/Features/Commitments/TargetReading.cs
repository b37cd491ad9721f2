using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>Finding the target that a question is about.</summary>
internal static class TargetReading
{
    /// <summary>
    /// The commitments an actor sees, decided here alone: drafts are for programme managers, of whatever country, because one from outside may have to
    /// approve what a team of one wrote, and for auditors; everything else is for everybody whom the door lets in.
    /// </summary>
    public static IQueryable<Commitment> VisibleTo(this IQueryable<Commitment> commitments, Actor actor)
    {
        var drafts = actor.IsSystem || actor.IsAny(Role.ProgrammeManager, Role.Auditor);
        return commitments.Where(c => drafts || c.State != CommitmentState.Draft);
    }

    /// <returns>Null where it does not exist, or belongs to a draft that is not the actor's to see.</returns>
    public static Task<Target?> FindTargetAsync(this PortalDbContext db, Actor actor, string code, CancellationToken cancellationToken) => (
        from target in db.Set<Target>().AsNoTracking()
        join commitment in db.Set<Commitment>().VisibleTo(actor) on target.CommitmentId equals commitment.Id
        where target.Code == code
        select target).SingleOrDefaultAsync(cancellationToken);

    /// <summary>The figure of a target; nought everywhere while no rule of it is in force, as in a draft.</summary>
    public static async Task<TargetFigure> FigureAsync(this PortalDbContext db, Guid target, string dim, CancellationToken cancellationToken) =>
        (await db.FiguresAsync([target], [dim], cancellationToken)).GetValueOrDefault(target) ?? TargetFigure.None(target);
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments;

/// <summary>Finding the target that a question is about.</summary>
internal static class TargetReading
{
    /// <returns>Null where it does not exist, or belongs to a draft that is not the actor's to see.</returns>
    public static Task<Target?> FindTargetAsync(this PortalDbContext db, Actor actor, string code, CancellationToken cancellationToken)
    {
        var drafts = actor.IsSystem || actor.IsAny(Role.ProgrammeManager, Role.Auditor);
        return (
            from target in db.Set<Target>().AsNoTracking()
            join commitment in db.Set<Commitment>() on target.CommitmentId equals commitment.Id
            where target.Code == code && (drafts || commitment.State != CommitmentState.Draft)
            select target).SingleOrDefaultAsync(cancellationToken);
    }
}

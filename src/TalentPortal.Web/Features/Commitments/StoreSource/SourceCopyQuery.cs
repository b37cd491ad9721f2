using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Files;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments.StoreSource;

/// <summary>Reads stored copies of sources.</summary>
public sealed class SourceCopyQuery(PortalDatabase portal)
{
    /// <returns>
    /// The copy; null where there is none, where its commitment is not the actor's to see, and for a copy that no public wording has, unless the actor sees drafts.
    /// </returns>
    public async Task<SourceCopy?> FindAsync(Actor actor, Guid copy, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var found = await (
            from s in db.Set<SourceCopy>().AsNoTracking()
            join c in db.Set<Commitment>().VisibleTo(actor) on s.CommitmentId equals c.Id
            where s.Id == copy
            select s).SingleOrDefaultAsync(cancellationToken);
        var seesDrafts = actor.IsSystem || actor.IsAny(Role.ProgrammeManager, Role.Auditor);
        return found is null || seesDrafts || await db.Set<Wording>().AnyAsync(w => w.SourceCopyId == copy, cancellationToken) ? found : null;
    }

    /// <summary>Writes the bytes of a copy that <see cref="FindAsync"/> gave.</summary>
    public async Task WriteAsync(SourceCopy copy, Stream to, CancellationToken cancellationToken)
    {
        // No partner's scope reaches the bytes; who may have them was decided above.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        await db.CopyFileAsync(copy.Id, to, cancellationToken);
    }
}

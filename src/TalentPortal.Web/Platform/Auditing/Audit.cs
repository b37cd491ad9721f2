using TalentPortal.Data;
using TalentPortal.Domain.Audit;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Platform.Auditing;

/// <summary>Leaves the trace of a state change in the transaction that makes it.</summary>
public static class Audit
{
    /// <param name="db">The unit of work of the change.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="at">When.</param>
    /// <param name="action">What was done, as <c>noun.verb</c>.</param>
    /// <param name="entity">The kind of object, and its key.</param>
    /// <param name="fields">The names of changed fields; never values.</param>
    /// <param name="partnerId">The partner it concerns.</param>
    /// <param name="digest">SHA-256 of changes that stand elsewhere in full.</param>
    /// <param name="reason">Why, or how much; no values either.</param>
    public static void Record(
        this PortalDbContext db, Actor actor, DateTimeOffset at, string action, (string Kind, Guid Id) entity, IEnumerable<string>? fields = null, Guid? partnerId = null, byte[]? digest = null, string? reason = null) =>
        db.Add(new AuditEntry
        {
            Id = Guid.CreateVersion7(at),
            At = at,
            Actor = actor.Id,
            PartnerId = partnerId,
            Action = action,
            Entity = entity.Kind,
            EntityId = entity.Id,
            Reason = reason,
            Fields = [.. fields ?? []],
            Digest = digest,
        });
}

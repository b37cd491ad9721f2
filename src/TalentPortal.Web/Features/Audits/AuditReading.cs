using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Audits;

/// <summary>A sample with what it is drawn from.</summary>
internal sealed record FoundAudit(AuditSample Sample, Target Target, Commitment Commitment);

/// <summary>Finding the audit that a question is about, and who may see what of it.</summary>
internal static class AuditReading
{
    /// <summary>An audit with its target and commitment; tracked, because some change it.</summary>
    /// <returns>Null where there is none.</returns>
    public static Task<FoundAudit?> FindAuditAsync(this PortalDbContext db, Guid id, CancellationToken cancellationToken) => (
        from sample in db.Set<AuditSample>()
        join target in db.Set<Target>() on sample.TargetId equals target.Id
        join commitment in db.Set<Commitment>() on target.CommitmentId equals commitment.Id
        where sample.Id == id
        select new FoundAudit(sample, target, commitment)).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Whether somebody answers findings: a manager of the commitment's country.</summary>
    public static bool MayAnswer(this Actor actor, Commitment commitment) => actor.Allows(Permissions.ManageObjects) && actor.ManagesCountry(commitment.Country);

    /// <summary>Whether somebody sees who was found wanting, and why: auditors, and once it is signed those who answer for it.</summary>
    public static bool SeesFindings(this Actor actor, AuditSample sample, Commitment commitment) => actor.Is(Role.Auditor) || (sample.IsSigned && actor.MayAnswer(commitment));
}

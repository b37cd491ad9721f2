using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Audits.JudgeMember;

/// <summary>Keeps what an auditor says of a drawn member, and everything that was said before.</summary>
public sealed class JudgeMemberHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <param name="actor">An auditor.</param>
    /// <param name="id">The audit.</param>
    /// <param name="no">The member's number.</param>
    /// <param name="finding">The verdict; null where the caller named none.</param>
    /// <param name="seen">The member's revision as the auditor saw it; null where they do not mind.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>
    /// The member's revision. Refused as not found, with <see cref="AuditProblems.SignedAlready"/>, with <see cref="Keeping.Changed"/> when another auditor was faster, and as
    /// <see cref="AuditMember.Judge"/> says.
    /// </returns>
    public async Task<Result<int>> JudgeAsync(Actor actor, Guid id, int no, AuditFinding finding, int? seen, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.AuditCounts))
        {
            return AuditProblems.NotFound;
        }

        var now = clock.GetUtcNow();
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (!await db.Set<AuditSample>().AnyAsync(s => s.Id == id, cancellationToken))
        {
            return AuditProblems.NotFound;
        }

        if (!await db.HoldOpenAsync(id, cancellationToken))
        {
            return AuditProblems.SignedAlready;
        }

        if (await db.Set<AuditMember>().SingleOrDefaultAsync(m => m.SampleId == id && m.No == no, cancellationToken) is not { } member)
        {
            return AuditProblems.MemberNotFound;
        }

        if (!Keeping.Matches(seen, member.Revision))
        {
            return Keeping.Changed;
        }

        var judged = member.Judge(finding, (actor.Id, actor.Name), now);
        if (judged.Problem is { } refused)
        {
            return refused;
        }

        db.Add(judged.Value);
        db.Record(actor, now, "audit.judged", ("audit-sample", id), reason: Words.Of(finding.Verdict));
        return (await db.TryCommitAsync(cancellationToken)).Problem is { } changed ? changed : member.Revision;
    }
}

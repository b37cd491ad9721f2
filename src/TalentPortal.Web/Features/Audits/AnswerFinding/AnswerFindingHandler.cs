using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;

namespace TalentPortal.Web.Features.Audits.AnswerFinding;

/// <summary>Keeps what a manager of the country answers to a signed finding; it stands beside the finding and changes nothing of it.</summary>
public sealed class AnswerFindingHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <returns>The answer's key. Refused as not found, and as <see cref="AuditAnswer.To"/> says.</returns>
    public async Task<Result<Guid>> AnswerAsync(Actor actor, Guid id, int no, string? text, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindAuditAsync(id, cancellationToken) is not { } found || !actor.MayAnswer(found.Commitment))
        {
            return AuditProblems.NotFound;
        }

        if (await db.Set<AuditMember>().AsNoTracking().SingleOrDefaultAsync(m => m.SampleId == id && m.No == no, cancellationToken) is not { } member)
        {
            return AuditProblems.MemberNotFound;
        }

        var answer = AuditAnswer.To(found.Sample, member, text, (actor.Id, actor.Name), now);
        if (answer.Problem is { } refused)
        {
            return refused;
        }

        db.Add(answer.Value);
        db.Record(actor, now, "audit.answered", ("audit-sample", id));
        await db.CommitAsync(cancellationToken);
        return answer.Value.Id;
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Audits.SignAudit;

/// <summary>Closes an audit: projects what was found, writes the working papers in one spelling, and keeps them with their digest.</summary>
public sealed class SignAuditHandler(PortalDatabase portal, TimeProvider clock)
{
    /// <param name="actor">An auditor.</param>
    /// <param name="id">The audit.</param>
    /// <param name="seen">The revision of audit and verdicts as the auditor saw them (<see cref="ReadAudits.AuditView.Version"/>); null where they do not mind.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The digest. Refused as not found, with <see cref="AuditProblems.SignedAlready"/>, <see cref="AuditProblems.NotAllJudged"/> and <see cref="Keeping.Changed"/>.</returns>
    public async Task<Result<string>> SignAsync(Actor actor, Guid id, int? seen, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (!actor.Allows(Permissions.AuditCounts) || !await db.Set<AuditSample>().AnyAsync(s => s.Id == id, cancellationToken))
        {
            return AuditProblems.NotFound;
        }

        // Verdicts that are being given are waited for; what is read from here on is what is signed.
        if (!await db.HoldToSignAsync(id, cancellationToken))
        {
            return AuditProblems.SignedAlready;
        }

        var (sample, target, commitment) = (await db.FindAuditAsync(id, cancellationToken))!;
        var members = await db.Set<AuditMember>().AsNoTracking().Where(m => m.SampleId == id).OrderBy(m => m.No).ToListAsync(cancellationToken);
        if (members.Count(m => m.Verdict is null) is > 0 and var left)
        {
            return AuditProblems.NotAllJudged(left);
        }

        if (!Keeping.Matches(seen, sample.Revision + members.Sum(m => m.Revision)))
        {
            return Keeping.Changed;
        }

        var now = clock.GetUtcNow();
        var strata = await db.Set<AuditStratum>().AsNoTracking().Where(s => s.SampleId == id).OrderBy(s => s.No).ToListAsync(cancellationToken);
        var estimate = SampleEstimates.Of([.. strata.Select(s => new StratumTally(s.Size, s.Drawn, members.Count(m => m.StratumNo == s.No && m.IsError)))], sample.Confidence / 100d);
        var rule = await db.Set<RuleVersion>().AsNoTracking().SingleAsync(r => r.TargetId == target.Id && r.Version == sample.Version, cancellationToken);
        var content = AuditPapers.Write(new(sample, target, commitment, rule, strata, members, estimate, (actor.Name, now)));
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(content));
        var found = (members.Count(m => m.Verdict == AuditVerdict.NotConfirmed), members.Count(m => m.Verdict == AuditVerdict.EvidenceMissing));
        if (sample.Sign(found, estimate, Convert.ToHexStringLower(digest), (actor.Id, actor.Name), now).Problem is { } refused)
        {
            return refused;
        }

        db.Add(new AuditPaper { SampleId = id, Content = content });
        db.Record(actor, now, "audit.signed", ("audit-sample", id), digest: digest);
        return (await db.TryCommitAsync(cancellationToken)).Problem is { } changed ? changed : sample.Digest!;
    }
}

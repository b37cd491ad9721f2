using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Audits.SignAudit;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Audits.DownloadPapers;

/// <summary>Hands out the working papers of a signed audit to auditors and to managers of the commitment's country.</summary>
public sealed class PapersQuery(PortalDatabase portal, TimeProvider clock)
{
    /// <summary>The papers byte for byte as they were signed: their SHA-256 is the audit's digest.</summary>
    /// <returns>Refused as not found and with <see cref="AuditProblems.NotSigned"/>.</returns>
    public async Task<Result<byte[]>> JsonAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await FindAsync(db, actor, id, cancellationToken) is { Problem: { } refused })
        {
            return refused;
        }

        var content = await db.Set<AuditPaper>().Where(p => p.SampleId == id).Select(p => p.Content).SingleAsync(cancellationToken);
        db.Record(actor, clock.GetUtcNow(), "audit.papers-downloaded", ("audit-sample", id));
        await db.CommitAsync(cancellationToken);
        return Encoding.UTF8.GetBytes(content);
    }

    /// <summary>The members with their verdicts as a table.</summary>
    /// <returns>Refused as not found and with <see cref="AuditProblems.NotSigned"/>.</returns>
    public async Task<Result<byte[]>> CsvAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await FindAsync(db, actor, id, cancellationToken) is { Problem: { } refused })
        {
            return refused;
        }

        var rows = await (
            from m in db.Set<AuditMember>().AsNoTracking()
            join s in db.Set<AuditStratum>() on new { m.SampleId, No = m.StratumNo } equals new { s.SampleId, s.No }
            where m.SampleId == id
            orderby m.No
            select new { Member = m, s.PartnerName, s.Evidence }).ToListAsync(cancellationToken);
        using var bytes = new MemoryStream();
        await using (var csv = new CsvExport(bytes))
        {
            await csv.WriteRowAsync(["no", "stratum", "partner", "evidence", "subject", "verdict", "reason", "note_sha256", "judged_by"]);
            foreach (var (m, partner, evidence) in rows.Select(r => (r.Member, r.PartnerName, r.Evidence)))
            {
                await csv.WriteRowAsync(
                [
                    m.No.ToString(CultureInfo.InvariantCulture), m.StratumNo.ToString(CultureInfo.InvariantCulture), partner ?? "", evidence, m.SubjectId.ToString(), m.Verdict is { } v ? Words.Of(v) : "",
                    m.Reason is { } r ? Words.Of(r) : "", AuditPapers.HashOf(m.Note) ?? "", m.JudgedByName ?? "",
                ]);
            }

            await csv.CompleteAsync();
        }

        db.Record(actor, clock.GetUtcNow(), "audit.papers-downloaded", ("audit-sample", id));
        await db.CommitAsync(cancellationToken);
        return bytes.ToArray();
    }

    private static async Task<Result> FindAsync(PortalDbContext db, Actor actor, Guid id, CancellationToken cancellationToken) =>
        await db.FindAuditAsync(id, cancellationToken) is not { } found || !(actor.Allows(Permissions.AuditCounts) || actor.MayAnswer(found.Commitment))
            ? AuditProblems.NotFound
            : found.Sample.IsSigned ? Result.Ok : AuditProblems.NotSigned;
}

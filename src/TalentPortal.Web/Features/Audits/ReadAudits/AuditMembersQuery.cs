using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Audits.ReadAudits;

/// <summary>Which of those drawn.</summary>
public enum MemberFilter
{
    All,

    /// <summary>Without a verdict yet.</summary>
    Open,
    Confirmed,

    /// <summary>Not confirmed, or without evidence.</summary>
    Findings,
}

/// <summary>One of those drawn.</summary>
/// <param name="Subject">The pseudonymous id.</param>
/// <param name="Partner">Null where it stands with other small ones.</param>
/// <param name="Answers">What managers answered, the first first.</param>
/// <param name="Version">ETag of the verdict.</param>
public sealed record AuditMemberView(
    int No, int Stratum, Guid Subject, string? Partner, string Evidence, string? Verdict, string? Reason, string? Note, string? JudgedBy, DateTimeOffset? JudgedAt, IReadOnlyList<AnswerView> Answers, int Version);

/// <summary>What a manager answered to a finding.</summary>
public sealed record AnswerView(string Text, string By, DateTimeOffset At);

/// <summary>Lists those drawn to auditors; to managers of the country, once it is signed, those found wanting, so that they can answer.</summary>
public sealed class AuditMembersQuery(PortalDatabase portal)
{
    public const int PageSize = 50;

    /// <param name="actor">Who asks.</param>
    /// <param name="id">The audit.</param>
    /// <param name="filter">Which of them; for managers always the findings.</param>
    /// <param name="paging">After a number.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Refused as not found where there is no such audit, or the actor sees its sums only.</returns>
    public async Task<Result<Page<AuditMemberView>>> ListAsync(Actor actor, Guid id, MemberFilter filter, Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindAuditAsync(id, cancellationToken) is not { } found || !actor.SeesFindings(found.Sample, found.Commitment))
        {
            return AuditProblems.NotFound;
        }

        var after = paging.After is [var no] ? int.Parse(no, CultureInfo.InvariantCulture) : 0;
        var shown = actor.Is(Role.Auditor) ? filter : MemberFilter.Findings;
        var members = db.Set<AuditMember>().AsNoTracking().Where(m => m.SampleId == id && m.No > after);
        members = shown switch
        {
            MemberFilter.Open => members.Where(m => m.Verdict == null),
            MemberFilter.Confirmed => members.Where(m => m.Verdict == AuditVerdict.Confirmed),
            MemberFilter.Findings => members.Where(m => m.Verdict == AuditVerdict.NotConfirmed || m.Verdict == AuditVerdict.EvidenceMissing),
            _ => members,
        };
        var rows = await members.Join(db.Set<AuditStratum>(), m => new { m.SampleId, No = m.StratumNo }, s => new { s.SampleId, s.No }, (m, s) => new { Member = m, s.PartnerName, s.Evidence })
            .OrderBy(r => r.Member.No).Take(paging.Limit + 1).ToListAsync(cancellationToken);
        var numbers = rows.ConvertAll(r => r.Member.No);
        var answers = (await db.Set<AuditAnswer>().AsNoTracking().Where(a => a.SampleId == id && numbers.Contains(a.MemberNo)).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(cancellationToken)).ToLookup(a => a.MemberNo);
        var page = paging.Of(rows, r => [r.Member.No.ToString(CultureInfo.InvariantCulture)]);
        return new Page<AuditMemberView>([.. page.Items.Select(r => View(r.Member, r.PartnerName, r.Evidence, answers[r.Member.No]))], page.Next);
    }

    private static AuditMemberView View(AuditMember m, string? partner, string evidence, IEnumerable<AuditAnswer> answers) => new(
        m.No, m.StratumNo, m.SubjectId, partner, evidence, m.Verdict is { } v ? Words.Of(v) : null, m.Reason is { } r ? Words.Of(r) : null, m.Note, m.JudgedByName, m.JudgedAt,
        [.. answers.Select(a => new AnswerView(a.Text, a.ByName, a.At))], m.Revision);
}

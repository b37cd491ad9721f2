using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Programmes;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Audits.JudgeMember;

/// <summary>A row of a roster as it was uploaded.</summary>
/// <param name="Cells">Under the file's own headings.</param>
/// <param name="AttestsNationality">The uploader put their name to the nationalities of the whole file.</param>
public sealed record RosterEvidence(
    Guid Roster, int RowNo, string File, string UploadedBy, DateTimeOffset UploadedAt, DateTimeOffset? AppliedAt, string? AppliedBy, bool AttestsNationality, bool WasUndone, IReadOnlyList<(string Heading, string Cell)> Cells);

/// <summary>What the enrolment says now.</summary>
public sealed record EnrolmentEvidence(EnrolmentState State, EnrolmentResult Result, decimal? Score, string? Grade, string? CertificateNo);

/// <summary>A mark at a session.</summary>
public sealed record MarkEvidence(int Session, DateOnly? HeldOn, AttendanceMark Mark, int? Minutes);

/// <summary>A wording of the contribution, from when it was known until when it was known better.</summary>
/// <param name="Drawn">The one that was counted when the sample was drawn.</param>
public sealed record LedgerLine(int Version, ContributionState State, string? Reason, DateOnly On, DateTimeOffset KnownFrom, DateTimeOffset? KnownTo, bool Drawn);

/// <summary>A record that is or was the person's.</summary>
/// <param name="Why">A code.</param>
public sealed record LinkLine(string? Partner, string Why, DateTimeOffset KnownFrom, DateTimeOffset? KnownTo);

/// <summary>One drawn member with everything that an auditor looks at.</summary>
/// <param name="Name">Null where the person was erased.</param>
/// <param name="PersonId">Null for a partner.</param>
/// <param name="KnownOn">The day on which it became known first.</param>
/// <param name="Ticks">What the rule asks, one after another, as was known when the sample was drawn.</param>
/// <param name="ProgrammeNames">Names of the programmes that the rule names or the fact has, by key.</param>
/// <param name="Left">How many have no verdict yet.</param>
/// <param name="NextOpen">The next without a verdict; null where there is none.</param>
public sealed record MemberView(
    AuditSample Sample, string Target, string Commitment, string CommitmentName, TimeZoneInfo Zone, AuditMember Member, AuditStratum Stratum, string? Name, Guid? PersonId, string? Partner, string? Cohort, Fact Fact, DateOnly KnownOn,
    IReadOnlyList<RuleTick> Ticks, IReadOnlyDictionary<string, string> ProgrammeNames, RosterEvidence? Roster, EnrolmentEvidence? Enrolment, IReadOnlyList<MarkEvidence> Marks,
    IReadOnlyList<LedgerLine> Ledger, IReadOnlyList<LinkLine> Links, IReadOnlyList<AuditVerdictChange> Verdicts, int Left, int? NextOpen);

/// <summary>Gathers the evidence for one drawn member, as it was known when the sample was drawn.</summary>
public sealed class MemberQuery(PortalDatabase portal)
{
    private const int MostMarks = 200;

    /// <returns>Null where there is no such member, or the actor is no auditor.</returns>
    public async Task<MemberView?> FindAsync(Actor actor, Guid id, int no, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (!actor.Allows(Permissions.AuditCounts) || await db.FindAuditAsync(id, cancellationToken) is not { } found
            || await db.Set<AuditMember>().AsNoTracking().SingleOrDefaultAsync(m => m.SampleId == id && m.No == no, cancellationToken) is not { } member)
        {
            return null;
        }

        var (sample, target) = (found.Sample, found.Target);
        var stratum = await db.Set<AuditStratum>().AsNoTracking().SingleAsync(s => s.SampleId == id && s.No == member.StratumNo, cancellationToken);
        var fact = await db.Set<Fact>().AsNoTracking().SingleAsync(f => f.Id == member.FactId, cancellationToken);
        var record = await db.Set<PersonRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == fact.RecordId, cancellationToken);
        var partner = await db.Set<Partner>().Where(p => p.Id == fact.PartnerId || p.Id == fact.SubjectId).Select(p => p.Name).FirstOrDefaultAsync(cancellationToken);
        var cohort = await db.Set<Cohort>().Where(c => c.Id == fact.CohortId).Select(c => c.Name).SingleOrDefaultAsync(cancellationToken);
        var rule = await db.Set<RuleVersion>().AsNoTracking().SingleAsync(r => r.TargetId == target.Id && r.Version == sample.Version, cancellationToken);
        var enrolment = await db.Set<Enrolment>().AsNoTracking().Where(e => e.CohortId == fact.CohortId && e.RecordId == fact.RecordId).OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
        var knownOn = (fact.FirstKnown ?? fact.KnownFrom).DayIn(target.Zone);
        var person = fact.RecordId is { } its ? await PersonAsync(db, its, sample.KnownAt, cancellationToken) : null;
        var subject = await SubjectAsync(db, fact, person, knownOn, sample.KnownAt, cancellationToken);
        var programmes = rule.Programmes.Concat(fact.ProgrammeId is { } own ? [own] : []).ToList();
        var open = await db.Set<AuditMember>().Where(m => m.SampleId == id && m.Verdict == null && m.No != no).OrderBy(m => m.No < no).ThenBy(m => m.No).Select(m => m.No).ToListAsync(cancellationToken);
        return new(
            sample, target.Code, found.Commitment.Code, found.Commitment.Name, TimeZoneInfo.FindSystemTimeZoneById(target.Zone), member, stratum, record?.FullName ?? (fact.SubjectId is null ? null : partner), person,
            partner, cohort, fact, knownOn, RuleTicks.Of(rule.Rule, (target.StartsOn, target.EndsOn), subject),
            await db.Set<Programme>().Where(p => programmes.Contains(p.Id)).ToDictionaryAsync(p => p.Id.ToString(), p => p.Name, StringComparer.Ordinal, cancellationToken),
            await RosterAsync(db, fact, cancellationToken),
            enrolment is null ? null : new(enrolment.State, enrolment.Result, enrolment.Score, enrolment.Grade, enrolment.CertificateNo),
            enrolment is null ? [] : await MarksAsync(db, enrolment.Id, cancellationToken),
            await LedgerAsync(db, member, target.Id, cancellationToken),
            person is { } whose ? await LinksAsync(db, whose, cancellationToken) : [],
            await db.Set<AuditVerdictChange>().AsNoTracking().Where(c => c.SampleId == id && c.MemberNo == no).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).ToListAsync(cancellationToken),
            open.Count + (member.Verdict is null ? 1 : 0), open.Count > 0 ? open[0] : null);
    }

    // Whose the record was then: a merge since has moved nothing of what was counted.
    private static Task<Guid?> PersonAsync(PortalDbContext db, Guid record, DateTimeOffset known, CancellationToken cancellationToken) => db.Set<PersonLink>()
        .Where(l => l.RecordId == record && l.KnownFrom <= known && known < l.KnownTo).Select(l => (Guid?)l.PersonId).SingleOrDefaultAsync(cancellationToken);

    private static async Task<JudgedSubject> SubjectAsync(PortalDbContext db, Fact fact, Guid? person, DateOnly knownOn, DateTimeOffset known, CancellationToken cancellationToken)
    {
        var trait = await db.Set<Trait>().AsNoTracking().SingleOrDefaultAsync(t => t.PersonId == person && t.KnownFrom <= known && known < t.KnownTo, cancellationToken);
        List<EvidenceKind> evidence = [fact.RosterId is null ? EvidenceKind.Attestation : EvidenceKind.Roster];
        if (person is not null && fact.CohortId is not null)
        {
            var kinds = await (
                from l in db.Set<PersonLink>()
                join f in db.Set<Fact>() on l.RecordId equals f.RecordId
                where l.PersonId == person && l.KnownFrom <= known && known < l.KnownTo && f.CohortId == fact.CohortId && f.KnownFrom <= known && known < f.KnownTo
                    && (f.Kind == FactKind.Attended || f.Kind == FactKind.Certified)
                select f.Kind).Distinct().ToListAsync(cancellationToken);
            evidence.AddRange(kinds.Select(k => k == FactKind.Attended ? EvidenceKind.Attendance : EvidenceKind.Certificate));
        }

        return new(fact, knownOn, trait?.Nationality, trait?.Region, trait?.Audience, evidence);
    }

    private static async Task<RosterEvidence?> RosterAsync(PortalDbContext db, Fact fact, CancellationToken cancellationToken)
    {
        if (fact is not { RosterId: { } id, RowNo: { } no })
        {
            return null;
        }

        var roster = await db.Set<Roster>().AsNoTracking().SingleAsync(r => r.Id == id, cancellationToken);
        var file = await db.Set<StoredFile>().Where(f => f.Id == roster.FileId).Select(f => f.Name).SingleAsync(cancellationToken);
        var cells = await db.Set<RosterRow>().Where(r => r.RosterId == id && r.RowNo == no).Select(r => r.Cells).SingleOrDefaultAsync(cancellationToken) ?? [];
        return new(
            id, no, file, roster.UploadedByName, roster.UploadedAt, roster.AppliedAt, roster.AppliedByName, roster.AttestsNationality, roster.UndoneAt is not null,
            [.. cells.Select((c, i) => (i < roster.Columns.Length ? roster.Columns[i] : "", c))]);
    }

    private static async Task<List<MarkEvidence>> MarksAsync(PortalDbContext db, Guid enrolment, CancellationToken cancellationToken) => await (
        from a in db.Set<Attendance>()
        join s in db.Set<Session>() on a.SessionId equals s.Id
        where a.EnrolmentId == enrolment
        orderby s.N
        select new MarkEvidence(s.N, s.HeldOn, a.Mark, a.Minutes)).Take(MostMarks).ToListAsync(cancellationToken);

    private static async Task<List<LedgerLine>> LedgerAsync(PortalDbContext db, AuditMember member, Guid target, CancellationToken cancellationToken)
    {
        var rows = await db.Set<Contribution>().AsNoTracking().Where(c => c.TargetId == target && c.SubjectId == member.SubjectId).OrderByDescending(c => c.KnownFrom).ThenByDescending(c => c.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(c => new LedgerLine(c.Version, c.State, c.Reason, c.OnDate, c.KnownFrom, Closed(c.KnownTo), c.Id == member.ContributionId))];
    }

    private static async Task<List<LinkLine>> LinksAsync(PortalDbContext db, Guid person, CancellationToken cancellationToken)
    {
        var rows = await (
            from l in db.Set<PersonLink>()
            join r in db.Set<PersonRecord>() on l.RecordId equals r.Id
            from p in db.Set<Partner>().Where(p => p.Id == r.PartnerId).DefaultIfEmpty()
            where l.PersonId == person
            orderby l.KnownFrom
            select new { Partner = p == null ? null : p.Name, l.Why, l.KnownFrom, l.KnownTo }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new LinkLine(r.Partner, r.Why, r.KnownFrom, Closed(r.KnownTo)));
    }

    private static DateTimeOffset? Closed(DateTimeOffset at) => at == DateTimeOffset.MaxValue ? null : at;
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.People.ReadPerson;

/// <summary>One human, as the sources tell.</summary>
public sealed record PersonView(Guid Id, string State, IReadOnlyList<RecordView> Records, IReadOnlyList<EnrolmentView> Enrolments, IReadOnlyList<PersonContribution> Contributions,
    IReadOnlyList<PersonWhyNot> WhyNot);

/// <summary>What one source says.</summary>
public sealed record RecordView(
    Guid Id, string Source, string? Partner, string FullName, string? StudentId, string? Email, string? Mobile, string? Nationality, string? Audience, string? Gender, int? BirthYear, string? State, string? Sector);

/// <summary>One enrolment.</summary>
public sealed record EnrolmentView(Guid Id, string Cohort, string State, string Result, DateOnly? EnrolledOn, DateOnly? CompletedOn);

/// <summary>Where the person counts or does not, and why not.</summary>
public sealed record PersonContribution(string Target, string State, string? Reason, DateOnly On);

/// <summary>A promise that has no row of the person, and the first condition that the nearest thing they did fails.</summary>
/// <param name="Reason">A code; <c>no-fact</c> where nothing of the kind has happened.</param>
/// <param name="On">The day of the nearest fact.</param>
public sealed record PersonWhyNot(string Commitment, string Target, string Reason, DateOnly? On);

/// <summary>Reads one person, for auditors in full, for managers as far as it lies in their countries.</summary>
public sealed class PersonQuery(PortalDatabase portal)
{
    /// <returns>Null where there is nobody, or nothing the actor may see.</returns>
    public async Task<PersonView?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        if (!actor.IsSystem && !actor.IsAny(Role.ProgrammeManager, Role.Auditor))
        {
            return null;
        }

        var countries = actor.Grants.Where(g => g.Role == Role.ProgrammeManager).Select(g => g.Country).ToList();
        var everywhere = actor.IsSystem || actor.Is(Role.Auditor) || countries.Contains(null);
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var person = await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        var enrolments = await (
            from r in db.Set<PersonRecord>()
            join e in db.Set<Enrolment>() on r.Id equals e.RecordId
            join c in db.Set<Cohort>() on e.CohortId equals c.Id
            where r.PersonId == id && (everywhere || countries.Contains(c.Country))
            orderby c.Code, e.Id
            select new { Enrolment = e, Cohort = c.Code }).AsNoTracking().ToListAsync(cancellationToken);
        var seen = enrolments.ConvertAll(e => e.Enrolment.RecordId);
        var records = await (
            from r in db.Set<PersonRecord>()
            join p in db.Set<Partner>() on r.PartnerId equals p.Id into ps
            from p in ps.DefaultIfEmpty()
            where r.PersonId == id && (everywhere || seen.Contains(r.Id))
            orderby r.Id
            select new { Record = r, Partner = (string?)p.Code }).AsNoTracking().ToListAsync(cancellationToken);
        if (person is null || records.Count == 0)
        {
            return null;
        }

        return new(
            id,
            Words.Of(person.State),
            records.ConvertAll(r => View(r.Record, r.Partner)),
            enrolments.ConvertAll(e => new EnrolmentView(e.Enrolment.Id, e.Cohort, Words.Of(e.Enrolment.State), Words.Of(e.Enrolment.Result), e.Enrolment.EnrolledOn, e.Enrolment.CompletedOn)),
            await ContributionsAsync(db, id, everywhere, countries, cancellationToken),
            [.. (await db.WhyNotAsync(id, everywhere ? null : [.. countries.OfType<string>()], cancellationToken)).Select(w => new PersonWhyNot(w.Commitment, w.Target, w.Reason, w.On))]);
    }

    private static RecordView View(PersonRecord r, string? partner) => new(
        r.Id, Words.Of(r.Source), partner, r.FullName, r.StudentId, r.Email, r.Mobile, r.Nationality, r.Audience, r.Gender, r.BirthYear, r.Region, r.Sector);

    private static async Task<List<PersonContribution>> ContributionsAsync(PortalDbContext db, Guid id, bool everywhere, List<string?> countries, CancellationToken cancellationToken)
    {
        var rows = await (
            from c in db.Set<Contribution>()
            join r in db.Set<RuleVersion>() on new { c.TargetId, c.Version } equals new { r.TargetId, r.Version }
            join t in db.Set<Target>() on c.TargetId equals t.Id
            join f in db.Set<Fact>() on c.FactId equals f.Id
            where c.SubjectId == id && c.KnownTo == DateTimeOffset.MaxValue && r.Status == RuleStatus.Effective && (everywhere || countries.Contains(f.Country))
            orderby t.Code
            select new { t.Code, c.State, c.Reason, c.OnDate }).ToListAsync(cancellationToken);
        return rows.ConvertAll(c => new PersonContribution(c.Code, Words.Of(c.State), c.Reason, c.OnDate));
    }
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.People.ReadPerson;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.People.ShowPerson;

/// <summary>One person with everything that led here.</summary>
/// <param name="Person">Records, enrolments and contributions.</param>
/// <param name="Counts">Where the person stands in each target, with its reason and evidence.</param>
/// <param name="WhyNot">The other promises, each with the first condition that is not met.</param>
/// <param name="Links">How the records came to be this person's, the latest first.</param>
/// <param name="Pairs">Questions about these records, and their answers.</param>
/// <param name="History">Values that were changed, the latest first.</param>
/// <param name="Partners">The names of the records' partners, by code.</param>
/// <param name="Cohorts">The names of the enrolments' cohorts, by code.</param>
/// <param name="MayDecide">The reader merges, takes back and corrects.</param>
public sealed record PersonPageView(
    PersonView Person,
    IReadOnlyList<PersonCount> Counts,
    IReadOnlyList<WhyNot> WhyNot,
    IReadOnlyList<PersonLinkLine> Links,
    IReadOnlyList<PersonPair> Pairs,
    IReadOnlyList<ValueChange> History,
    IReadOnlyDictionary<string, string> Partners,
    IReadOnlyDictionary<string, string> Cohorts,
    bool MayDecide);

/// <summary>Where the person counts, or why not.</summary>
public sealed record PersonCount(string Commitment, string Name, ContributionState State, string? Reason, DateOnly On, Guid? Roster, int? Row);

/// <summary>A record that was linked.</summary>
/// <param name="Why">A code: <c>new</c>, what matching found, <c>decision</c>, <c>taken-back</c>.</param>
/// <param name="Decision">The pair that was answered.</param>
public sealed record PersonLinkLine(Guid Record, string Name, string Why, Guid? Decision, string? By, DateTimeOffset At);

/// <summary>A question about one of the records.</summary>
public sealed record PersonPair(Guid Id, PairStatus Status, string Name, string OtherName, Guid Other, string? By, DateTimeOffset At, string? Note);

/// <summary>A value that changed.</summary>
/// <param name="File">The roster that changed it; null for a correction.</param>
/// <param name="Why">The reason of a correction.</param>
public sealed record ValueChange(Guid Record, string Field, string? Was, string? Became, DateTimeOffset At, string By, string? File, Guid? Roster, int? Row, string? Why);

/// <summary>The manager's page of a person: what <see cref="PersonQuery"/> may tell the actor, and how it came about.</summary>
public sealed class PersonPageQuery(PortalDatabase portal, PersonQuery people)
{
    private const int MostChanges = 200;

    /// <returns>Null where there is nobody, or nothing the actor may see.</returns>
    public async Task<PersonPageView?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(actor, id, cancellationToken) is not { } person)
        {
            return null;
        }

        var reach = PeopleReach.ToRead(actor);
        var records = person.Records.Select(r => r.Id).ToList();
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return new(
            person,
            await CountsAsync(db, id, reach, cancellationToken),
            await db.WhyNotAsync(id, reach.All ? null : [.. reach.Countries.OfType<string>()], cancellationToken),
            await LinksAsync(db, records, cancellationToken),
            await PairsAsync(db, records, reach, cancellationToken),
            [.. (await RosterChangesAsync(db, records, cancellationToken)).Concat(await CorrectionsAsync(db, records, cancellationToken)).OrderByDescending(c => c.At).Take(MostChanges)],
            await PartnersAsync(db, person, cancellationToken),
            await CohortsAsync(db, person, cancellationToken),
            actor.Allows(Permissions.DecidePairs));
    }

    /// <summary>Who somebody is now whose records were all linked to another person; null where that is not so or not the actor's to know.</summary>
    public async Task<Guid?> FindMergedAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ViewMembers))
        {
            return null;
        }

        Guid? now;
        await using (var db = await portal.BeginAsync(actor.Scope, cancellationToken))
        {
            now = await (
                from l in db.Set<PersonLink>()
                join r in db.Set<PersonRecord>() on l.RecordId equals r.Id
                where l.PersonId == id && r.PersonId != id && r.State == RecordState.Live
                orderby l.KnownFrom, r.Id
                select (Guid?)r.PersonId).FirstOrDefaultAsync(cancellationToken);
        }

        return now is { } other && await people.FindAsync(actor, other, cancellationToken) is not null ? other : null;
    }

    private static async Task<IReadOnlyDictionary<string, string>> PartnersAsync(PortalDbContext db, PersonView person, CancellationToken cancellationToken)
    {
        var codes = person.Records.Select(r => r.Partner).OfType<string>().Distinct().ToList();
        return await db.Set<Partner>().Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, p => p.Name, cancellationToken);
    }

    private static async Task<IReadOnlyList<PersonCount>> CountsAsync(PortalDbContext db, Guid id, PeopleReach reach, CancellationToken cancellationToken)
    {
        var (all, countries) = reach;
        return await (
            from c in db.Set<Contribution>()
            join r in db.Set<RuleVersion>() on new { c.TargetId, c.Version } equals new { r.TargetId, r.Version }
            join t in db.Set<Target>() on c.TargetId equals t.Id
            join m in db.Set<Commitment>() on t.CommitmentId equals m.Id
            join f in db.Set<Fact>() on c.FactId equals f.Id
            where c.SubjectId == id && c.KnownTo == DateTimeOffset.MaxValue && r.Status == RuleStatus.Effective && (all || countries.Contains(f.Country))
            orderby m.Name, t.Code
            select new PersonCount(m.Code, m.Name, c.State, c.Reason, c.OnDate, f.RosterId, f.RowNo)).ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<string, string>> CohortsAsync(PortalDbContext db, PersonView person, CancellationToken cancellationToken)
    {
        var codes = person.Enrolments.Select(e => e.Cohort).ToList();
        return await db.Set<Cohort>().Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Name, StringComparer.Ordinal, cancellationToken);
    }

    private static async Task<IReadOnlyList<PersonLinkLine>> LinksAsync(PortalDbContext db, List<Guid> records, CancellationToken cancellationToken) => await (
        from l in db.Set<PersonLink>()
        join r in db.Set<PersonRecord>() on l.RecordId equals r.Id
        from p in db.Set<PairDecision>().Where(p => p.Id == l.DecisionId).DefaultIfEmpty()
        where records.Contains(l.RecordId)
        orderby l.KnownFrom descending, r.Id
        select new PersonLinkLine(r.Id, r.FullName, l.Why, l.DecisionId, p!.ByName, l.KnownFrom)).ToListAsync(cancellationToken);

    /// <summary>A question is told only to whoever may see both of its records.</summary>
    private static async Task<IReadOnlyList<PersonPair>> PairsAsync(PortalDbContext db, List<Guid> records, PeopleReach reach, CancellationToken cancellationToken)
    {
        var (all, countries) = reach;
        var pairs = await (
            from p in db.Set<PairDecision>()
            join a in db.Set<PersonRecord>() on p.RecordA equals a.Id
            join b in db.Set<PersonRecord>() on p.RecordB equals b.Id
            from pa in db.Set<Partner>().Where(x => x.Id == a.PartnerId).DefaultIfEmpty()
            from pb in db.Set<Partner>().Where(x => x.Id == b.PartnerId).DefaultIfEmpty()
            where (records.Contains(a.Id) || records.Contains(b.Id)) && a.State == RecordState.Live && b.State == RecordState.Live
                && (all || (countries.Contains(pa!.Country) && countries.Contains(pb!.Country)))
            orderby p.At, p.Id
            select new { p.Id, p.Status, p.ByName, p.DecidedAt, p.At, p.Note, A = a.Id, NameA = a.FullName, PersonA = a.PersonId, NameB = b.FullName, PersonB = b.PersonId }).ToListAsync(cancellationToken);
        return pairs.ConvertAll(p => records.Contains(p.A)
            ? new PersonPair(p.Id, p.Status, p.NameA, p.NameB, p.PersonB, p.ByName, p.DecidedAt ?? p.At, p.Note)
            : new PersonPair(p.Id, p.Status, p.NameB, p.NameA, p.PersonA, p.ByName, p.DecidedAt ?? p.At, p.Note));
    }

    /// <summary>What applied rosters changed of the records and of their enrolments.</summary>
    private static async Task<List<ValueChange>> RosterChangesAsync(PortalDbContext db, List<Guid> records, CancellationToken cancellationToken)
    {
        var enrolments = await db.Set<Enrolment>().Where(e => records.Contains(e.RecordId)).Select(e => new { e.Id, e.RecordId }).ToListAsync(cancellationToken);
        var rosters = await db.Set<Fact>().Where(f => records.Contains(f.RecordId!.Value) && f.RosterId != null).Select(f => f.PartnerId).Distinct().ToListAsync(cancellationToken);
        var ids = enrolments.ConvertAll(e => e.Id);
        var found = await (
            from c in db.Set<RosterChange>()
            join r in db.Set<Roster>() on c.RosterId equals r.Id
            join f in db.Set<StoredFile>() on r.FileId equals f.Id
            where rosters.Contains(r.PartnerId) && (r.State == RosterState.Applied || r.State == RosterState.Undone || r.State == RosterState.PartlyUndone)
                && (records.Contains(c.EntityId) || ids.Contains(c.EntityId))
            orderby r.AppliedAt descending, c.Field
            select new { c.Entity, c.EntityId, c.Field, c.Was, c.Became, At = r.AppliedAt ?? r.UploadedAt, r.UploadedByName, f.Name, r.Id, c.RowNo }).Take(MostChanges).ToListAsync(cancellationToken);
        return found.ConvertAll(c => new ValueChange(
            c.Entity == "record" ? c.EntityId : enrolments.Find(e => e.Id == c.EntityId)!.RecordId,
            c.Entity == "enrolment" && c.Field == "state" ? "enrolment" : c.Field, c.Was, c.Became, c.At, c.UploadedByName, c.Name, c.Id, c.RowNo, null));
    }

    private static async Task<List<ValueChange>> CorrectionsAsync(PortalDbContext db, List<Guid> records, CancellationToken cancellationToken) => await (
        from c in db.Set<RecordChange>()
        where records.Contains(c.RecordId)
        orderby c.At descending, c.Id
        select new ValueChange(c.RecordId, c.Field, c.Was, c.Became, c.At, c.ByName, null, null, null, c.Reason)).Take(MostChanges).ToListAsync(cancellationToken);
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.People;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Rosters.PartnerLearners;

/// <summary>A page of a partner's learners.</summary>
public sealed record LearnersView(string Code, string Partner, KeysetPage<LearnerLine> Page);

/// <summary>One learner, as the partner's record names them.</summary>
/// <param name="Record">The partner's record of them.</param>
/// <param name="Cohorts">The latest first.</param>
/// <param name="Standing">Where they stand for each promise that asks for what the partner proved of them.</param>
public sealed record LearnerLine(Guid Record, string Name, string? StudentId, string? Email, IReadOnlyList<LearnerCohort> Cohorts, IReadOnlyList<LearnerStanding> Standing);

/// <summary>A learner's place in a cohort.</summary>
public sealed record LearnerCohort(string Code, string Name, EnrolmentState State, EnrolmentResult Result, DateOnly? CompletedOn);

/// <summary>A partner's learners: what counted for which promise and, where not, the first reason. Of other partners it tells nothing but that a person counts already.</summary>
public sealed class LearnersQuery(PortalDatabase portal)
{
    public const int PageSize = 50;

    /// <param name="actor">Who reads.</param>
    /// <param name="code">The partner's code.</param>
    /// <param name="text">Part of a name, or the beginning of a student id or an e-mail; null for everybody.</param>
    /// <param name="cohort">Only who is in the cohort of this code.</param>
    /// <param name="after">The page behind this place.</param>
    /// <param name="before">The page before this place.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where the partner does not exist or is not the actor's to see.</returns>
    public async Task<LearnersView?> FindAsync(Actor actor, string code, string? text, string? cohort, string? after, string? before, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindPartnerAsync(actor, code, cancellationToken) is not { } partner)
        {
            return null;
        }

        var found = Found(db, partner, text, cohort);
        var (on, back) = (Place(after), Place(before));
        if (on is var (name, key))
        {
            found = found.Where(r => EF.Functions.GreaterThan(ValueTuple.Create(r.FullName, r.Id), ValueTuple.Create(name, key)));
        }
        else if (back is var (backName, backKey))
        {
            found = found.Where(r => EF.Functions.LessThan(ValueTuple.Create(r.FullName, r.Id), ValueTuple.Create(backName, backKey)));
        }

        var wentBack = on is null && back is not null;
        var ordered = wentBack ? found.OrderByDescending(r => r.FullName).ThenByDescending(r => r.Id) : found.OrderBy(r => r.FullName).ThenBy(r => r.Id);
        var read = await ordered.Take(PageSize + 1).Select(r => new LearnerLine(r.Id, r.FullName, r.StudentId, r.Email, Array.Empty<LearnerCohort>(), Array.Empty<LearnerStanding>())).ToListAsync(cancellationToken);
        var page = KeysetPages.Of(read, PageSize, on is not null, wentBack);
        return new(partner.Code, partner.Name, page with { Items = await CompleteAsync(db, partner, page.Items, await StandingAsync(partner, page.Items, cancellationToken), cancellationToken) });
    }

    /// <summary>Where the page before or after a line begins.</summary>
    public static string CursorOf(LearnerLine line) => new KeysetCursor(line.Name, line.Record.ToString()).ToString();

    private static (string Name, Guid Key)? Place(string? text) => KeysetCursor.Read(text) is { } cursor && Guid.TryParse(cursor.Key, out var key) ? (cursor.At, key) : null;

    private static IQueryable<PersonRecord> Found(PortalDbContext db, PartnerSeen partner, string? text, string? cohort)
    {
        var found = db.Set<PersonRecord>().AsNoTracking().Where(r => r.PartnerId == partner.Id && r.State == RecordState.Live);
        if (partner.Countries is { } countries)
        {
            found = found.Where(r => db.Set<Enrolment>().Any(e => e.RecordId == r.Id && db.Set<Cohort>().Any(c => c.Id == e.CohortId && countries.Contains(c.Country))));
        }

        if (text is { Length: > 0 })
        {
            var (within, start) = (Like.Containing(text), Like.Beginning(text));
            found = found.Where(r => EF.Functions.ILike(r.FullName, within, Like.Escape) || EF.Functions.ILike(r.StudentId!, start, Like.Escape) || EF.Functions.ILike(r.Email!, start, Like.Escape));
        }

        return cohort is { Length: > 0 } ? found.Where(r => db.Set<Enrolment>().Any(e => e.RecordId == r.Id && db.Set<Cohort>().Any(c => c.Id == e.CohortId && c.Code == cohort))) : found;
    }

    /// <summary>Of other partners nothing leaves this but that somebody is counted already.</summary>
    private async Task<ILookup<Guid, LearnerStanding>> StandingAsync(PartnerSeen partner, IReadOnlyList<LearnerLine> lines, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        return (await db.LearnerStandingsAsync(new(partner.Id, null, partner.Countries), [.. lines.Select(l => l.Record)], cancellationToken)).ToLookup(s => s.Record);
    }

    private static async Task<IReadOnlyList<LearnerLine>> CompleteAsync(PortalDbContext db, PartnerSeen partner, IReadOnlyList<LearnerLine> lines, ILookup<Guid, LearnerStanding> standing, CancellationToken cancellationToken)
    {
        Guid[] records = [.. lines.Select(l => l.Record)];
        var countries = partner.Countries;
        var cohorts = await (
            from enrolment in db.Set<Enrolment>()
            join cohort in db.Set<Cohort>() on enrolment.CohortId equals cohort.Id
            where records.Contains(enrolment.RecordId) && enrolment.PartnerId == partner.Id && (countries == null || countries.Contains(cohort.Country))
            orderby cohort.StartsOn descending, cohort.Code
            select new { enrolment.RecordId, Line = new LearnerCohort(cohort.Code, cohort.Name, enrolment.State, enrolment.Result, enrolment.CompletedOn) }).ToListAsync(cancellationToken);
        var byRecord = cohorts.ToLookup(c => c.RecordId, c => c.Line);
        return [.. lines.Select(l => l with { Cohorts = [.. byRecord[l.Record]], Standing = [.. standing[l.Record]] })];
    }
}

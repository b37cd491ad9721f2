using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Cohorts.ReadCohorts;

/// <summary>A cohort as the API shows it.</summary>
/// <param name="Seats">Places; null for no limit.</param>
/// <param name="Taken">Enrolled; may exceed the seats.</param>
/// <param name="Waiting">On the waitlist.</param>
public sealed record CohortView(
    string Code,
    string Programme,
    string Partner,
    string Name,
    string Country,
    IReadOnlyList<string> Countries,
    string TimeZone,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int? Seats,
    int Taken,
    int Waiting,
    string? Series,
    string State,
    string? StateReason,
    string? Funder,
    DateTimeOffset CreatedAt,
    int Version);

/// <summary>Reads cohorts: staff all of them, a partner its own.</summary>
public sealed class CohortsQuery(PortalDatabase portal)
{
    /// <returns>Null where it does not exist or belongs to another partner.</returns>
    public async Task<CohortView?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return (await RowsAsync(db, Visible(db, actor).Where(c => c.Code == code), cancellationToken)).SingleOrDefault();
    }

    /// <summary>Cohorts by code, after the code of <paramref name="paging"/>.</summary>
    public async Task<Page<CohortView>> ListAsync(Actor actor, Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var rows = await RowsAsync(db, Visible(db, actor).AfterCode(c => c.Code, paging), cancellationToken);
        return paging.Of(rows, c => [c.Code]);
    }

    private static IQueryable<Cohort> Visible(PortalDbContext db, Actor actor)
    {
        var all = actor.IsSystem || actor.IsAny(Role.ProgrammeManager, Role.Auditor);
        var partners = actor.PartnerIds;
        return db.Set<Cohort>().AsNoTracking().Where(c => all || partners.Contains(c.PartnerId));
    }

    private static async Task<List<CohortView>> RowsAsync(PortalDbContext db, IQueryable<Cohort> cohorts, CancellationToken cancellationToken)
    {
        var rows = await (
            from c in cohorts
            join programme in db.Set<Programme>() on c.ProgrammeId equals programme.Id
            join partner in db.Set<Partner>() on c.PartnerId equals partner.Id
            orderby c.Code
            select new
            {
                Cohort = c,
                Programme = programme.Code,
                Partner = partner.Code,
                Waiting = db.Set<Enrolment>().Count(e => e.CohortId == c.Id && e.State == EnrolmentState.Waiting),
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new CohortView(
            r.Cohort.Code, r.Programme, r.Partner, r.Cohort.Name, r.Cohort.Country, r.Cohort.Countries, r.Cohort.TimeZone, r.Cohort.StartsOn, r.Cohort.EndsOn, r.Cohort.Seats, r.Cohort.Taken,
            r.Waiting, r.Cohort.Series, Words.Of(r.Cohort.State), r.Cohort.StateReason, r.Cohort.Funder, r.Cohort.CreatedAt, r.Cohort.Revision));
    }
}

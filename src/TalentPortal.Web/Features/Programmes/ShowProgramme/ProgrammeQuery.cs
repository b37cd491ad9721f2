using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Programmes.ShowProgramme;

/// <summary>A programme with what it carries of every promise.</summary>
/// <param name="Seats">Of its cohorts to come that have a limit.</param>
public sealed record ProgrammeView(
    string Code, string Name, ProgrammeKind Kind, Level? Level, string Country, string? Sector, int Cohorts, long Enrolled, long Seats, IReadOnlyList<PromisePart> Parts, IReadOnlyList<ProgrammeCohort> Latest);

/// <summary>One of its cohorts.</summary>
public sealed record ProgrammeCohort(string Code, string Name, string Partner, DateOnly StartsOn, DateOnly EndsOn, int Taken, int? Seats, CohortState State);

/// <summary>Reads a programme. Its part of a promise is the sum of its cohorts' figures: no row of a person is read.</summary>
public sealed class ProgrammeQuery(PortalDatabase portal)
{
    /// <summary>How many cohorts the page lists.</summary>
    public const int CohortsShown = 12;

    /// <summary>Null where there is none, or the actor sees no figures.</summary>
    public async Task<ProgrammeView?> RunAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ViewPortfolio))
        {
            return null;
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.Set<Programme>().AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellationToken) is not { } programme)
        {
            return null;
        }

        var cohorts = db.Set<Cohort>().Where(c => c.ProgrammeId == programme.Id);
        var ids = await cohorts.Select(c => c.Id).ToListAsync(cancellationToken);
        var latest = await (
            from c in cohorts
            join p in db.Set<Partner>() on c.PartnerId equals p.Id
            orderby c.StartsOn descending, c.Code descending
            select new ProgrammeCohort(c.Code, c.Name, p.Name, c.StartsOn, c.EndsOn, c.Taken, c.Seats, c.State)).Take(CohortsShown).ToListAsync(cancellationToken);
        return new(
            programme.Code, programme.Name, programme.Kind, programme.Level, programme.Country, programme.Sector, ids.Count,
            await cohorts.SumAsync(c => (long)c.Taken, cancellationToken),
            await cohorts.Where(c => c.State == CohortState.Open || c.State == CohortState.Tentative || c.State == CohortState.Confirmed).SumAsync(c => (long)(c.Seats ?? 0), cancellationToken),
            await db.PartsAsync("cohort", ids, cancellationToken), latest);
    }
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Partners.ShowPartner;

/// <summary>A partner with what it signed and what it carries of every promise.</summary>
/// <param name="Parent">The organisation it belongs to; null where it stands alone.</param>
/// <param name="Reads">Whether the actor may read its learners and rosters.</param>
public sealed record PartnerPageView(
    string Code, string Name, PartnerKind Kind, string Country, (string Code, string Name)? Parent, int Cohorts, long Enrolled, IReadOnlyList<Agreement> Agreements, IReadOnlyList<PromisePart> Parts,
    IReadOnlyList<PartnerCohort> Latest, bool Reads);

/// <summary>One of its cohorts.</summary>
public sealed record PartnerCohort(string Code, string Name, string Programme, DateOnly StartsOn, DateOnly EndsOn, int Taken, int? Seats, CohortState State);

/// <summary>Reads a partner. What it carries are figures: no row of a person is read.</summary>
public sealed class PartnerQuery(PortalDatabase portal)
{
    /// <summary>How many cohorts the page lists.</summary>
    public const int CohortsShown = 12;

    /// <summary>Null where there is none, or the actor sees no figures.</summary>
    public async Task<PartnerPageView?> RunAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ViewPortfolio))
        {
            return null;
        }

        // Until when agreements hold is what targets count of partners: whoever sees those numbers sees it. Nobody's name is read.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        if (await db.Set<Partner>().AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellationToken) is not { } partner)
        {
            return null;
        }

        var parent = partner.ParentId is { } above ? await db.Set<Partner>().Where(p => p.Id == above).Select(p => new { p.Code, p.Name }).SingleAsync(cancellationToken) : null;
        var agreements = await db.Set<Agreement>().AsNoTracking().Where(a => a.PartnerId == partner.Id).OrderByDescending(a => a.EffectiveOn).ThenByDescending(a => a.Number).ToListAsync(cancellationToken);
        var cohorts = db.Set<Cohort>().Where(c => c.PartnerId == partner.Id);
        var latest = await (
            from c in cohorts
            join p in db.Set<Programme>() on c.ProgrammeId equals p.Id
            orderby c.StartsOn descending, c.Code descending
            select new PartnerCohort(c.Code, c.Name, p.Name, c.StartsOn, c.EndsOn, c.Taken, c.Seats, c.State)).Take(CohortsShown).ToListAsync(cancellationToken);
        return new(
            partner.Code, partner.Name, partner.Kind, partner.Country, parent is null ? null : (parent.Code, parent.Name),
            await cohorts.CountAsync(cancellationToken), await cohorts.SumAsync(c => (long)c.Taken, cancellationToken), agreements,
            await db.PartsAsync("partner", [partner.Id], cancellationToken), latest, actor.MayFill(partner.Id, partner.Country) || actor.Is(Role.Auditor));
    }
}

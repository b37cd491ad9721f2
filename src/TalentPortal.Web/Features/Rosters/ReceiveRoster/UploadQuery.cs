using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>Where an upload would go: a cohort, or a partner whose file names the cohorts itself.</summary>
/// <param name="Code">The cohort's code, or the partner's.</param>
/// <param name="Name">The cohort's name, or the partner's.</param>
/// <param name="Partner">The name of the partner.</param>
public sealed record UploadCohort(string Code, string Name, string Partner, string Country, DateOnly StartsOn, DateOnly EndsOn, TimeZoneInfo Zone)
{
    /// <summary>The code of the partner.</summary>
    public string PartnerCode { get; init; } = "";

    /// <summary>The partner's sources by name, where it has more than the usual one.</summary>
    public IReadOnlyList<UploadSource> Sources { get; init; } = [];
}

/// <summary>A partner whose rosters somebody may upload.</summary>
/// <param name="Cohorts">Codes and names of the cohorts its file may name, the latest first.</param>
public sealed record UploadPartner(string Code, string Name, IReadOnlyList<UploadSource> Sources, IReadOnlyList<UploadTarget> Cohorts);

/// <summary>A cohort that a file may name.</summary>
public sealed record UploadTarget(string Code, string Name);

/// <summary>A system of the partner. The name is empty until somebody gave it one.</summary>
public sealed record UploadSource(string Code, string Name);

/// <summary>The earlier file that a corrected one would take the place of.</summary>
public sealed record UploadReplaced(Guid Id, string FileName);

/// <summary>What the upload page needs to know.</summary>
public sealed class UploadQuery(PortalDatabase portal)
{
    /// <summary>Cohorts named on the page of a partner; the file may name others too.</summary>
    public const int CohortsShown = 12;

    /// <summary>The cohort; null where it does not exist or the actor may not upload for it.</summary>
    public async Task<UploadCohort?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await (
            from cohort in db.Set<Cohort>()
            join partner in db.Set<Partner>() on cohort.PartnerId equals partner.Id
            where cohort.Code == code
            select new { cohort.Code, cohort.Name, cohort.PartnerId, cohort.Country, Partner = partner.Name, PartnerCode = partner.Code, cohort.StartsOn, cohort.EndsOn, cohort.TimeZone }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && actor.MayFill(found.PartnerId, found.Country)
            ? new(found.Code, found.Name, found.Partner, found.Country, found.StartsOn, found.EndsOn, TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone))
            {
                PartnerCode = found.PartnerCode,
                Sources = await SourcesAsync(db, found.PartnerId, cancellationToken),
            }
            : null;
    }

    /// <summary>The partner; null where it does not exist or the actor may not upload for it.</summary>
    public async Task<UploadPartner?> FindPartnerAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await db.Set<Partner>().Where(p => p.Code == code).Select(p => new { p.Id, p.Code, p.Name, p.Country }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !actor.MayFill(found.Id, found.Country))
        {
            return null;
        }

        var cohorts = await CohortReach.Of(actor).In(db.Set<Cohort>()).Where(c => c.PartnerId == found.Id).OrderByDescending(c => c.StartsOn).ThenBy(c => c.Code)
            .Take(CohortsShown).Select(c => new UploadTarget(c.Code, c.Name)).ToListAsync(cancellationToken);
        return new(found.Code, found.Name, await SourcesAsync(db, found.Id, cancellationToken), cohorts);
    }

    /// <summary>The partners the actor may upload for, by name.</summary>
    public async Task<IReadOnlyList<UploadSource>> PartnersAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.UploadRosters))
        {
            return [];
        }

        var (all, partners, countries) = (actor.ManagesCountry(null), actor.PartnerIds, CohortReach.Of(actor).Countries);
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        return await db.Set<Partner>().Where(p => all || partners.Contains(p.Id) || countries.Contains(p.Country)).OrderBy(p => p.Name).ThenBy(p => p.Code)
            .Select(p => new UploadSource(p.Code, p.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>The earlier roster, while it still waits for somebody; null where it does not, or is not the actor's to decide.</summary>
    public async Task<UploadReplaced?> FindReplacedAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await (
            from roster in db.Set<Roster>().AsNoTracking()
            join file in db.Set<StoredFile>() on roster.FileId equals file.Id
            where roster.Id == id
            select new { Roster = roster, file.Name }).SingleOrDefaultAsync(cancellationToken);
        return found is { Roster.WaitsForPerson: true } && actor.MayFill(found.Roster.PartnerId, found.Roster.Country) ? new(id, found.Name) : null;
    }

    private static async Task<IReadOnlyList<UploadSource>> SourcesAsync(PortalDbContext db, Guid partner, CancellationToken cancellationToken)
    {
        var sources = await db.Set<RosterSource>().Where(s => s.PartnerId == partner).OrderBy(s => s.Name).ThenBy(s => s.Code).Select(s => new UploadSource(s.Code, s.Name)).ToListAsync(cancellationToken);
        return sources.Count > 1 ? sources : [];
    }
}

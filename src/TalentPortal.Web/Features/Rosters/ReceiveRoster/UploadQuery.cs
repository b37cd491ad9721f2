using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>What the upload page says of its cohort.</summary>
public sealed record UploadCohort(string Code, string Name, string Partner, DateOnly StartsOn, DateOnly EndsOn, TimeZoneInfo Zone);

/// <summary>The cohort a roster would be for.</summary>
public sealed class UploadQuery(PortalDatabase portal)
{
    /// <summary>The cohort; null where it does not exist or the actor may not upload for it.</summary>
    public async Task<UploadCohort?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var found = await (
            from cohort in db.Set<Cohort>()
            join partner in db.Set<Partner>() on cohort.PartnerId equals partner.Id
            where cohort.Code == code
            select new { cohort.Code, cohort.Name, cohort.PartnerId, cohort.Country, Partner = partner.Name, cohort.StartsOn, cohort.EndsOn, cohort.TimeZone }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && actor.MayFill(found.PartnerId, found.Country)
            ? new(found.Code, found.Name, found.Partner, found.StartsOn, found.EndsOn, TimeZoneInfo.FindSystemTimeZoneById(found.TimeZone))
            : null;
    }
}

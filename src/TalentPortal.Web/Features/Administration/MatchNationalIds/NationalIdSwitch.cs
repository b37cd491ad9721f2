using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Reference;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;
using TalentPortal.Web.Platform.Identifiers;

namespace TalentPortal.Web.Features.Administration.MatchNationalIds;

/// <summary>A country, and whether its national identity numbers are compared.</summary>
/// <param name="ByName">Who switched it on first; null where nobody has.</param>
public sealed record NationalIdCountry(string Country, bool IsOn, string? ByName, DateTimeOffset? At, DateTimeOffset? OffAt);

/// <summary>Switches matching by keyed hashes of national identity numbers on and off, a country at a time.</summary>
public sealed class NationalIdSwitch(PortalDatabase portal, NationalIdHasher hasher, TimeProvider clock)
{
    /// <summary>The countries of partners and cohorts, by code; empty for whoever may not switch.</summary>
    public async Task<IReadOnlyList<NationalIdCountry>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ManageIdentity))
        {
            return [];
        }

        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var known = await db.Set<NationalIdMatching>().AsNoTracking().ToDictionaryAsync(m => m.Country, cancellationToken);
        var countries = await db.Set<Partner>().Select(p => p.Country).Union(db.Set<Cohort>().Select(c => c.Country)).ToListAsync(cancellationToken);
        return [.. countries.Union(known.Keys).Order(StringComparer.Ordinal).Select(c => known.GetValueOrDefault(c) is { } m ? new NationalIdCountry(c, m.OffAt is null, m.ByName, m.At, m.OffAt) : new(c, false, null, null, null))];
    }

    /// <summary>From the next upload on. A country that was on before keeps its key, so that old hashes and new ones agree.</summary>
    /// <returns>Refused as an unknown country for a code that is none, and for whoever may not switch.</returns>
    public async Task<Result> SetAsync(Actor actor, string country, bool on, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ManageIdentity) || !Countries.IsCode(country))
        {
            return Checks.UnknownCountry(country);
        }

        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var now = clock.GetUtcNow();
        var matching = await db.Set<NationalIdMatching>().SingleOrDefaultAsync(m => m.Country == country, cancellationToken);
        if (on == (matching is { OffAt: null }))
        {
            return Result.Ok;
        }

        if (matching is null)
        {
            db.Add(new NationalIdMatching { Country = country, ProtectedKey = hasher.CreateKey(), By = actor.Id, ByName = actor.Name, At = now });
        }
        else if (on)
        {
            matching.SwitchOn();
        }
        else
        {
            matching.SwitchOff(now);
        }

        db.Record(actor, now, on ? "national-id-matching.on" : "national-id-matching.off", ("national-id-matching", Guid.Empty), reason: country);
        return await db.TryCommitAsync(cancellationToken);
    }
}

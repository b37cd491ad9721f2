using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.DescribeSources;

/// <summary>A system that rosters come from, as the API and the page show it.</summary>
/// <param name="Leads">Canonical columns it leads on: the partner's other sources do not change what it has set.</param>
/// <param name="Mapping">What was remembered of its headings; an empty text where a heading is not used.</param>
/// <param name="Cohorts">What was remembered of the values of its cohort column; an empty text where their rows are left out.</param>
/// <param name="DateOrder">Which part of its dates is the day, where that was asked.</param>
/// <param name="Version">The ETag.</param>
public sealed record SourceView(
    string Code, string Name, IReadOnlyList<string> Leads, IReadOnlyDictionary<string, string> Mapping, IReadOnlyDictionary<string, string> Cohorts, string? DateOrder, DateTimeOffset CreatedAt, int Version);

/// <summary>A partner's sources.</summary>
public sealed record PartnerSources(string Code, string Name, IReadOnlyList<SourceView> Sources);

/// <summary>Reads the sources of a partner.</summary>
public sealed class SourcesQuery(PortalDatabase portal)
{
    /// <summary>The partner's sources by code, the usual one first; null where the partner does not exist or its rosters are not the actor's to read.</summary>
    public Task<PartnerSources?> FindAsync(Actor actor, string partner, CancellationToken cancellationToken)
    {
        var (all, partners, countries) = CohortReach.Of(actor);
        return FindAsync(actor, partner, (id, country) => all || partners.Contains(id) || countries.Contains(country), cancellationToken);
    }

    /// <summary>The same, for those who may describe them.</summary>
    public Task<PartnerSources?> FindManagedAsync(Actor actor, string partner, CancellationToken cancellationToken) => FindAsync(actor, partner, actor.MayManageSources, cancellationToken);

    private async Task<PartnerSources?> FindAsync(Actor actor, string partner, Func<Guid, string, bool> reaches, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await db.Set<Partner>().Where(p => p.Code == partner).Select(p => new { p.Id, p.Code, p.Name, p.Country }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || !reaches(found.Id, found.Country))
        {
            return null;
        }

        var sources = await db.Set<RosterSource>().AsNoTracking().Where(s => s.PartnerId == found.Id).OrderBy(s => s.Code != RosterSource.Usual).ThenBy(s => s.Code).ToListAsync(cancellationToken);
        return new(found.Code, found.Name, sources.ConvertAll(Of));
    }

    internal static SourceView Of(RosterSource source) => new(
        source.Code, source.Name, source.Leads, source.Mapping, source.Cohorts, source.DateOrder is { } order ? Words.Of(order) : null, source.CreatedAt, source.Revision);
}

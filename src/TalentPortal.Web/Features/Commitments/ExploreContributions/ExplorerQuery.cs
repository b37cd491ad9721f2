using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Features.Commitments.ViewCommitment;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments.ExploreContributions;

/// <summary>What may be chosen: partners and cohorts by code and name, and countries, that carry anything of the target.</summary>
public sealed record ExplorerChoices(IReadOnlyList<(string Code, string Name)> Partners, IReadOnlyList<string> Countries, string? CohortName, string? ProgrammeName = null);

/// <summary>A page of those whom the rule passes over, in the order of their keys.</summary>
/// <param name="Next">Whom the next page begins after; null on the last.</param>
public sealed record PassedOverView(IReadOnlyList<PassedOverSubject> Items, Guid? Next);

/// <summary>What the explorer of a target shows besides the ledger: its choices, and those of whom the ledger has no row.</summary>
public sealed class ExplorerQuery(PortalDatabase database)
{
    /// <summary>What the filters offer; nothing where the actor sees aggregates only.</summary>
    public async Task<ExplorerChoices> ChoicesAsync(Actor actor, string? country, TargetView target, ContributionFilter filter, CancellationToken cancellationToken)
    {
        if (!MembersQuery.Allows(actor, country))
        {
            return new([], [], null);
        }

        var countries = MembersQuery.CountriesOf(actor);
        var shown = target.Groups["partner"].Where(g => g.Key.Length > 0).Select(g => Guid.Parse(g.Key)).ToList();
        await using var db = await database.BeginAsync(actor.Scope, cancellationToken);
        var partners = await db.Set<Partner>().Where(p => shown.Contains(p.Id) && (countries == null || countries.Contains(p.Country))).OrderBy(p => p.Name).ThenBy(p => p.Code)
            .Select(p => new { p.Code, p.Name }).ToListAsync(cancellationToken);
        var places = await db.Set<Cohort>().Where(c => countries == null || countries.Contains(c.Country)).Select(c => c.Country).Distinct().OrderBy(c => c).ToListAsync(cancellationToken);
        var cohort = filter.Cohort is { } one ? await db.Set<Cohort>().Where(c => c.Code == one).Select(c => c.Name).SingleOrDefaultAsync(cancellationToken) : null;
        var programme = filter.Programme is { } other ? await db.Set<Programme>().Where(p => p.Code == other).Select(p => p.Name).SingleOrDefaultAsync(cancellationToken) : null;
        return new([.. partners.Select(p => (p.Code, p.Name))], places, cohort, programme);
    }

    /// <summary>Those to whom the rule's event happened, but elsewhere, at another level or otherwise than the rule asks.</summary>
    /// <param name="actor">A manager of some countries sees what happened in those.</param>
    /// <param name="country">The commitment's.</param>
    /// <param name="target">Whose rule.</param>
    /// <param name="filter">Its state and group do not matter.</param>
    /// <param name="after">The subject before the page.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null where the actor sees aggregates only.</returns>
    public async Task<PassedOverView?> PassedOverAsync(Actor actor, string? country, TargetView target, ContributionFilter filter, Guid? after, CancellationToken cancellationToken)
    {
        if (!MembersQuery.Allows(actor, country))
        {
            return null;
        }

        await using var db = await database.BeginAsync(actor.Scope, cancellationToken);
        var partner = filter.Partner is null ? (Guid?)null : await db.Set<Partner>().Where(p => p.Code == filter.Partner).Select(p => p.Id).SingleOrDefaultAsync(cancellationToken);
        var cohort = filter.Cohort is null ? (Guid?)null : await db.Set<Cohort>().Where(c => c.Code == filter.Cohort).Select(c => c.Id).SingleOrDefaultAsync(cancellationToken);
        var found = await db.PassedOverAsync(
            target.Id,
            new(target.Unit == Unit.Partners, after ?? Guid.Empty, MembersQuery.PageSize + 1, MembersQuery.CountriesOf(actor), filter.Reason, filter.Country, partner, cohort),
            cancellationToken);
        return found.Count > MembersQuery.PageSize ? new([.. found.Take(MembersQuery.PageSize)], found[MembersQuery.PageSize - 1].Subject) : new(found, null);
    }
}

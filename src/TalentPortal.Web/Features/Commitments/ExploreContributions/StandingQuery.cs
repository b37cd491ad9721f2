using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Commitments.ExploreContributions;

/// <summary>Which number is opened, and where its page of people begins, as an address says it.</summary>
public sealed record StandingAsked(string? Target = null, string? State = null, string? Reason = null, string? After = null, string? Before = null);

/// <summary>Where the learners of a cohort, or of a partner, stand for every running promise.</summary>
/// <param name="Code">Of the cohort, or of the partner.</param>
/// <param name="Name">Of the cohort, or of the partner.</param>
/// <param name="PartnerCode">Whose learners they are.</param>
/// <param name="Partner">Its name.</param>
/// <param name="Learners">How many; the numbers of each promise add up to this.</param>
/// <param name="Promises">In the order of their names.</param>
/// <param name="Opened">The people behind the number that was asked for; null where none was, or there is no such number.</param>
public sealed record StandingView(string Code, string Name, string PartnerCode, string Partner, long Learners, IReadOnlyList<PromiseStanding> Promises, OpenedNumber? Opened);

/// <summary>One promise: how many of the learners count for it, and why the others do not.</summary>
public sealed record PromiseStanding(string Commitment, string Name, string Target, decimal? Amount, IReadOnlyList<StandingNumber> Numbers)
{
    /// <summary>How many stand so, whatever the reason.</summary>
    public long Of(ContributionState state) => Numbers.Where(n => n.State == state).Sum(n => n.N);
}

/// <summary>The people behind a number.</summary>
/// <param name="State">Null for every state.</param>
/// <param name="Reason">Null for every reason.</param>
/// <param name="N">How many.</param>
public sealed record OpenedNumber(PromiseStanding Promise, ContributionState? State, string? Reason, long N, KeysetPage<StandingPerson> People);

/// <summary>
/// Where the learners of a cohort or of a partner stand: for the partner's own people, for managers of the country, for auditors. Of other partners
/// it tells nothing but that somebody is counted already.
/// </summary>
public sealed class StandingQuery(PortalDatabase portal)
{
    public const int PageSize = 25;

    /// <summary>The learners of a cohort.</summary>
    /// <returns>Null where there is none, or it is not the actor's to see.</returns>
    public async Task<StandingView?> OfCohortAsync(Actor actor, string code, StandingAsked asked, CancellationToken cancellationToken)
    {
        (Guid Id, string Code, string Name, Guid PartnerId, string PartnerCode, string Partner)? found;
        await using (var db = await portal.BeginAsync(actor.Scope, cancellationToken))
        {
            var row = await (
                from cohort in CohortReach.Of(actor).In(db.Set<Cohort>())
                join partner in db.Set<Partner>() on cohort.PartnerId equals partner.Id
                where cohort.Code == code
                select new { cohort.Id, cohort.Code, cohort.Name, cohort.PartnerId, PartnerCode = partner.Code, Partner = partner.Name }).SingleOrDefaultAsync(cancellationToken);
            found = row is null || !actor.Allows(Permissions.ViewRosters) ? null : (row.Id, row.Code, row.Name, row.PartnerId, row.PartnerCode, row.Partner);
        }

        return found is var (id, own, name, partnerId, partnerCode, partnerName)
            ? await ReadAsync(new(own, name, partnerCode, partnerName, 0, [], null), new(partnerId, id, CountriesOf(actor, partnerId)), asked, cancellationToken)
            : null;
    }

    /// <summary>The learners of a partner.</summary>
    /// <returns>Null where there is none, or it is not the actor's to see.</returns>
    public async Task<StandingView?> OfPartnerAsync(Actor actor, string code, StandingAsked asked, CancellationToken cancellationToken)
    {
        Partner? partner;
        await using (var db = await portal.BeginAsync(actor.Scope, cancellationToken))
        {
            partner = await db.Set<Partner>().AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellationToken);
        }

        return partner is not null && actor.Allows(Permissions.ViewRosters) && (actor.MayFill(partner.Id, partner.Country) || actor.Is(Role.Auditor))
            ? await ReadAsync(new(partner.Code, partner.Name, partner.Code, partner.Name, 0, [], null), new(partner.Id, null, CountriesOf(actor, partner.Id)), asked, cancellationToken)
            : null;
    }

    /// <summary>Where the page before or after somebody begins.</summary>
    public static string CursorOf(StandingPerson person) => new KeysetCursor(person.Name, person.Record.ToString()).ToString();

    private static (string Name, Guid Record)? Place(string? text) => KeysetCursor.Read(text) is { } cursor && Guid.TryParse(cursor.Key, out var key) ? (cursor.At, key) : null;

    private static string[]? CountriesOf(Actor actor, Guid partner) => actor.Is(Role.Auditor) || actor.WorksFor(partner) || actor.ManagesCountry(null)
        ? null
        : [.. actor.Grants.Where(g => g.Role == Role.ProgrammeManager).Select(g => g.Country).OfType<string>().Distinct(StringComparer.Ordinal)];

    private async Task<StandingView> ReadAsync(StandingView view, LearnerGroup group, StandingAsked asked, CancellationToken cancellationToken)
    {
        // The group was authorised above, and only what is the partner's own is read; whether somebody counts elsewhere must be seen to be said.
        await using var db = await portal.BeginAsync(Scope.Everything, cancellationToken);
        var numbers = await db.StandingNumbersAsync(group, cancellationToken);
        var promises = numbers.Numbers.GroupBy(n => n.Target).Select(g => new PromiseStanding(g.First().Commitment, g.First().Name, g.First().Code, g.First().Amount, [.. g])).ToList();
        view = view with { Learners = numbers.Learners, Promises = promises };
        return promises.Find(p => p.Target == asked.Target) is { } promise ? view with { Opened = await OpenAsync(db, group, promise, asked, cancellationToken) } : view;
    }

    private static async Task<OpenedNumber> OpenAsync(PortalDbContext db, LearnerGroup group, PromiseStanding promise, StandingAsked asked, CancellationToken cancellationToken)
    {
        var state = Words.Parse<ContributionState>(asked.State);
        var reason = string.IsNullOrEmpty(asked.Reason) ? null : asked.Reason;
        var (on, back) = (Place(asked.After), Place(asked.Before));
        var wentBack = on is null && back is not null;
        var people = await db.StandingPeopleAsync(group, promise.Numbers[0].Target, new(state, reason, on ?? back, wentBack, PageSize + 1), cancellationToken);
        var n = promise.Numbers.Where(x => (state is null || x.State == state) && (reason is null || x.Reason == reason)).Sum(x => x.N);
        return new(promise, state, reason, n, KeysetPages.Of(people, PageSize, on is not null, wentBack));
    }
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Checking;

namespace TalentPortal.Web.Features.Cohorts.DescribeCohort;

/// <summary>What a cohort is to be.</summary>
/// <param name="Programme">The programme's code.</param>
/// <param name="Partner">The code of the partner that runs it.</param>
/// <param name="Country">ISO 3166-1 alpha-2: where it is held.</param>
/// <param name="TimeZone">IANA zone in which its days are meant.</param>
/// <param name="Seats">Places; absent for no limit.</param>
/// <param name="Countries">Further countries it spans.</param>
/// <param name="State"><c>draft</c>, <c>open</c> (default), <c>tentative</c>, <c>confirmed</c>, <c>running</c>, <c>completed</c>, <c>cancelled</c> or <c>postponed</c>.</param>
/// <param name="StateReason">Why it was cancelled or postponed.</param>
/// <param name="Funder">Who pays for it: a code of your choice (lower-case letters, digits, hyphens) that counting rules can name.</param>
public sealed record CohortInput(
    string? Programme,
    string? Partner,
    string? Name,
    string? Country,
    string? TimeZone,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    int? Seats = null,
    IReadOnlyList<string>? Countries = null,
    string? Series = null,
    string? State = null,
    string? StateReason = null,
    string? Funder = null);

/// <summary>Creates a cohort or replaces what is said of it. A change of country or funder is carried to the facts and counted.</summary>
public sealed class DescribeCohortHandler(PortalDatabase portal, TimeProvider clock)
{
    private const int MaxCountries = 50;

    /// <returns>
    /// Refused as not found for a cohort in a country the actor does not manage, as <see cref="Cohort.Describe"/> and <see cref="Cohort.MoveTo"/> say,
    /// and when <paramref name="seen"/> is not its revision.
    /// </returns>
    public async Task<Outcome<Described>> HandleAsync(Actor actor, string code, CohortInput input, int? seen, CancellationToken cancellationToken)
    {
        var checks = new Checks();
        code = checks.Code("code", code);
        var plan = Plan(checks, input);

        // A manager sees every row, as corrections must; nobody else comes past the next lines.
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var programme = await db.Set<Programme>().Where(p => p.Code == input.Programme).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
        var partner = await db.Set<Partner>().Where(p => p.Code == input.Partner).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
        Known(checks, "programme", input.Programme, programme);
        Known(checks, "partner", input.Partner, partner);
        if (checks.Failed)
        {
            return checks;
        }

        var cohort = await db.Set<Cohort>().SingleOrDefaultAsync(c => c.Code == code, cancellationToken);
        if (cohort is not null && !actor.ManagesCountry(cohort.Country))
        {
            return CohortProblems.NotFound;
        }

        if (!actor.ManagesCountry(plan.Country))
        {
            return Keeping.CountryNotManaged(plan.Country);
        }

        if (!Keeping.Matches(seen, cohort?.Revision))
        {
            return Keeping.Changed;
        }

        var created = cohort is null;
        if (cohort is null)
        {
            cohort = Cohort.Create(code, partner!.Value, programme!.Value, clock.GetUtcNow());
            db.Add(cohort);
        }

        var described = await DescribeAsync(db, cohort, plan, partner!.Value, programme!.Value, cancellationToken);
        return described.Problem is { } problem ? problem : await KeepAsync(db, actor, cohort, described.Value, created, cancellationToken);
    }

    private static CohortPlan Plan(Checks checks, CohortInput input) => new(
        checks.Text("name", input.Name, Cohort.NameMaxLength),
        checks.Country("country", input.Country),
        checks.Zone("timeZone", input.TimeZone, null),
        checks.Day("startsOn", input.StartsOn),
        checks.Day("endsOn", input.EndsOn),
        (int?)checks.InRange("seats", input.Seats, 0, Cohort.MaxSeats))
    {
        Countries = checks.CountryList("countries", input.Countries, MaxCountries),
        Series = checks.OptionalText("series", input.Series, Cohort.SeriesMaxLength),
        Funder = string.IsNullOrEmpty(input.Funder) ? null : checks.Code("funder", input.Funder),
        State = checks.OptionalWord<CohortState>("state", input.State) ?? CohortState.Open,
        StateReason = checks.OptionalText("stateReason", input.StateReason, Cohort.ReasonMaxLength),
    };

    private static void Known(Checks checks, string field, string? code, Guid? id)
    {
        if (id is null)
        {
            checks.Add(field, string.IsNullOrEmpty(code) ? Checks.Missing : Checks.UnknownCode(code));
        }
    }

    private static async Task<Result<string[]>> DescribeAsync(PortalDbContext db, Cohort cohort, CohortPlan plan, Guid partner, Guid programme, CancellationToken cancellationToken)
    {
        var everEnrolled = (cohort.PartnerId != partner || cohort.ProgrammeId != programme) && await db.Set<Enrolment>().AnyAsync(e => e.CohortId == cohort.Id, cancellationToken);
        var moved = cohort.MoveTo(partner, programme, everEnrolled);
        if (!moved.Succeeded)
        {
            return moved;
        }

        // Whose word completes is a setting of its own; describing the cohort leaves it as it is.
        var described = cohort.Describe(plan with { CompletionBy = cohort.CompletionBy });
        return described.Succeeded ? (string[])[.. moved.Value, .. described.Value] : described;
    }

    private async Task<Outcome<Described>> KeepAsync(PortalDbContext db, Actor actor, Cohort cohort, string[] fields, bool created, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (fields.Length > 0)
        {
            db.Record(actor, now, created ? "cohort.created" : "cohort.changed", ("cohort", cohort.Id), fields, cohort.PartnerId);
            if ((await db.TrySaveAsync(cancellationToken)).Problem is { } changed)
            {
                return changed;
            }
        }

        if (!created && (fields.Contains(nameof(Cohort.Country)) || fields.Contains(nameof(Cohort.Funder))))
        {
            await db.CorrectFactsOfCohortAsync(cohort.Id, clock, (actor.Id, actor.Name), cancellationToken);
        }

        await db.CommitAsync(cancellationToken);
        return new Described(cohort.Id, cohort.Code, cohort.Revision, created);
    }
}

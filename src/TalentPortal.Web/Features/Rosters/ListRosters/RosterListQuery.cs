using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.Rosters.ListRosters;

/// <summary>Which rosters are asked for; null leaves a question open.</summary>
public sealed record RosterFilter(RosterState? State, string? Partner, string? Cohort)
{
    public bool IsOpen => State is null && string.IsNullOrEmpty(Partner) && string.IsNullOrEmpty(Cohort);
}

/// <summary>One roster in the list.</summary>
/// <param name="Create">Rows that made or would make an enrolment.</param>
/// <param name="Update">Rows that changed or would change something.</param>
/// <param name="Attention">Rows that cannot be used or need a decision.</param>
public sealed record RosterLine(
    Guid Id, string FileName, string CohortCode, string Cohort, string Partner, string UploadedBy, DateTimeOffset UploadedAt, TimeZoneInfo Zone, RosterState State, int Rows, int Create, int Update, int Attention);

/// <summary>A partner one may filter by.</summary>
public sealed record PartnerChoice(string Code, string Name);

/// <summary>The rosters within the actor's reach, the latest first; and how many wait for a decision.</summary>
public sealed class RosterListQuery(PortalDatabase portal) : INavCount
{
    public const int PageSize = 50;

    /// <summary>Whoever may not decide is not reminded.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancellationToken)
    {
        var reach = CohortReach.Of(actor with { Grants = [.. actor.Grants.Where(g => g.Role != Domain.Access.Role.Auditor)] });
        if (reach is { All: false, Partners.Length: 0, Countries.Length: 0 })
        {
            return 0;
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var cohorts = reach.In(db.Set<Cohort>()).Select(c => c.Id);
        return await db.Set<Roster>().CountAsync(r => r.State == RosterState.Previewed && cohorts.Contains(r.CohortId), cancellationToken);
    }

    /// <summary>The rosters that wait for a decision, at most a page of them.</summary>
    public async Task<IReadOnlyList<RosterLine>> WaitingAsync(Actor actor, RosterFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await LinesAsync(Found(db, actor, filter with { State = RosterState.Previewed }).OrderByDescending(f => f.Roster.UploadedAt).ThenByDescending(f => f.Roster.Id).Take(PageSize), cancellationToken);
    }

    /// <summary>One page; without a state asked for, those that wait stand in <see cref="WaitingAsync"/> instead.</summary>
    public async Task<KeysetPage<RosterLine>> RunAsync(Actor actor, RosterFilter filter, string? after, string? before, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = Found(db, actor, filter);
        if (filter.State is null)
        {
            found = found.Where(f => f.Roster.State != RosterState.Previewed);
        }

        var (on, back) = (Place(after), Place(before));
        if (on is var (at, key))
        {
            found = found.Where(f => EF.Functions.LessThan(ValueTuple.Create(f.Roster.UploadedAt, f.Roster.Id), ValueTuple.Create(at, key)));
        }
        else if (back is var (backAt, backKey))
        {
            found = found.Where(f => EF.Functions.GreaterThan(ValueTuple.Create(f.Roster.UploadedAt, f.Roster.Id), ValueTuple.Create(backAt, backKey)));
        }

        var wentBack = on is null && back is not null;
        var ordered = wentBack
            ? found.OrderBy(f => f.Roster.UploadedAt).ThenBy(f => f.Roster.Id)
            : found.OrderByDescending(f => f.Roster.UploadedAt).ThenByDescending(f => f.Roster.Id);
        return KeysetPages.Of(await LinesAsync(ordered.Take(PageSize + 1), cancellationToken), PageSize, on is not null, wentBack);
    }

    /// <summary>The partners whose rosters the actor may read, by name.</summary>
    public async Task<IReadOnlyList<PartnerChoice>> PartnersAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var within = CohortReach.Of(actor).In(db.Set<Cohort>()).Select(c => c.PartnerId);
        return await db.Set<Partner>().Where(p => within.Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Code).Select(p => new PartnerChoice(p.Code, p.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>Where the page before or after a line begins.</summary>
    public static string CursorOf(RosterLine line) => new KeysetCursor(line.UploadedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), line.Id.ToString()).ToString();

    private static (DateTimeOffset At, Guid Key)? Place(string? text) =>
        KeysetCursor.Read(text) is { } cursor
        && DateTimeOffset.TryParseExact(cursor.At, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
        && Guid.TryParse(cursor.Key, out var key) ? (at, key) : null;

    private static IQueryable<Found> Found(PortalDbContext db, Actor actor, RosterFilter filter)
    {
        var found =
            from roster in db.Set<Roster>()
            join cohort in CohortReach.Of(actor).In(db.Set<Cohort>()) on roster.CohortId equals cohort.Id
            join partner in db.Set<Partner>() on roster.PartnerId equals partner.Id
            join file in db.Set<StoredFile>() on roster.FileId equals file.Id
            select new Found { Roster = roster, Cohort = cohort, Partner = partner, FileName = file.Name };
        if (filter.State is { } state)
        {
            found = found.Where(f => f.Roster.State == state);
        }

        if (filter.Partner is { Length: > 0 } partnerCode)
        {
            found = found.Where(f => f.Partner.Code == partnerCode);
        }

        if (filter.Cohort is { Length: > 0 } cohortCode)
        {
            found = found.Where(f => f.Cohort.Code == cohortCode);
        }

        return found;
    }

    private static async Task<List<RosterLine>> LinesAsync(IQueryable<Found> found, CancellationToken cancellationToken)
    {
        var read = await found.Select(f => new
        {
            f.Roster.Id,
            f.FileName,
            f.Cohort.Code,
            Cohort = f.Cohort.Name,
            Partner = f.Partner.Name,
            f.Roster.UploadedByName,
            f.Roster.UploadedAt,
            f.Cohort.TimeZone,
            f.Roster.State,
            f.Roster.Rows,
            f.Roster.Outcomes,
        }).ToListAsync(cancellationToken);
        return read.ConvertAll(r =>
        {
            var outcomes = Findings.ReadAs<Dictionary<string, int>>(r.Outcomes);
            int Of(RowOutcome outcome) => outcomes.GetValueOrDefault(Words.Of(outcome));
            return new RosterLine(
                r.Id, r.FileName, r.Code, r.Cohort, r.Partner, r.UploadedByName, r.UploadedAt, TimeZoneInfo.FindSystemTimeZoneById(r.TimeZone), r.State, r.Rows,
                Of(RowOutcome.Create), Of(RowOutcome.Update), Of(RowOutcome.Error) + Of(RowOutcome.NeedsDecision));
        });
    }
}

/// <summary>A roster with what it belongs to, while it is being looked for.</summary>
internal sealed class Found
{
    public required Roster Roster { get; init; }

    public required Cohort Cohort { get; init; }

    public required Partner Partner { get; init; }

    public required string FileName { get; init; }
}

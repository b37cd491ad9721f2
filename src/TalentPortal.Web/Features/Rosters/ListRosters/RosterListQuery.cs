using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Ui;
using TalentPortal.Web.Ui.Navigating;

namespace TalentPortal.Web.Features.Rosters.ListRosters;

/// <summary>Which rosters are asked for; null leaves a question open.</summary>
/// <param name="Uploader">Part of the name of who uploaded it.</param>
/// <param name="From">Uploaded on this day or later, as UTC reckons.</param>
/// <param name="To">Uploaded on this day or before.</param>
/// <param name="Source">Code of the system it comes from.</param>
public sealed record RosterFilter(RosterState? State, string? Partner, string? Cohort, string? Uploader = null, DateOnly? From = null, DateOnly? To = null, string? Source = null)
{
    public bool IsOpen => State is null && From is null && To is null && string.IsNullOrEmpty(Partner) && string.IsNullOrEmpty(Cohort) && string.IsNullOrEmpty(Uploader) && string.IsNullOrEmpty(Source);
}

/// <summary>One roster in the list.</summary>
/// <param name="Cohort">Null where each of its rows names a cohort.</param>
/// <param name="Create">Rows that made or would make an enrolment.</param>
/// <param name="Update">Rows that changed or would change something.</param>
/// <param name="Remove">People it dropped or would drop.</param>
/// <param name="Attention">Rows that cannot be used or need a decision.</param>
/// <param name="DecidedBy">Who asked for what became of it; null where nobody has.</param>
/// <param name="DecidedAt">When that was done.</param>
/// <param name="Mine">It waits for the reader.</param>
public sealed record RosterLine(
    Guid Id, string FileName, string? CohortCode, string? Cohort, string Partner, string? Source, string UploadedBy, DateTimeOffset UploadedAt, TimeZoneInfo Zone, RosterState State,
    int Rows, int Create, int Update, int Remove, int Attention, int Brake, string? DecidedBy, DateTimeOffset? DecidedAt, bool Mine);

/// <summary>A partner one may filter by.</summary>
public sealed record PartnerChoice(string Code, string Name);

/// <summary>The rosters within the actor's reach, the latest first; and how many wait for the actor.</summary>
public sealed class RosterListQuery(PortalDatabase portal, TimeProvider clock) : INavCount
{
    public const int PageSize = 50;

    private static readonly RosterState[] Waiting = [RosterState.Previewed, RosterState.NeedsDecision, RosterState.NeedsApproval];

    /// <summary>Those the actor can do something about: whoever may not decide is not reminded, nor is who waits for a second person.</summary>
    public async Task<int> CountAsync(Actor actor, CancellationToken cancellationToken)
    {
        var deciding = actor with { Grants = [.. actor.Grants.Where(g => g.Role != Domain.Access.Role.Auditor)] };
        var reach = CohortReach.Of(deciding);
        if (reach is { All: false, Partners.Length: 0, Countries.Length: 0 })
        {
            return 0;
        }

        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var (now, me) = (clock.GetUtcNow(), actor.Id);
        return await db.Set<Roster>().WithinReach(deciding).CountAsync(
            r => Waiting.Contains(r.State) && (r.PreviewedUntil == null || r.PreviewedUntil >= now) && (r.State != RosterState.NeedsApproval || (r.UploadedBy != me && r.AppliedBy != me)), cancellationToken);
    }

    /// <summary>The rosters that wait for a decision, at most a page of them: those the actor can decide first.</summary>
    public async Task<IReadOnlyList<RosterLine>> WaitingAsync(Actor actor, RosterFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var waiting = Found(db, actor, filter with { State = null }).Where(f => Waiting.Contains(f.Roster.State));
        var lines = await LinesAsync(actor, waiting.OrderByDescending(f => f.Roster.UploadedAt).ThenByDescending(f => f.Roster.Id).Take(PageSize), cancellationToken);
        return [.. lines.OrderByDescending(l => l.Mine)];
    }

    /// <summary>One page; without a state asked for, those that wait stand in <see cref="WaitingAsync"/> instead.</summary>
    public async Task<KeysetPage<RosterLine>> RunAsync(Actor actor, RosterFilter filter, string? after, string? before, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = Found(db, actor, filter);
        if (filter.State is null)
        {
            found = found.Where(f => !Waiting.Contains(f.Roster.State));
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
        return KeysetPages.Of(await LinesAsync(actor, ordered.Take(PageSize + 1), cancellationToken), PageSize, on is not null, wentBack);
    }

    /// <summary>The systems rosters within the actor's reach come from, but for the usual ones.</summary>
    public async Task<IReadOnlyList<PartnerChoice>> SourcesAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        return await (
            from source in db.Set<RosterSource>()
            where source.Code != RosterSource.Usual && db.Set<Roster>().WithinReach(actor).Any(r => r.SourceId == source.Id)
            group source by source.Code into same
            orderby same.Key
            select new PartnerChoice(same.Key, same.Min(s => s.Name)!)).ToListAsync(cancellationToken);
    }

    /// <summary>The partners whose rosters the actor may read, by name.</summary>
    public async Task<IReadOnlyList<PartnerChoice>> PartnersAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var within = CohortReach.Of(actor).In(db.Set<Cohort>()).Select(c => c.PartnerId);
        var uploaded = db.Set<Roster>().WithinReach(actor).Select(r => r.PartnerId);
        return await db.Set<Partner>().Where(p => within.Contains(p.Id) || uploaded.Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Code).Select(p => new PartnerChoice(p.Code, p.Name)).ToListAsync(cancellationToken);
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
            from roster in db.Set<Roster>().WithinReach(actor)
            join partner in db.Set<Partner>() on roster.PartnerId equals partner.Id
            join source in db.Set<RosterSource>() on roster.SourceId equals source.Id
            join file in db.Set<StoredFile>() on roster.FileId equals file.Id
            join c in db.Set<Cohort>() on roster.CohortId equals (Guid?)c.Id into cohorts
            from cohort in cohorts.DefaultIfEmpty()
            select new Found { Roster = roster, Cohort = cohort, Partner = partner, Source = source, FileName = file.Name };
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
            // A file for many cohorts is found by each that its rows name.
            found = found.Where(f => f.Cohort!.Code == cohortCode
                || (f.Roster.CohortId == null && db.Set<RosterRow>().Any(r => r.RosterId == f.Roster.Id && db.Set<Cohort>().Any(c => c.Id == r.CohortId && c.Code == cohortCode))));
        }

        if (filter.Source is { Length: > 0 } sourceCode)
        {
            found = found.Where(f => f.Source.Code == sourceCode);
        }

        if (filter.Uploader is { Length: > 0 } uploader)
        {
            var like = Like.Containing(uploader);
            found = found.Where(f => EF.Functions.ILike(f.Roster.UploadedByName, like, Like.Escape));
        }

        return Uploaded(found, filter.From, filter.To);
    }

    private static IQueryable<Found> Uploaded(IQueryable<Found> found, DateOnly? from, DateOnly? to)
    {
        if (from is { } first)
        {
            var start = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero);
            found = found.Where(f => f.Roster.UploadedAt >= start);
        }

        if (to is { } last && last < DateOnly.MaxValue)
        {
            var end = new DateTimeOffset(last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            found = found.Where(f => f.Roster.UploadedAt < end);
        }

        return found;
    }

    private async Task<List<RosterLine>> LinesAsync(Actor actor, IQueryable<Found> found, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var read = await found.AsNoTracking().Select(f => new
        {
            f.Roster,
            f.FileName,
            Code = (string?)f.Cohort!.Code,
            Cohort = (string?)f.Cohort.Name,
            Zone = (string?)f.Cohort.TimeZone,
            Partner = f.Partner.Name,
            Source = f.Source.Code == RosterSource.Usual ? null : f.Source.Name,
        }).ToListAsync(cancellationToken);
        return read.ConvertAll(f =>
        {
            var r = f.Roster;
            var outcomes = Findings.ReadAs<Dictionary<string, int>>(r.Outcomes);
            int Of(RowOutcome outcome) => outcomes.GetValueOrDefault(Words.Of(outcome));
            var mine = r.WaitsForPerson && !(now > r.PreviewedUntil) && actor.MayFill(r.PartnerId, r.Country)
                && (r.State != RosterState.NeedsApproval || (actor.Id is { } me && me != r.UploadedBy && me != r.AppliedBy));
            var (by, at) = r.UndoneAt is not null ? (r.UndoneByName, r.UndoneAt) : r.AppliedAt is not null ? (r.AppliedByName, r.AppliedAt) : (null, null);
            return new RosterLine(
                r.Id, f.FileName, f.Code, f.Cohort, f.Partner, f.Source, r.UploadedByName, r.UploadedAt, TimeZoneInfo.FindSystemTimeZoneById(f.Zone ?? "Etc/UTC"), r.State, r.Rows,
                Of(RowOutcome.Create), Of(RowOutcome.Update) + Of(RowOutcome.Conflict), Of(RowOutcome.Remove), Of(RowOutcome.Error) + Of(RowOutcome.NeedsDecision), r.Brake, by, at, mine);
        });
    }
}

/// <summary>A roster with what it belongs to, while it is being looked for.</summary>
internal sealed class Found
{
    public required Roster Roster { get; init; }

    public required Cohort? Cohort { get; init; }

    public required Partner Partner { get; init; }

    public required RosterSource Source { get; init; }

    public required string FileName { get; init; }
}

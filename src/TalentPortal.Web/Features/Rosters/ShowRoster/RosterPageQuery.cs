using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Rosters;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.ShowRoster;

/// <summary>One roster and a page of its rows.</summary>
public sealed class RosterPageQuery(PortalDatabase portal, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <summary>The roster; null where it does not exist or is not the actor's to see.</summary>
    public async Task<RosterPageView?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await (
            from roster in db.Set<Roster>().AsNoTracking()
            join cohort in CohortReach.Of(actor).In(db.Set<Cohort>()) on roster.CohortId equals cohort.Id
            join partner in db.Set<Partner>() on roster.PartnerId equals partner.Id
            join file in db.Set<StoredFile>() on roster.FileId equals file.Id
            where roster.Id == id
            select new { Roster = roster, Cohort = cohort, Partner = partner.Name, File = file.Name }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var (r, c) = (found.Roster, found.Cohort);
        var outcomes = Findings.ReadAs<Dictionary<string, int>>(r.Outcomes).ToDictionary(o => Words.Parse<RowOutcome>(o.Key)!.Value, o => o.Value);
        var errors = outcomes.GetValueOrDefault(RowOutcome.Error) > 0 ? await db.ErrorCodesAsync(id, cancellationToken) : [];
        return new(
            r.Id, r.State, r.Revision, found.File,
            new(c.Code, c.Name, found.Partner, c.StartsOn, c.EndsOn, TimeZoneInfo.FindSystemTimeZoneById(c.TimeZone)),
            r.UploadedByName, r.UploadedAt, r.PreviewedUntil, r.AppliedAt, r.AppliedByName,
            r.Columns, r.Mapping, r.Dropped, r.Encoding, r.Delimiter, r.Rows,
            outcomes, await EffectsAsync(db, r, cancellationToken), errors, Findings.ReadProblem(r.Problem), await SameAsync(db, r, cancellationToken), actor.MayFill(c.PartnerId, c.Country));
    }

    /// <summary>The rows of one page, by their number in the file; none where the roster is not the actor's to see.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="roster">As found.</param>
    /// <param name="outcome">Rows of this outcome only.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<RowLine>> RowsAsync(Actor actor, RosterPageView roster, RowOutcome? outcome, int page, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var rows =
            from row in db.Set<RosterRow>().AsNoTracking()
            join own in db.Set<Roster>() on row.RosterId equals own.Id
            join cohort in CohortReach.Of(actor).In(db.Set<Cohort>()) on own.CohortId equals cohort.Id
            where row.RosterId == roster.Id
            select row;
        if (outcome is { } only)
        {
            rows = rows.Where(r => r.Outcome == only);
        }

        var read = await rows.OrderBy(r => r.RowNo).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(r => new { r.RowNo, r.FullName, r.StudentId, r.Email, r.Outcome, r.Findings }).ToListAsync(cancellationToken);
        int[] numbers = [.. read.Select(r => r.RowNo)];
        var changes = await ChangesAsync(db, roster, numbers, cancellationToken);
        var byRow = changes.ToLookup(c => c.RowNo);
        return read.ConvertAll(r => new RowLine(r.RowNo, r.FullName, r.StudentId ?? r.Email, r.Outcome ?? RowOutcome.Error, Findings.Read(r.Findings), [.. byRow[r.RowNo]]));
    }

    /// <summary>What these rows would change, or changed.</summary>
    internal Task<List<RowChange>> ChangesAsync(PortalDbContext db, RosterPageView roster, int[] rows, CancellationToken cancellationToken)
    {
        var days = new PreviewDays(roster.Place.StartsOn, roster.Place.EndsOn, clock.GetUtcNow().DayIn(roster.Place.Zone.Id));
        return roster.State == RosterState.Applied
            ? db.WrittenChangesAsync(roster.Id, rows, days, cancellationToken)
            : db.PlannedChangesAsync(roster.Id, rows, days, cancellationToken);
    }

    private static async Task<IReadOnlyList<EffectLine>> EffectsAsync(PortalDbContext db, Roster roster, CancellationToken cancellationToken)
    {
        var effects = Findings.ReadAs<TargetEffect[]>(roster.Effects);
        if (effects.Length == 0)
        {
            return [];
        }

        string[] codes = [.. effects.Select(e => e.Target)];
        var targets = await (
            from target in db.Set<Target>()
            join commitment in db.Set<Commitment>() on target.CommitmentId equals commitment.Id
            where codes.Contains(target.Code)
            orderby commitment.Name, target.Ordinal, target.Code
            select new { target.Code, target.Amount, target.EndsOn, Commitment = commitment.Code, commitment.Name }).ToListAsync(cancellationToken);
        return
        [
            .. from target in targets
               join effect in effects on target.Code equals effect.Target
               select new EffectLine(target.Commitment, target.Name, target.Code, target.Amount, target.EndsOn, effect.Counted, effect.Provisional, effect.AlreadyCounted),
        ];
    }

    private static async Task<SameFile?> SameAsync(PortalDbContext db, Roster roster, CancellationToken cancellationToken) => roster.SameAs is not { } same
        ? null
        : await (
            from earlier in db.Set<Roster>()
            join file in db.Set<StoredFile>() on earlier.FileId equals file.Id
            where earlier.Id == same
            select new SameFile(earlier.Id, file.Name, earlier.UploadedAt, earlier.State)).SingleOrDefaultAsync(cancellationToken);
}

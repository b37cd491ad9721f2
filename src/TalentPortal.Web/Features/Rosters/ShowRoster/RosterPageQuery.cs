using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Rosters;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Jobs;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Features.Rosters.ReadRoster;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.ShowRoster;

/// <summary>One roster and a page of its rows.</summary>
public sealed class RosterPageQuery(PortalDatabase portal)
{
    public const int PageSize = 50;

    /// <summary>People and values that are listed by name above the rows; the rest is in the rows and in the report.</summary>
    public const int MostListed = 100;

    /// <summary>Work goes on without anybody's help.</summary>
    internal static readonly RosterState[] Moving = [RosterState.Received, RosterState.Parsed, RosterState.Validated, RosterState.Matched, RosterState.Applying, RosterState.Undoing];

    /// <summary>The roster; null where it does not exist or is not the actor's to see.</summary>
    public async Task<RosterPageView?> FindAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await (
            from roster in db.Set<Roster>().AsNoTracking().WithinReach(actor)
            join partner in db.Set<Partner>() on roster.PartnerId equals partner.Id
            join file in db.Set<StoredFile>() on roster.FileId equals file.Id
            join source in db.Set<RosterSource>() on roster.SourceId equals source.Id
            join c in db.Set<Cohort>() on roster.CohortId equals (Guid?)c.Id into cohorts
            from cohort in cohorts.DefaultIfEmpty()
            where roster.Id == id
            select new { Roster = roster, Cohort = (string?)cohort.Name, CohortCode = (string?)cohort.Code, Zone = (string?)cohort.TimeZone, Partner = partner.Name, PartnerCode = partner.Code, File = file.Name, Source = source.Code == RosterSource.Usual ? null : source.Name })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var r = found.Roster;
        var zone = found.Zone ?? await db.Set<Cohort>().Where(c => c.PartnerId == r.PartnerId).OrderBy(c => c.Id).Select(c => c.TimeZone).FirstOrDefaultAsync(cancellationToken);
        var outcomes = Findings.ReadAs<Dictionary<string, int>>(r.Outcomes).ToDictionary(o => Words.Parse<RowOutcome>(o.Key)!.Value, o => o.Value);
        var braked = r is { Brake: > 0, State: RosterState.Previewed or RosterState.NeedsApproval };
        return new(
            r.Id, r.State, r.Revision, r.Mode,
            new(r.PartnerId, found.PartnerCode, found.Partner, found.CohortCode, found.Cohort, r.Country, TimeZoneInfo.FindSystemTimeZoneById(zone ?? "Etc/UTC")),
            new(found.File, r.Columns, r.Mapping, r.Dropped, r.Format, r.Encoding, r.Delimiter, r.Sheet, r.Samples, found.Source, r.AttestsNationality, await LinkAsync(db, r.SameAs, cancellationToken)),
            new(r.UploadedByName, r.UploadedAt, r.PreviewedUntil, r.AppliedByName, r.AppliedAt, r.OverridesProtected, r.ApprovedByName, r.ApprovedAt, r.UndoneByName, r.UndoneAt, r.UndoConflicts, await LinkAsync(db, r.SupersededBy, cancellationToken)),
            RightsOf(actor, r),
            r.Rows,
            outcomes,
            await EffectsAsync(db, r, cancellationToken),
            outcomes.GetValueOrDefault(RowOutcome.Error) > 0 ? await db.ErrorCodesAsync(id, cancellationToken) : [],
            Findings.ReadProblem(r.Problem))
        {
            Progress = Moving.Contains(r.State) ? await ProgressAsync(db, id, cancellationToken) : 0,
            Asks = r is { State: RosterState.NeedsDecision, Questions: { } questions } ? Findings.ReadAs<RosterQuestions>(questions) : RosterQuestions.None,
            Doubtful = r.Doubtful,
            Skipped = await SkippedAsync(db, id, cancellationToken),
            Brake = r.Brake,
            Identities = braked ? await db.IdentitiesAsync(id, cancellationToken) : 0,
            Concerned = braked ? await db.ConcernedAsync(id, MostListed, cancellationToken) : [],
            LeftAlone = r.UndoConflicts > 0 ? await db.LeftAloneAsync(id, MostListed, cancellationToken) : [],
        };
    }

    /// <summary>What is said of the title above the headings is said at the first row.</summary>
    private static async Task<string?> SkippedAsync(PortalDbContext db, Guid roster, CancellationToken cancellationToken)
    {
        var findings = await db.Set<RosterRow>().Where(r => r.RosterId == roster).OrderBy(r => r.RowNo).Select(r => r.Findings).FirstOrDefaultAsync(cancellationToken);
        return findings is null ? null : Findings.Read(findings).FirstOrDefault(f => f.Code == RosterStager.TitleSkipped)?.Args[0];
    }

    /// <summary>The rows of one page, by their number in the file; none where the roster is not the actor's to see.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="roster">As found.</param>
    /// <param name="filter">Which rows.</param>
    /// <param name="after">Rows behind this number; null from the first on.</param>
    /// <param name="before">Where <paramref name="after"/> is null: the page that ends before this number.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<LinesPage> RowsAsync(Actor actor, RosterPageView roster, LinesFilter filter, int? after, int? before, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (!await db.Set<Roster>().WithinReach(actor).AnyAsync(r => r.Id == roster.Id, cancellationToken))
        {
            return LinesPage.None;
        }

        var outcome = filter.Outcome is { } one ? Words.Of(one) : null;
        var cohorts = roster.Place.CohortCode is null ? await db.CohortsAsync(roster.Id, outcome, cancellationToken) : [];
        var codes = await db.FindingCodesAsync(roster.Id, outcome, cancellationToken);
        var fitting = Fitting(db, roster.Id, filter, cohorts);
        var place = (after, before) switch
        {
            (null, { } end) => fitting.Where(r => r.RowNo < end).OrderByDescending(r => r.RowNo),
            (var start, _) => fitting.Where(r => r.RowNo > (start ?? 0)).OrderBy(r => r.RowNo),
        };
        var read = await place.Take(PageSize)
            .Select(r => new { r.RowNo, r.FullName, r.StudentId, r.Email, r.Outcome, r.InFile, r.PersonId, r.CohortId, r.Findings }).ToListAsync(cancellationToken);
        read.Sort((a, b) => a.RowNo.CompareTo(b.RowNo));
        if (read.Count == 0)
        {
            return new([], 0, 1, codes, cohorts);
        }

        var changes = (await ChangesAsync(db, roster, [.. read.Select(r => r.RowNo)], cancellationToken)).ToLookup(c => c.RowNo);
        var first = read[0].RowNo;
        return new(
            read.ConvertAll(r => new RowLine(
                r.RowNo, r.FullName, r.StudentId ?? r.Email, r.Outcome ?? RowOutcome.Error, r.InFile, r.PersonId is not null, cohorts.Find(c => c.Id == r.CohortId), Findings.Read(r.Findings), [.. changes[r.RowNo]])),
            await fitting.CountAsync(cancellationToken),
            await fitting.CountAsync(r => r.RowNo < first, cancellationToken) + 1,
            codes,
            cohorts);
    }

    /// <summary>What these rows would change, or changed.</summary>
    internal static Task<List<RowChange>> ChangesAsync(PortalDbContext db, RosterPageView roster, int[] rows, CancellationToken cancellationToken) =>
        db.ChangesAsync((roster.Id, roster.Place.PartnerId, roster.History.AppliedAt), rows, cancellationToken);

    private static RosterRights RightsOf(Actor actor, Roster roster)
    {
        var fills = actor.MayFill(roster.PartnerId, roster.Country);
        return new(fills, fills && !actor.IsKey && actor.Id is { } id && id != roster.UploadedBy && id != roster.AppliedBy, actor.ManagesCountry(roster.Country));
    }

    private static async Task<int> ProgressAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var payload = Findings.Write(new RosterJobPayload(id));
        return await db.Set<Job>().Where(j => j.State == JobState.Running && EF.Functions.JsonContains(j.Payload, payload)).MaxAsync(j => (int?)j.Progress, cancellationToken) ?? 0;
    }

    private static IQueryable<RosterRow> Fitting(PortalDbContext db, Guid roster, LinesFilter filter, List<RowsOfCohort> cohorts)
    {
        var rows = db.Set<RosterRow>().AsNoTracking().Where(r => r.RosterId == roster);
        if (filter.Outcome is { } outcome)
        {
            rows = rows.Where(r => r.Outcome == outcome);
        }

        if (filter.Code is { Length: > 0 } code)
        {
            var said = Findings.Write(new[] { new { code } });
            rows = rows.Where(r => EF.Functions.JsonContains(r.Findings, said));
        }

        if (filter.Cohort is { Length: > 0 } cohort)
        {
            var id = cohorts.Find(c => c.Code == cohort)?.Id ?? Guid.Empty;
            rows = rows.Where(r => r.CohortId == id);
        }

        return rows;
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

    private static async Task<RosterLink?> LinkAsync(PortalDbContext db, Guid? other, CancellationToken cancellationToken) => other is not { } id
        ? null
        : await (
            from roster in db.Set<Roster>()
            join file in db.Set<StoredFile>() on roster.FileId equals file.Id
            where roster.Id == id
            select new RosterLink(roster.Id, file.Name, roster.UploadedAt)).SingleOrDefaultAsync(cancellationToken);
}

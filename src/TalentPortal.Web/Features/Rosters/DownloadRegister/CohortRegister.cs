using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.People;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Auditing;
using TalentPortal.Web.Platform.Exports;

namespace TalentPortal.Web.Features.Rosters.DownloadRegister;

/// <summary>The cohort of a register.</summary>
/// <param name="Today">The day in its zone.</param>
public sealed record RegisterCohort(Guid Id, Guid PartnerId, string Country, DateOnly Today);

/// <summary>The register of a cohort: everybody with an enrolment in it, one row each, to correct and upload again.</summary>
public sealed class CohortRegister(PortalDatabase portal, TimeProvider clock)
{
    private const int Batch = 2000;

    /// <summary>The cohort; null where it does not exist or the actor may not upload for it.</summary>
    public async Task<RegisterCohort?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var found = await db.Set<Cohort>().Where(c => c.Code == code).Select(c => new { c.Id, c.PartnerId, c.Country, c.TimeZone }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && actor.MayFill(found.PartnerId, found.Country) && actor.Allows(Permissions.UploadRosters)
            ? new(found.Id, found.PartnerId, found.Country, clock.GetUtcNow().DayIn(found.TimeZone))
            : null;
    }

    /// <summary>
    /// Writes headings and rows, oldest enrolments first, a batch in memory at a time; no connection is held while a slow reader takes its time.
    /// That it was taken is on record before the first row leaves. Writes nothing for a cohort <see cref="FindAsync"/> does not find.
    /// </summary>
    public async Task WriteAsync(Actor actor, string code, ITableExport table, CancellationToken cancellationToken)
    {
        if (await FindAsync(actor, code, cancellationToken) is not { } cohort)
        {
            return;
        }

        await RecordAsync(actor, cohort, cancellationToken);
        await table.WriteRowAsync(RegisterLine.Columns);
        for (var (after, more) = (Guid.Empty, true); more;)
        {
            var read = await ReadAsync(cohort, after, cancellationToken);
            foreach (var line in read)
            {
                await table.WriteRowAsync(RegisterLine.Cells(line.Enrolment, line.Record, cohort.Today));
            }

            await table.FlushAsync();
            more = read.Count == Batch;
            after = more ? read[^1].Enrolment.Id : after;
        }
    }

    private async Task RecordAsync(Actor actor, RegisterCohort cohort, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.OfPartners([cohort.PartnerId]), cancellationToken);
        var rows = await Lines(db, cohort).CountAsync(cancellationToken);
        db.Record(actor, clock.GetUtcNow(), "register.downloaded", ("cohort", cohort.Id), partnerId: cohort.PartnerId, reason: string.Create(CultureInfo.InvariantCulture, $"{rows} rows"));
        await db.SaveChangesAsync(cancellationToken);
        await db.CommitAsync(cancellationToken);
    }

    private async Task<List<Line>> ReadAsync(RegisterCohort cohort, Guid after, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.OfPartners([cohort.PartnerId]), cancellationToken);
        return await Lines(db, cohort).Where(l => l.Enrolment.Id > after).OrderBy(l => l.Enrolment.Id).Take(Batch).AsNoTracking().ToListAsync(cancellationToken);
    }

    // A retired record matches nobody: its row would come back as somebody new.
    private static IQueryable<Line> Lines(PortalDbContext db, RegisterCohort cohort) =>
        from enrolment in db.Set<Enrolment>()
        join record in db.Set<PersonRecord>() on enrolment.RecordId equals record.Id
        where enrolment.CohortId == cohort.Id && record.State == RecordState.Live
        select new Line { Enrolment = enrolment, Record = record };

    private sealed record Line
    {
        public required Enrolment Enrolment { get; init; }

        public required PersonRecord Record { get; init; }
    }
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Files;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.People;
using TalentPortal.Domain.Programmes;
using TalentPortal.Domain.Rosters;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Cohorts.ShowCohort;

/// <summary>One cohort with its latest rosters.</summary>
/// <param name="Completed">How many completed so far.</param>
/// <param name="MayFill">Whether the reader may upload rosters for it.</param>
public sealed record CohortView(
    Guid Id, string Code, string Name, string Partner, string Programme, ProgrammeKind Kind, Level? Level, string Country, TimeZoneInfo Zone, DateOnly StartsOn, DateOnly EndsOn,
    int Taken, int? Seats, int Completed, int Withdrawn, CohortState State, string? StateReason, CompletionBy CompletionBy, bool MayFill, IReadOnlyList<SessionLine> Sessions, IReadOnlyList<CohortRoster> Rosters);

public sealed record CohortRoster(Guid Id, string FileName, DateTimeOffset UploadedAt, string UploadedBy, RosterState State, int Rows);

/// <summary>One meeting of the cohort.</summary>
/// <param name="Present">Who was there, if only for a part of it or by making it up.</param>
/// <param name="Marked">Of how many something is known.</param>
public sealed record SessionLine(int N, DateOnly? HeldOn, int Present, int Absent, int Excused, int Marked);

/// <summary>One person in a cohort, as the partner's record names them.</summary>
/// <param name="Present">At how many sessions the person was; of those with a mark, <paramref name="Marked"/>.</param>
public sealed record EnrolmentLine(
    Guid Id, string Name, string? StudentId, string? Email, EnrolmentState State, EnrolmentResult Result, DateOnly? EnrolledOn, DateOnly? CompletedOn, int Present, int Marked);

/// <summary>Which enrolments of a cohort are shown.</summary>
public enum EnrolmentFilter
{
    All,
    Completed,
    Open,
    Withdrawn,
}

/// <summary>A cohort's page.</summary>
public sealed class CohortQuery(PortalDatabase portal)
{
    public const int PageSize = 50;
    private const int LatestRosters = 10;
    private const int LatestSessions = 100;

    /// <summary>The cohort; null where it does not exist or is not the actor's to see.</summary>
    public async Task<CohortView?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var found = await (
            from cohort in CohortReach.Of(actor).In(db.Set<Cohort>())
            join partner in db.Set<Partner>() on cohort.PartnerId equals partner.Id
            join programme in db.Set<Programme>() on cohort.ProgrammeId equals programme.Id
            where cohort.Code == code
            select new { cohort, Partner = partner.Name, Programme = programme.Name, programme.Kind, programme.Level }).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var c = found.cohort;
        var completed = await db.Set<Enrolment>().CountAsync(e => e.CohortId == c.Id && e.Result == EnrolmentResult.Completed, cancellationToken);
        var withdrawn = await db.Set<Enrolment>().CountAsync(e => e.CohortId == c.Id && e.State == EnrolmentState.Withdrawn, cancellationToken);
        var rosters = await (
            from roster in db.Set<Roster>()
            join file in db.Set<StoredFile>() on roster.FileId equals file.Id
            where roster.CohortId == c.Id
            orderby roster.UploadedAt descending, roster.Id descending
            select new CohortRoster(roster.Id, file.Name, roster.UploadedAt, roster.UploadedByName, roster.State, roster.Rows)).Take(LatestRosters).ToListAsync(cancellationToken);
        return new(
            c.Id, c.Code, c.Name, found.Partner, found.Programme, found.Kind, found.Level, c.Country, TimeZoneInfo.FindSystemTimeZoneById(c.TimeZone), c.StartsOn, c.EndsOn,
            c.Taken, c.Seats, completed, withdrawn, c.State, c.StateReason, c.CompletionBy, actor.MayFill(c.PartnerId, c.Country), await SessionsAsync(db, c.Id, cancellationToken), rosters);
    }

    private static Task<List<SessionLine>> SessionsAsync(PortalDbContext db, Guid cohort, CancellationToken cancellationToken) => (
        from session in db.Set<Session>()
        join attendance in db.Set<Attendance>() on session.Id equals attendance.SessionId
        where session.CohortId == cohort && attendance.Mark != AttendanceMark.Void
        group attendance.Mark by new { session.N, session.HeldOn } into marks
        orderby marks.Key.HeldOn descending, marks.Key.N descending
        select new SessionLine(
            marks.Key.N,
            marks.Key.HeldOn,
            marks.Count(m => m == AttendanceMark.Present || m == AttendanceMark.Partial || m == AttendanceMark.MakeUp),
            marks.Count(m => m == AttendanceMark.Absent),
            marks.Count(m => m == AttendanceMark.Excused),
            marks.Count())).Take(LatestSessions).ToListAsync(cancellationToken);

    /// <summary>One page of the people in a cohort, by name; nobody where the cohort is not the actor's to see.</summary>
    public async Task<KeysetPage<EnrolmentLine>> EnrolmentsAsync(
        Actor actor, Guid cohort, EnrolmentFilter filter, string? after, string? before, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var lines =
            from enrolment in db.Set<Enrolment>()
            join record in db.Set<PersonRecord>() on enrolment.RecordId equals record.Id
            join seen in CohortReach.Of(actor).In(db.Set<Cohort>()) on enrolment.CohortId equals seen.Id
            where enrolment.CohortId == cohort
            select new { enrolment, record };
        lines = filter switch
        {
            EnrolmentFilter.Completed => lines.Where(l => l.enrolment.Result == EnrolmentResult.Completed),
            EnrolmentFilter.Open => lines.Where(l => l.enrolment.State == EnrolmentState.Enrolled && l.enrolment.Result == EnrolmentResult.None),
            EnrolmentFilter.Withdrawn => lines.Where(l => l.enrolment.State == EnrolmentState.Withdrawn),
            _ => lines,
        };
        var (on, back) = (Place(after), Place(before));
        if (on is var (name, key))
        {
            lines = lines.Where(l => EF.Functions.GreaterThan(ValueTuple.Create(l.record.FullName, l.enrolment.Id), ValueTuple.Create(name, key)));
        }
        else if (back is var (backName, backKey))
        {
            lines = lines.Where(l => EF.Functions.LessThan(ValueTuple.Create(l.record.FullName, l.enrolment.Id), ValueTuple.Create(backName, backKey)));
        }

        var wentBack = on is null && back is not null;
        var ordered = wentBack
            ? lines.OrderByDescending(l => l.record.FullName).ThenByDescending(l => l.enrolment.Id)
            : lines.OrderBy(l => l.record.FullName).ThenBy(l => l.enrolment.Id);
        var read = await ordered.Take(PageSize + 1).Select(l => new EnrolmentLine(
            l.enrolment.Id, l.record.FullName, l.record.StudentId, l.record.Email, l.enrolment.State, l.enrolment.Result, l.enrolment.EnrolledOn, l.enrolment.CompletedOn,
            db.Set<Attendance>().Count(a => a.EnrolmentId == l.enrolment.Id && (a.Mark == AttendanceMark.Present || a.Mark == AttendanceMark.Partial || a.Mark == AttendanceMark.MakeUp)),
            db.Set<Attendance>().Count(a => a.EnrolmentId == l.enrolment.Id && a.Mark != AttendanceMark.Void))).ToListAsync(cancellationToken);
        return KeysetPages.Of(read, PageSize, on is not null, wentBack);
    }

    /// <summary>Where the page before or after a line begins.</summary>
    public static string CursorOf(EnrolmentLine line) => new KeysetCursor(line.Name, line.Id.ToString()).ToString();

    private static (string Name, Guid Key)? Place(string? text) =>
        KeysetCursor.Read(text) is { } cursor && Guid.TryParse(cursor.Key, out var key) ? (cursor.At, key) : null;
}

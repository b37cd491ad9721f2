using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Domain.Cohorts;
using TalentPortal.Domain.Partners;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform.Access;
using TalentPortal.Web.Platform.Data;
using TalentPortal.Web.Ui;

namespace TalentPortal.Web.Features.Cohorts.ListCohorts;

/// <summary>Which cohorts are asked for; null leaves a question open.</summary>
public sealed record CohortFilter(CohortState? State, string? Partner, string? Text);

/// <summary>One cohort in the list.</summary>
public sealed record CohortLine(
    string Code, string Name, string Partner, string Programme, Level? Level, DateOnly StartsOn, DateOnly EndsOn, string TimeZone, int Taken, int? Seats, int Completed, CohortState State, bool MayFill);

/// <summary>A partner one may filter by.</summary>
public sealed record PartnerChoice(string Code, string Name);

/// <summary>The cohorts within the actor's reach, the latest first.</summary>
public sealed class CohortListQuery(PortalDatabase portal)
{
    public const int PageSize = 50;

    /// <summary>One page; a cursor that cannot be read shows the first.</summary>
    public async Task<KeysetPage<CohortLine>> RunAsync(Actor actor, CohortFilter filter, string? after, string? before, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var lines =
            from cohort in CohortReach.Of(actor).In(db.Set<Cohort>())
            join partner in db.Set<Partner>() on cohort.PartnerId equals partner.Id
            join programme in db.Set<Programme>() on cohort.ProgrammeId equals programme.Id
            select new { cohort, partner, programme };
        if (filter.State is { } state)
        {
            lines = lines.Where(l => l.cohort.State == state);
        }

        if (filter.Partner is { Length: > 0 } partnerCode)
        {
            lines = lines.Where(l => l.partner.Code == partnerCode);
        }

        if (filter.Text?.Trim() is { Length: > 0 } text)
        {
            var like = Like.Containing(text);
            lines = lines.Where(l => EF.Functions.ILike(l.cohort.Name, like, Like.Escape) || EF.Functions.ILike(l.cohort.Code, like, Like.Escape) || EF.Functions.ILike(l.programme.Name, like, Like.Escape));
        }

        var (on, back) = (Place(after), Place(before));
        if (on is var (day, code))
        {
            lines = lines.Where(l => EF.Functions.LessThan(ValueTuple.Create(l.cohort.StartsOn, l.cohort.Code), ValueTuple.Create(day, code)));
        }
        else if (back is var (backDay, backCode))
        {
            lines = lines.Where(l => EF.Functions.GreaterThan(ValueTuple.Create(l.cohort.StartsOn, l.cohort.Code), ValueTuple.Create(backDay, backCode)));
        }

        var wentBack = on is null && back is not null;
        var ordered = wentBack ? lines.OrderBy(l => l.cohort.StartsOn).ThenBy(l => l.cohort.Code) : lines.OrderByDescending(l => l.cohort.StartsOn).ThenByDescending(l => l.cohort.Code);
        var read = await ordered.Take(PageSize + 1).Select(l => new
        {
            l.cohort.Code,
            l.cohort.Name,
            Partner = l.partner.Name,
            l.cohort.PartnerId,
            l.cohort.Country,
            Programme = l.programme.Name,
            l.programme.Level,
            l.cohort.StartsOn,
            l.cohort.EndsOn,
            l.cohort.TimeZone,
            l.cohort.Taken,
            l.cohort.Seats,
            Completed = db.Set<Enrolment>().Count(e => e.CohortId == l.cohort.Id && e.Result == EnrolmentResult.Completed),
            l.cohort.State,
        }).ToListAsync(cancellationToken);
        var made = read.ConvertAll(r => new CohortLine(
            r.Code, r.Name, r.Partner, r.Programme, r.Level, r.StartsOn, r.EndsOn, r.TimeZone, r.Taken, r.Seats, r.Completed, r.State, actor.MayFill(r.PartnerId, r.Country)));
        return KeysetPages.Of(made, PageSize, on is not null, wentBack);
    }

    /// <summary>The partners whose cohorts the actor may read, by name.</summary>
    public async Task<IReadOnlyList<PartnerChoice>> PartnersAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        var within = CohortReach.Of(actor).In(db.Set<Cohort>()).Select(c => c.PartnerId);
        return await db.Set<Partner>().Where(p => within.Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Code).Select(p => new PartnerChoice(p.Code, p.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>Where the page before or after a line begins.</summary>
    public static string CursorOf(CohortLine line) => new KeysetCursor(line.StartsOn.ToString("O", CultureInfo.InvariantCulture), line.Code).ToString();

    private static (DateOnly Day, string Code)? Place(string? text) =>
        KeysetCursor.Read(text) is { } cursor && DateOnly.TryParseExact(cursor.At, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (day, cursor.Key) : null;
}

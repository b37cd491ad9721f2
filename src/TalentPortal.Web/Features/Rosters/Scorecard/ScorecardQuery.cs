using TalentPortal.Data;
using TalentPortal.Data.Rosters;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Rosters.Scorecard;

/// <summary>The quality of a partner's files over time.</summary>
/// <param name="Months">The last twelve, the earliest first; the last one is not over.</param>
/// <param name="Ended">The cohorts that ended in them, the latest first.</param>
public sealed record ScorecardView(string Code, string Partner, IReadOnlyList<ScorecardMonth> Months, IReadOnlyList<EndedCohort> Ended);

/// <summary>One month.</summary>
/// <param name="Files">What was uploaded in it; null where nothing was.</param>
/// <param name="Ended">Cohorts that ended in it.</param>
/// <param name="Reported">Those of them whose completions have come.</param>
/// <param name="Days">How long that took on average; null where none have come.</param>
public sealed record ScorecardMonth(DateOnly Month, QualityMonth? Files, int Ended, int Reported, double? Days)
{
    /// <summary>Its last day.</summary>
    public DateOnly Until => Month.AddMonths(1).AddDays(-1);
}

/// <summary>What a partner's files were like, month by month.</summary>
public sealed class ScorecardQuery(PortalDatabase portal, TimeProvider clock)
{
    public const int MonthsShown = 12;

    /// <returns>Null where the partner does not exist or is not the actor's to see.</returns>
    public async Task<ScorecardView?> FindAsync(Actor actor, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(actor.Scope, cancellationToken);
        if (await db.FindPartnerAsync(actor, code, cancellationToken) is not { } partner)
        {
            return null;
        }

        var today = clock.GetUtcNow().DayIn(partner.Zone);
        var from = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsShown);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(partner.Zone);
        var begins = from.ToDateTime(TimeOnly.MinValue);
        var files = (await db.QualityAsync(partner.Id, partner.Countries, new DateTimeOffset(begins, zone.GetUtcOffset(begins)).ToUniversalTime(), partner.Zone, cancellationToken)).ToDictionary(m => m.Month);
        var ended = await db.EndedCohortsAsync(partner.Id, partner.Countries, from, today, cancellationToken);
        var byMonth = ended.ToLookup(c => new DateOnly(c.EndsOn.Year, c.EndsOn.Month, 1));
        return new(
            partner.Code,
            partner.Name,
            [.. Enumerable.Range(0, MonthsShown).Select(i => from.AddMonths(i)).Select(month => Month(month, files.GetValueOrDefault(month), [.. byMonth[month]]))],
            ended);
    }

    private static ScorecardMonth Month(DateOnly month, QualityMonth? files, IReadOnlyList<EndedCohort> ended)
    {
        int[] days = [.. ended.Select(c => c.Days).OfType<int>()];
        return new(month, files, ended.Count, days.Length, days.Length == 0 ? null : days.Average());
    }
}

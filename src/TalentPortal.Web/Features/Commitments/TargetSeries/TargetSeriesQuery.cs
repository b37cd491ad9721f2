using TalentPortal.Data;
using TalentPortal.Data.Commitments;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Commitments.TargetSeries;

/// <summary>A day of a target's path.</summary>
/// <param name="Counted">How many have their counted event on this day.</param>
/// <param name="Withdrawn">How many of this day's events counted once and no longer do, and, for a stock, how many left on it.</param>
/// <param name="Cumulative">The number at the end of the day.</param>
/// <param name="Plan">What the plan expects by then; null for a target without an amount.</param>
public sealed record SeriesDay(DateOnly Day, long Counted, long Withdrawn, long Cumulative, decimal? Plan);

/// <summary>A target's path, a day an entry, in order.</summary>
public sealed record SeriesView(string Target, DateOnly From, DateOnly To, IReadOnlyList<SeriesDay> Days);

/// <summary>Reads the path of a target from its figures.</summary>
public sealed class TargetSeriesQuery(PortalDatabase portal, TimeProvider clock)
{
    public const int MaxDays = 4000;

    /// <param name="actor">Who asks.</param>
    /// <param name="code">The target.</param>
    /// <param name="from">The first day; the window's where absent.</param>
    /// <param name="to">The last day; today or the window's end, whichever is earlier, where absent.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>Refused as not found, and with <see cref="CommitmentProblems.SeriesOutOfRange"/> for more than <see cref="MaxDays"/> days or an end before the beginning.</returns>
    public async Task<Result<SeriesView>> ReadAsync(Actor actor, string code, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        if (await db.FindTargetAsync(actor, code, cancellationToken) is not { } target)
        {
            return CommitmentProblems.TargetNotFound;
        }

        var today = clock.GetUtcNow().DayIn(target.Zone);
        var first = from ?? target.StartsOn;
        var last = to ?? (today < target.EndsOn ? today : target.EndsOn);
        if (to is null && last < first)
        {
            last = first;
        }

        if (last < first || last.DayNumber - first.DayNumber >= MaxDays)
        {
            return CommitmentProblems.SeriesOutOfRange(MaxDays);
        }

        var figure = await db.FigureAsync(target.Id, "withdrawn", cancellationToken);
        return new SeriesView(code, first, last, Days(target, figure, first, last));
    }

    private static List<SeriesDay> Days(Target target, TargetFigure figure, DateOnly first, DateOnly last)
    {
        var path = figure.Path().ToDictionary(d => d.Day);
        var withdrawn = figure.WithdrawnByDay();
        var cumulative = figure.CountedBy(first.AddDays(-1));
        var days = new List<SeriesDay>(last.DayNumber - first.DayNumber + 1);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var at = path.GetValueOrDefault(day);
            cumulative = at?.Cumulative ?? cumulative;
            var plan = target.PlannedBy(day);
            days.Add(new(day, at?.Came ?? 0, withdrawn.GetValueOrDefault(day) + (at?.Left ?? 0), cumulative, plan is { } value ? Math.Round(value, 2) : null));
        }

        return days;
    }
}

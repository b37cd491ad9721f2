namespace TalentPortal.Domain.Commitments;

/// <summary>How a target stands against its plan.</summary>
public enum PaceStatus
{
    /// <summary>At the pace of the last months the amount is reached in time.</summary>
    OnTrack,

    /// <summary>Short by up to a fifth of the pace that is needed.</summary>
    AtRisk,

    /// <summary>Short by more than that.</summary>
    OffTrack,

    /// <summary>No amount, not begun, or fewer full months than <see cref="Pace.LeastMonths"/>.</summary>
    NotEnoughData,

    /// <summary>The amount is reached.</summary>
    Met,

    /// <summary>The window is over and the amount was not reached.</summary>
    ClosedShort,
}

/// <summary>By how many the count moved on a day: those who became counted less those who ceased to be.</summary>
public sealed record DayCount(DateOnly On, long Change);

/// <summary>
/// The pace of the last full months beside the pace that is needed. It is arithmetic about the past, not a forecast:
/// planned cohorts play no part in it.
/// </summary>
/// <param name="Status">How the target stands.</param>
/// <param name="Counted">Counted at the end of the day of the reading, or of the window's last day once that is over.</param>
/// <param name="Observed">Mean of the last full months, in subjects a month; never below 0. Null with fewer than <see cref="LeastMonths"/>.</param>
/// <param name="Required">Subjects a month from now on to reach the amount in time. Null without an amount, before the window and after it.</param>
/// <param name="DaysLeft">Days of the window after the day of the reading; 0 once it is over.</param>
/// <param name="MetOn">The day from which the amount has been reached without a break.</param>
/// <param name="ShortBy">By how many a closed target missed its amount.</param>
public sealed record Pace(PaceStatus Status, long Counted, decimal? Observed, decimal? Required, int DaysLeft, DateOnly? MetOn, long? ShortBy)
{
    /// <summary>Months that the mean looks back.</summary>
    public const int MostMonths = 6;

    /// <summary>Full months below which nothing is said about the pace.</summary>
    public const int LeastMonths = 3;

    /// <summary>Observed to required from which a target is on track.</summary>
    public const decimal OnTrackFrom = 1.0m;

    /// <summary>Observed to required from which a target is at risk rather than off track.</summary>
    public const decimal AtRiskFrom = 0.8m;

    private const decimal DaysInMonth = 365.25m / 12;

    /// <summary>Whether the window is over.</summary>
    public bool IsClosed { get; private init; }

    /// <summary>Judges a target.</summary>
    /// <param name="amount">What is promised; null where the promise has no number.</param>
    /// <param name="startsOn">First day of the window.</param>
    /// <param name="endsOn">Last day of the window.</param>
    /// <param name="today">The day of the reading, in the target's zone. Its month is not full yet, even on its last day.</param>
    /// <param name="days">The days on which the count moved, in any order; later ones than <paramref name="today"/> are left out.</param>
    public static Pace Of(decimal? amount, DateOnly startsOn, DateOnly endsOn, DateOnly today, IEnumerable<DayCount> days)
    {
        var closed = today > endsOn;
        var until = closed ? endsOn : today;
        var known = days.Where(d => d.On <= until).OrderBy(d => d.On).ToList();
        var counted = known.Sum(d => d.Change);
        var observed = MonthlyMean(startsOn, until, closed, known);
        var left = closed ? 0 : endsOn.DayNumber - Math.Max(today.DayNumber, startsOn.DayNumber - 1);
        var pace = new Pace(PaceStatus.NotEnoughData, counted, observed, null, left, null, null) { IsClosed = closed };
        if (amount is not { } goal || today < startsOn)
        {
            return pace;
        }

        if (counted >= goal)
        {
            return pace with { Status = PaceStatus.Met, Required = closed ? null : 0, MetOn = ReachedOn(goal, known) };
        }

        var missing = goal - counted;
        if (closed)
        {
            return pace with { Status = PaceStatus.ClosedShort, ShortBy = (long)Math.Ceiling(missing) };
        }

        // On the last day the rest of that day is all there is.
        var required = missing / (Math.Max(left, 1) / DaysInMonth);
        return pace with { Status = Judge(observed, required), Required = required };
    }

    private static PaceStatus Judge(decimal? observed, decimal required) => (observed / required) switch
    {
        null => PaceStatus.NotEnoughData,
        >= OnTrackFrom => PaceStatus.OnTrack,
        >= AtRiskFrom => PaceStatus.AtRisk,
        _ => PaceStatus.OffTrack,
    };

    /// <summary>The mean over the last full months of the window. A count that fell is told by the path; a pace below 0 would mean nothing.</summary>
    private static decimal? MonthlyMean(DateOnly startsOn, DateOnly until, bool closed, List<DayCount> known)
    {
        var next = new DateOnly(until.Year, until.Month, 1);
        if (closed && until.AddDays(1).Day == 1)
        {
            next = until.AddDays(1);
        }

        var first = next.AddMonths(-MostMonths);
        var begin = startsOn.Day == 1 ? startsOn : new DateOnly(startsOn.Year, startsOn.Month, 1).AddMonths(1);
        if (first < begin)
        {
            first = begin;
        }

        var months = ((next.Year - first.Year) * 12) + next.Month - first.Month;
        return months < LeastMonths
            ? null
            : Math.Max(0, known.Where(d => d.On >= first && d.On < next).Sum(d => d.Change) / (decimal)months);
    }

    private static DateOnly? ReachedOn(decimal goal, List<DayCount> known)
    {
        var sum = 0L;
        DateOnly? since = null;
        foreach (var day in known.GroupBy(d => d.On))
        {
            sum += day.Sum(d => d.Change);
            since = sum < goal ? null : since ?? day.Key;
        }

        return since;
    }
}

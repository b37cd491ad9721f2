using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Web.Ui.Components;

namespace TalentPortal.Web.Ui;

/// <summary>Targets as the charts and chips of the portal draw them.</summary>
public static class TargetViews
{
    /// <summary>The path of a target over its window.</summary>
    /// <param name="amount">What is promised; null draws no plan.</param>
    /// <param name="window">First and last day.</param>
    /// <param name="plan">The plan's value at the end of a day.</param>
    /// <param name="milestones">Where the plan bends.</param>
    /// <param name="days">The days on which the count moved, in order.</param>
    /// <param name="today">In the target's zone.</param>
    public static PathModel Path(
        decimal? amount, (DateOnly From, DateOnly Until) window, Func<DateOnly, decimal?> plan, IEnumerable<Milestone> milestones, IEnumerable<DayCount> days, DateOnly today)
    {
        var counted = 0L;
        var points = days.Select(d => new PathPoint(d.On, counted += d.Change)).ToList();
        DateOnly[] bends = amount is null ? [] : [window.From, .. milestones.Select(m => m.On), window.Until];
        return new(window.From, window.Until, today, points, [.. bends.Distinct().Select(d => new PlanPoint(d, Whole(plan(d) ?? 0)))], amount is { } goal ? Whole(goal) : null);
    }

    /// <summary>The line of a plan that no longer stands, within the window that does.</summary>
    public static IReadOnlyList<PlanPoint> FormerPlan(KeptPlan? former, DateOnly from, DateOnly until)
    {
        if (former is not { Amount: not null } || former.EndsOn < from || former.StartsOn > until)
        {
            return [];
        }

        var (first, last) = (former.StartsOn < from ? from : former.StartsOn, former.EndsOn > until ? until : former.EndsOn);
        var bends = former.Milestones.Select(m => m.On).Where(d => d > first && d < last);
        return [.. bends.Append(first).Append(last).Distinct().Order().Select(d => new PlanPoint(d, Whole(former.PlannedBy(d) ?? 0)))];
    }

    /// <summary>The days on which the count moved, in order; none where nothing was ever counted.</summary>
    public static IReadOnlyList<DayCount> Days(this TargetFigure? figures) => [.. (figures?.Path() ?? []).Select(d => new DayCount(d.Day, d.Came - d.Left))];

    public static TrackStatus Track(PaceStatus status) => status switch
    {
        PaceStatus.OnTrack => TrackStatus.OnTrack,
        PaceStatus.AtRisk => TrackStatus.AtRisk,
        PaceStatus.OffTrack => TrackStatus.OffTrack,
        PaceStatus.Met => TrackStatus.Met,
        PaceStatus.ClosedShort => TrackStatus.ClosedShort,
        _ => TrackStatus.NotEnoughData,
    };

    /// <summary>A rate a month: whole from 10 on, else with one digit.</summary>
    public static string Rate(decimal value) => value is >= 10 or 0 ? Formats.Number((long)Math.Round(value, MidpointRounding.AwayFromZero)) : Formats.Number(value, 1);

    /// <summary>Amounts of people and partners are whole.</summary>
    public static long Whole(decimal value) => (long)Math.Round(value, MidpointRounding.AwayFromZero);
}

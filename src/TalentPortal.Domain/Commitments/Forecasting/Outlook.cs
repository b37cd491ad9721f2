namespace TalentPortal.Domain.Commitments.Forecasting;

/// <summary>What a forecast says of a target.</summary>
public enum OutlookKind
{
    /// <summary>The window is open and there is enough to go by.</summary>
    Likely,

    /// <summary>The amount is reached; the likely end still stands beside it.</summary>
    Met,

    /// <summary>The window is over: what came is the outcome, and later proof stands beside it.</summary>
    Over,

    /// <summary>Nothing is said, and <see cref="Outlook.Why"/> says why.</summary>
    NotEnough,
}

/// <summary>Why nothing is said about the end.</summary>
public enum NotEnough
{
    /// <summary>The promise has no number.</summary>
    NoAmount,

    /// <summary>Fewer than three full months are over, and what is planned does not reach the end of the window.</summary>
    FewMonths,

    /// <summary>Nothing has come in the months that are over, and what is planned does not reach the end of the window.</summary>
    NothingYet,
}

/// <summary>The likely count at the end of a day: 8 of 10 runs lie between the lowest and the highest.</summary>
public sealed record FanPoint(DateOnly On, long P10, long P50, long P90);

/// <summary>What would close a gap between the likely end and the amount.</summary>
/// <param name="Gap">By how many the likely end (half of the runs) is short; 0 where it is not.</param>
/// <param name="LowGap">By how many the low case (one run in ten is lower) is short; 0 where it is not.</param>
/// <param name="Cohorts">How many more cohorts of the usual size, filled and completed as usual, close <paramref name="Gap"/>, or <paramref name="LowGap"/> where there is no gap; null where nothing is known of cohorts.</param>
/// <param name="UsualCohort">People that one of them brings.</param>
/// <param name="Points">By how many points of a hundred more would have to complete instead; null where it could not be done by that alone.</param>
public sealed record WhatCloses(long Gap, long LowGap, int? Cohorts, decimal? UsualCohort, decimal? Points);

/// <summary>What went into a forecast and what was learnt from the past, for whoever wants to follow it.</summary>
/// <param name="Planned">Cohorts that have not begun.</param>
/// <param name="Running">Cohorts that run.</param>
/// <param name="Ended">Cohorts that are over without results.</param>
/// <param name="PastCohorts">Cohorts that are over, of which the rates were learnt.</param>
/// <param name="Fill">Mean share of seats that were filled; null where no cohort tells.</param>
/// <param name="Completion">Mean share of the enrolled who did what the rule asks for.</param>
/// <param name="NewShare">Mean share of those who were new and met the rule.</param>
/// <param name="Cancelled">Mean share of cohorts that were cancelled.</param>
/// <param name="LagDays">Median days from the end to being counted.</param>
/// <param name="Pace">A month at the pace of the past, at the as-of day; null with fewer than three full months.</param>
/// <param name="FromPipeline">Half of the runs bring more than so many from cohorts, agreements or payments that are known.</param>
/// <param name="FromPace">Half of the runs bring more than so many that are in no plan yet.</param>
public sealed record Ingredients(
    int Planned, int Running, int Ended, int PastCohorts, decimal? Fill, decimal? Completion, decimal? NewShare, decimal? Cancelled, int? LagDays, decimal? Pace, long FromPipeline, long FromPace);

/// <summary>What is likely to come of a target.</summary>
/// <param name="Kind">What is said.</param>
/// <param name="Counted">Counted at the as-of day.</param>
/// <param name="P10">One run in ten ends lower; null where nothing is said.</param>
/// <param name="P50">Half of the runs end lower.</param>
/// <param name="P90">Nine runs in ten end lower.</param>
/// <param name="Probability">Share of the runs that reach the amount, 0 to 1; null where nothing is said.</param>
/// <param name="ReachedOn">When the likely path reaches the amount; null where it does not within the window.</param>
/// <param name="Fan">Ends of months, from the as-of day to the window's last day.</param>
/// <param name="Closes">What would close the gap; null where there is nothing to close.</param>
/// <param name="Ingredients">What went in.</param>
public sealed record Outlook(
    OutlookKind Kind, long Counted, long? P10, long? P50, long? P90, double? Probability, DateOnly? ReachedOn, IReadOnlyList<FanPoint> Fan, WhatCloses? Closes, Ingredients? Ingredients)
{
    /// <summary>Why nothing is said.</summary>
    public NotEnough? Why { get; init; }
}

namespace TalentPortal.Web.Ui.Components;

/// <summary>How many were counted in all at the end of a day.</summary>
public sealed record PathPoint(DateOnly On, long Counted);

/// <summary>How many the plan expects in all at the end of a day; between two of them a straight line.</summary>
public sealed record PlanPoint(DateOnly On, long Planned);

/// <summary>Something worth a ring on the path, such as a new version of the rule.</summary>
public sealed record PathMark(DateOnly On, string Label);

/// <summary>What is likely to be counted in all at the end of a day: 8 of 10 runs lie between the lowest and the highest.</summary>
public sealed record FanBand(DateOnly On, long Low, long Likely, long High);

/// <summary>The path of a target over its window.</summary>
/// <param name="From">First day of the window.</param>
/// <param name="Until">Last day of the window.</param>
/// <param name="Today">The day of the reading; days after it have no path.</param>
/// <param name="Points">Days on which the count moved, in any order.</param>
/// <param name="Plan">In any order; empty means no plan.</param>
/// <param name="Amount">What is promised; null where the commitment has no number.</param>
public sealed record PathModel(DateOnly From, DateOnly Until, DateOnly Today, IReadOnlyList<PathPoint> Points, IReadOnlyList<PlanPoint> Plan, long? Amount)
{
    /// <summary>The day up to which there is a path: nothing is known after today, and nothing counts after the window.</summary>
    public DateOnly KnownTo => Today < Until ? Today : Until;

    /// <summary>The plan before it was restated last, within the window, in any order; empty where it never moved.</summary>
    public IReadOnlyList<PlanPoint> FormerPlan { get; init; } = [];

    /// <summary>The likely end and the way there, in order of days; empty where nothing is said about it.</summary>
    public IReadOnlyList<FanBand> Fan { get; init; } = [];

    public long Counted => At(KnownTo);

    /// <summary>The count at the end of a day.</summary>
    public long At(DateOnly day) => Points.Where(p => p.On <= day).MaxBy(p => p.On)?.Counted ?? 0;

    /// <summary>What the plan expects at the end of a day; null without a plan. Before its first point 0 or that point, after its last the last.</summary>
    public long? PlannedAt(DateOnly day) => At(Plan, day);

    /// <summary>What the former plan expected at the end of a day; null where there was none, and on days it did not cover.</summary>
    public long? FormerlyPlannedAt(DateOnly day) =>
        FormerPlan.Count > 0 && day >= FormerPlan.Min(p => p.On) && day <= FormerPlan.Max(p => p.On) ? At(FormerPlan, day) : null;

    /// <summary>The months up to <see cref="KnownTo"/>: what each brought and the sums at its end, or at the last day known.</summary>
    public IEnumerable<(DateOnly Month, DateOnly To, long New, long Counted, long? Planned)> Months()
    {
        var sofar = 0L;
        for (var month = new DateOnly(From.Year, From.Month, 1); month <= KnownTo; month = month.AddMonths(1))
        {
            var end = month.AddMonths(1).AddDays(-1);
            var to = end < KnownTo ? end : KnownTo;
            var counted = At(to);
            yield return (month, to, counted - sofar, counted, PlannedAt(to));
            sofar = counted;
        }
    }

    /// <summary>The months to come, the latest first: what is likely at the end of each.</summary>
    public IEnumerable<(FanBand Band, long? Planned)> MonthsAhead() => Fan.Where(b => b.On > KnownTo).Reverse().Select(b => (b, PlannedAt(b.On)));

    private long? At(IReadOnlyList<PlanPoint> plan, DateOnly day)
    {
        if (plan.Count == 0)
        {
            return null;
        }

        var before = plan.Where(p => p.On <= day).MaxBy(p => p.On);
        var after = plan.Where(p => p.On >= day).MinBy(p => p.On);
        return (before, after) switch
        {
            (null, { } first) => first.On > From && day >= From ? Between(new PlanPoint(From, 0), first, day) : 0,
            ({ } last, null) => last.Planned,
            ({ } left, { } right) => Between(left, right, day),
            _ => null,
        };
    }

    private static long Between(PlanPoint left, PlanPoint right, DateOnly day) => left.On == right.On
        ? right.Planned
        : left.Planned + (long)Math.Round((right.Planned - left.Planned) * ((double)(day.DayNumber - left.On.DayNumber) / (right.On.DayNumber - left.On.DayNumber)));
}

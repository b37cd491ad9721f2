namespace TalentPortal.Domain.Commitments.Forecasting;

/// <summary>
/// A forecast as it was made, kept for good: what it saw (digest, seed, method), what it said, and of what. It is never changed, so that what came can be
/// compared with it.
/// </summary>
public sealed class Forecast
{
    public const int DigestLength = 64;

    private Forecast()
    {
    }

    public Guid Id { get; private init; }

    public Guid TargetId { get; private init; }

    /// <summary>The day at whose end, in the target's zone, it stands.</summary>
    public DateOnly AsOf { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>The version of the rule whose count it goes on from.</summary>
    public int RuleVersion { get; private init; }

    /// <summary>Of the target: a restated one is forecast anew.</summary>
    public int TargetRevision { get; private init; }

    /// <summary>The state of the cohorts that fell away, as a number that moves with each: one that is cancelled is taken out at once.</summary>
    public long FallenAway { get; private init; }

    public ForecastForm Form { get; private init; }

    public long Seed { get; private init; }

    /// <summary>SHA-256 of the inputs, in lower-case hexadecimal digits.</summary>
    public string InputsDigest { get; private init; } = "";

    /// <summary>Which version of the method made it.</summary>
    public int Method { get; private init; }

    public OutlookKind Kind { get; private init; }

    public NotEnough? Why { get; private init; }

    /// <summary>What was promised then.</summary>
    public decimal? Amount { get; private init; }

    /// <summary>The window's last day then.</summary>
    public DateOnly EndsOn { get; private init; }

    /// <summary>Counted at the as-of day, as it was known then.</summary>
    public long Counted { get; private init; }

    public long? P10 { get; private init; }

    public long? P50 { get; private init; }

    public long? P90 { get; private init; }

    /// <summary>To reach the amount by the window's last day, 0 to 1.</summary>
    public double? Probability { get; private init; }

    public DateOnly? ReachedOn { get; private init; }

    /// <summary>The likely count at ends of months.</summary>
    public FanPoint[] Fan { get; private init; } = [];

    public WhatCloses? Closes { get; private init; }

    public Ingredients? Ingredients { get; private init; }

    /// <summary>Makes and keeps a forecast.</summary>
    /// <param name="subject">Of which target, under which version of its rule, at which revision, after which cohorts fell away.</param>
    /// <param name="inputs">What is known.</param>
    /// <param name="now">When it is made.</param>
    public static Forecast Make(ForecastSubject subject, ForecastInputs inputs, DateTimeOffset now)
    {
        var seed = SeedOf(subject.Target, inputs.AsOf);
        var outlook = Forecaster.Look(inputs, (ulong)seed);
        return new()
        {
            Id = Guid.CreateVersion7(now),
            TargetId = subject.Target,
            AsOf = inputs.AsOf,
            MadeAt = now,
            RuleVersion = subject.RuleVersion,
            TargetRevision = subject.Revision,
            FallenAway = subject.FallenAway,
            Form = inputs.Form,
            Seed = seed,
            InputsDigest = inputs.Digest(),
            Method = Forecaster.Method,
            Kind = outlook.Kind,
            Why = outlook.Why,
            Amount = inputs.Amount,
            EndsOn = inputs.EndsOn,
            Counted = outlook.Counted,
            P10 = outlook.P10,
            P50 = outlook.P50,
            P90 = outlook.P90,
            Probability = outlook.Probability,
            ReachedOn = outlook.ReachedOn,
            Fan = [.. outlook.Fan],
            Closes = outlook.Closes,
            Ingredients = outlook.Ingredients,
        };
    }

    /// <summary>The likely count at the end of a day between the as-of day and the end of the fan; null outside, and where nothing was said.</summary>
    public FanPoint? At(DateOnly day)
    {
        var (before, after) = (Fan.LastOrDefault(p => p.On <= day), Fan.FirstOrDefault(p => p.On >= day));
        if (before is null || after is null || before.On == after.On)
        {
            return before is not null && after is not null ? before : null;
        }

        var part = (double)(day.DayNumber - before.On.DayNumber) / (after.On.DayNumber - before.On.DayNumber);
        long Between(long from, long to) => from + (long)Math.Round((to - from) * part);
        return new(day, Between(before.P10, after.P10), Between(before.P50, after.P50), Between(before.P90, after.P90));
    }

    /// <summary>The seed is no choice of anybody's: it follows from the target and the day, so that nobody tries seeds until one pleases.</summary>
    private static long SeedOf(Guid target, DateOnly asOf) => (long)(new Chance(Chance.StreamOf(target, 0), (ulong)asOf.DayNumber).Next() >> 1);
}

/// <summary>What a forecast is of.</summary>
/// <param name="Target">Its key.</param>
/// <param name="RuleVersion">The version in force.</param>
/// <param name="Revision">The target's revision.</param>
/// <param name="FallenAway">Moves with every cohort that is cancelled or postponed.</param>
public sealed record ForecastSubject(Guid Target, int RuleVersion, int Revision, long FallenAway);

/// <summary>One forecast beside what came.</summary>
/// <param name="AsOf">The day of the forecast.</param>
/// <param name="On">The day it spoke of.</param>
/// <param name="Said">What it said of that day.</param>
/// <param name="Came">What was counted by then.</param>
public sealed record BackTestLine(DateOnly AsOf, DateOnly On, FanPoint Said, long Came)
{
    public long Error => Said.P50 - Came;

    public bool IsInside => Came >= Said.P10 && Came <= Said.P90;
}

/// <summary>Past forecasts against what came: each is asked about three, six and twelve months after it was made, and about the end of its window.</summary>
/// <param name="Lines">The latest first.</param>
public sealed record BackTest(IReadOnlyList<BackTestLine> Lines)
{
    private static readonly int[] MonthsLater = [1, 3, 6, 12];

    /// <summary>Mean of the errors without their signs, as a share of what came; null without lines.</summary>
    public double? MeanError => Lines.Count == 0 ? null : Lines.Average(l => Math.Abs(l.Error) / (double)Math.Max(1, l.Came));

    /// <summary>How many of the outcomes lay inside the 80 % band.</summary>
    public int Inside => Lines.Count(l => l.IsInside);

    /// <summary>Compares.</summary>
    /// <param name="forecasts">Past forecasts, in any order.</param>
    /// <param name="counted">What was counted at the end of a day, as it was known then; in any order.</param>
    public static BackTest Of(IEnumerable<Forecast> forecasts, IEnumerable<(DateOnly On, long Counted)> counted)
    {
        const int near = 7;
        var known = counted.OrderBy(c => c.On).ToList();
        var lines = new List<BackTestLine>();
        foreach (var forecast in forecasts.Where(f => f.Kind is OutlookKind.Likely or OutlookKind.Met && f.Fan.Length > 0))
        {
            foreach (var on in MonthsLater.Select(m => forecast.AsOf.AddMonths(m)).Where(d => d < forecast.EndsOn).Append(forecast.EndsOn).Distinct())
            {
                // The count was not kept on every day; a few days later is near enough, and the forecast is asked about that day.
                var (day, came) = known.Find(k => k.On >= on && k.On.DayNumber - on.DayNumber <= near);
                if (day != default && (day <= forecast.EndsOn || on == forecast.EndsOn) && forecast.At(day <= forecast.EndsOn ? day : forecast.EndsOn) is { } said)
                {
                    lines.Add(new(forecast.AsOf, said.On, said, came));
                }
            }
        }

        return new([.. lines.OrderByDescending(l => l.On).ThenByDescending(l => l.AsOf)]);
    }
}

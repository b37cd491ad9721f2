namespace TalentPortal.Domain.Commitments.Forecasting;

/// <summary>
/// What comes in a month without being in any plan, as the past months show it: a level and a slope, both drawn anew in every run because they are
/// estimated, the time of the year once a year is known, a wandering of the level, and the variance from month to month.
/// </summary>
internal sealed class Flow
{
    /// <summary>Months further back say nothing about those to come.</summary>
    private const int MostMonths = 30;

    /// <summary>A month counts half as much as one this many months later.</summary>
    private const double HalfLife = 9;

    /// <summary>Beforehand a slope of this much of the level a month is believed as likely as not.</summary>
    private const double SlopeDeviation = 0.02;

    /// <summary>A slope goes on, less and less: each month by this share of the month before.</summary>
    private const double Damping = 0.92;

    /// <summary>By how much of itself the level wanders in a month.</summary>
    private const double Wander = 0.05;

    /// <summary>Neighbouring months resemble each other: what is known is worth less than their number.</summary>
    private const double Alike = 1.5;

    private const double SeasonDeviation = 0.25;

    private readonly double _scale;
    private readonly double _level;
    private readonly double _slope;
    private readonly double[] _cov = new double[3];
    private readonly double[] _season = [.. Enumerable.Repeat(1.0, 12)];

    /// <param name="months">In order; none of a month that is not over.</param>
    public Flow(IReadOnlyList<double> months, int lastMonth)
    {
        var came = months.Where(m => m > 0).ToArray();
        if (months.Count < Pace.LeastMonths || came.Length == 0)
        {
            return;
        }

        IsKnown = true;
        var known = Used(months, came.Length);
        var mean = known.Average();
        if (mean <= 0)
        {
            // Long since anything came. Half of what came in a month with anything, once in all that time, is what such a silence leaves possible.
            (_scale, _level) = (came.Average() * 0.5 / known.Length, 1);
            (Variance, _cov[0], _cov[2]) = (known.Length / 0.5, 2, 1e-9);
            return;
        }

        _scale = mean;
        var values = known.Select(m => m / mean).ToArray();
        Variance = 0.3;
        (_level, _slope) = Fit(values, lastMonth);
        if (values.Length >= 12)
        {
            LearnSeason(values, lastMonth);
        }

        (_level, _slope) = Fit(values, lastMonth);
    }

    /// <summary>Whether anything came in three full months or more: otherwise nothing can be said of what is in no plan.</summary>
    public bool IsKnown { get; }

    /// <summary>A month at the as-of day; the time of the year is left out.</summary>
    public double Level => _scale * Math.Max(0, _level);

    /// <summary>Of a month, relative to the square of the level.</summary>
    public double Variance { get; private set; }

    /// <summary>Draws what comes in each month of each run.</summary>
    /// <param name="ahead">The months to come.</param>
    /// <param name="unplanned">Which part of a month is in no plan yet, 0 to 1.</param>
    /// <param name="chance">Of this flow.</param>
    /// <param name="runs">How many.</param>
    /// <param name="add">Run, month and number.</param>
    public void Draw(IReadOnlyList<MonthAhead> ahead, double[] unplanned, Chance chance, int runs, Action<int, int, double> add)
    {
        if (_scale <= 0)
        {
            return;
        }

        var (l11, l21) = (Math.Sqrt(_cov[0]), _cov[1] / Math.Sqrt(_cov[0]));
        var l22 = Math.Sqrt(Math.Max(0, _cov[2] - (l21 * l21)));
        for (var run = 0; run < runs; run++)
        {
            var (x, y) = (chance.Normal(), chance.Normal());
            var (level, slope, wander, along, step) = (_level + (l11 * x), _slope + (l21 * x) + (l22 * y), 0.0, 0.0, 1.0);
            for (var month = 0; month < ahead.Count; month++)
            {
                along += step * slope * ahead[month].Part;
                step *= Damping;
                wander += Wander * Math.Sqrt(ahead[month].Part) * chance.Normal();
                var part = ahead[month].Part * unplanned[month];
                if (part > 0)
                {
                    var mean = Math.Clamp(level + along, 0.02, 4) * Math.Exp(wander - (Wander * Wander * month / 2)) * _season[ahead[month].On.Month - 1];
                    var shape = Math.Max(0.01, part * mean * mean / Variance);
                    add(run, month, _scale * part * mean * chance.Gamma(shape) / shape);
                }
            }
        }
    }

    /// <summary>
    /// The months that tell. Those before anything came are left out, because nothing could have come yet; but of so few months with anything that the
    /// silence before them may be how things are, all are used.
    /// </summary>
    private static double[] Used(IReadOnlyList<double> months, int withAny)
    {
        var first = 0;
        while (withAny >= Pace.LeastMonths && months[first] <= 0)
        {
            first++;
        }

        return [.. months.Skip(Math.Max(first, months.Count - MostMonths)).Select(m => Math.Max(0, m))];
    }

    /// <summary>A straight line through the months, later ones weighing more, the slope drawn towards none.</summary>
    private (double Level, double Slope) Fit(double[] values, int lastMonth)
    {
        double s0 = 0, s1 = 0, s2 = 0, y0 = 0, y1 = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var (t, w, y) = (i - values.Length + 0.5, Weight(values, i), values[i] / SeasonAt(values, i, lastMonth));
            (s0, s1, s2, y0, y1) = (s0 + w, s1 + (w * t), s2 + (w * t * t), y0 + (w * y), y1 + (w * t * y));
        }

        var noise = Variance * Alike;
        var (p11, p12, p22) = (s0 / noise, s1 / noise, (s2 / noise) + (1 / (SlopeDeviation * SlopeDeviation)));
        var determinant = (p11 * p22) - (p12 * p12);
        (_cov[0], _cov[1], _cov[2]) = (p22 / determinant, -p12 / determinant, p11 / determinant);
        var (q1, q2) = (y0 / noise, y1 / noise);
        var (level, slope) = ((_cov[0] * q1) + (_cov[1] * q2), (_cov[1] * q1) + (_cov[2] * q2));
        double residual = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var off = (values[i] / SeasonAt(values, i, lastMonth)) - level - (slope * (i - values.Length + 0.5));
            residual += Weight(values, i) * off * off;
        }

        // The spread of few months says little: what is usual stands in for four of them.
        Variance = ((residual * Math.Max(1, s0 / Math.Max(1, s0 - 1))) + (4 * 0.3)) / (s0 + 4);
        return (level, slope);
    }

    private void LearnSeason(double[] values, int lastMonth)
    {
        for (var month = 0; month < 12; month++)
        {
            var (sum, n) = (0.0, 0);
            for (var i = 0; i < values.Length; i++)
            {
                if (MonthOf(values, i, lastMonth) == month)
                {
                    var line = Math.Max(0.1, _level + (_slope * (i - values.Length + 0.5)));
                    (sum, n) = (sum + ((values[i] / line) - 1), n + 1);
                }
            }

            var known = n * SeasonDeviation * SeasonDeviation;
            _season[month] = Math.Clamp(1 + (n == 0 ? 0 : sum / n * known / (known + Variance)), 0.3, 2);
        }

        var mean = _season.Average();
        for (var month = 0; month < 12; month++)
        {
            _season[month] /= mean;
        }
    }

    private double SeasonAt(double[] values, int i, int lastMonth) => _season[MonthOf(values, i, lastMonth)];

    private static int MonthOf(double[] values, int i, int lastMonth) => ((((lastMonth - 1 - (values.Length - 1 - i)) % 12) + 12) % 12);

    private static double Weight(double[] values, int i) => Math.Pow(0.5, (values.Length - 1 - i) / HalfLife);
}

/// <summary>A month to come, or the part of one within the window.</summary>
/// <param name="On">Its last day within the window.</param>
/// <param name="Part">Its length, in months.</param>
/// <param name="Middle">Days from the as-of day to its middle.</param>
internal sealed record MonthAhead(DateOnly On, double Part, double Middle)
{
    private const double DaysInMonth = 365.25 / 12;

    /// <summary>From the day after <paramref name="asOf"/> to <paramref name="endsOn"/>, the last one first where there are none.</summary>
    public static IReadOnlyList<MonthAhead> Between(DateOnly asOf, DateOnly endsOn)
    {
        var months = new List<MonthAhead>();
        for (var from = asOf.AddDays(1); from <= endsOn;)
        {
            var end = new DateOnly(from.Year, from.Month, 1).AddMonths(1).AddDays(-1);
            var to = end < endsOn ? end : endsOn;
            var days = to.DayNumber - from.DayNumber + 1;
            months.Add(new(to, days / DaysInMonth, from.DayNumber - asOf.DayNumber + (days / 2.0)));
            from = to.AddDays(1);
        }

        return months;
    }
}

using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Commitments.Forecasting;

namespace TalentPortal.Domain.Tests.Commitments.Forecasting;

/// <summary>
/// A world that the forecaster does not know: programmes whose cohorts begin with the seasons, grow or shrink, are cancelled, begin late, fill and complete
/// by a logit that wanders, and report late or never; some people come through no cohort. Nothing of it is drawn from the forecaster's own distributions
/// or with its random numbers. It is asked what was known on a day, and what had come by another.
/// </summary>
internal sealed class InventedProgramme
{
    private readonly Random _random;
    private readonly List<Run> _runs = [];
    private readonly List<(DateOnly On, long N)> _walkIns = [];
    private readonly double[] _wander;
    private readonly DateOnly _start;

    public InventedProgramme(int seed)
    {
        _random = new(seed);
        AsOf = new DateOnly(2024, 1, 1).AddDays(_random.Next(730));
        _start = new DateOnly(AsOf.Year, AsOf.Month, 1).AddMonths(-_random.Next(8, 31));
        EndsOn = AsOf.AddDays(_random.Next(150, 600));
        var months = Months(EndsOn) + 3;
        _wander = new double[months + 4];
        var step = 0.02 + (_random.NextDouble() * 0.05);
        for (var i = 1; i < _wander.Length; i++)
        {
            _wander[i] = _wander[i - 1] + (step * Normal());
        }

        Invent(months);
        WalkIn();
    }

    public DateOnly AsOf { get; }

    public DateOnly EndsOn { get; }

    /// <summary>What is promised: near what comes, so that the chance to reach it is in question.</summary>
    public decimal Amount { get; private set; }

    public long CountedBy(DateOnly day) => _runs.Where(r => r.KnownOn <= day).Sum(r => r.Counted) + _walkIns.Where(w => w.On <= day).Sum(w => w.N);

    /// <summary>The days on which the count moved, as known at the as-of day.</summary>
    public IReadOnlyList<DayCount> Days() => [.. _runs.Where(r => r.KnownOn <= AsOf && r.Counted > 0).Select(r => new DayCount(r.EndsOn, r.Counted)).Concat(_walkIns.Where(w => w.On <= AsOf).Select(w => new DayCount(w.On, w.N)))];

    /// <summary>What was known at the as-of day.</summary>
    public ForecastInputs Known()
    {
        var months = new List<MonthPast>();
        var days = Days();
        for (var month = _start; month <= AsOf; month = month.AddMonths(1))
        {
            months.Add(new(month, days.Where(d => d.On >= month && d.On < month.AddMonths(1)).Sum(d => d.Change)));
        }

        var seen = _runs.Where(r => r.WrittenOn <= AsOf).ToList();
        return new(ForecastForm.Cohorts, AsOf, _start, EndsOn, Amount, CountedBy(AsOf), 0)
        {
            Months = months,
            Past = [.. seen.Where(r => r.CancelledOn <= AsOf || r.KnownOn <= AsOf || (r.CancelledOn is null && r.EndsOn.AddDays(365) < AsOf)).Select(PastOf)],
            Ahead = [.. seen.Where(r => !(r.CancelledOn <= AsOf) && !(r.KnownOn <= AsOf) && r.EndsOn.AddDays(365) >= AsOf).Select(AheadOf)],
        };
    }

    private CohortPast PastOf(Run r) => r.CancelledOn <= AsOf
        ? new(r.Programme, r.PlannedEnd, r.Seats, 0, 0, 0, true, null, r.WrittenOn)
        : new(r.Programme, r.EndsOn, r.Seats, r.Enrolled, r.Completed, r.KnownOn <= AsOf ? r.Counted : 0, false, r.KnownOn <= AsOf ? r.KnownOn!.Value.DayNumber - r.EndsOn.DayNumber : null, r.WrittenOn);

    private CohortAhead AheadOf(Run r)
    {
        // A late start is known only once the day has passed on which it was to be.
        var ends = r.PlannedStart <= AsOf ? r.EndsOn : r.PlannedEnd;
        var stage = ends < AsOf ? PipelineStage.Ended : r.StartsOn <= AsOf ? PipelineStage.Running : PipelineStage.Planned;
        return new(r.Id, r.Id.ToString(), r.Programme, stage, ends, r.Seats, stage == PipelineStage.Planned ? 0 : r.Enrolled, 0, r.WrittenOn);
    }

    private void Invent(int months)
    {
        var kinds = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (Id: Key(), Fill: Logit(Between(0.6, 0.95)), Completion: Logit(Between(0.55, 0.95)), New: Logit(Between(0.75, 0.98)), Size: Between(25, 180))).ToList();
        var (aMonth, growth, season, phase) = (Between(0.8, 5), Between(-0.025, 0.03), Between(0, 0.55), Between(0, 12));
        var (leadLeast, leadMost, cancelled, late, lag, never) = (Between(10, 45), Between(60, 240), Between(0.02, 0.13), Between(0.1, 0.35), Between(7, 45), Between(0, 0.04));
        var noise = Between(0.25, 0.7);
        for (var month = -2; month < months; month++)
        {
            var mean = aMonth * Math.Exp(growth * month) * (1 + (season * Math.Sin(2 * Math.PI * (month + phase) / 12)));
            for (var n = Poisson(mean * Math.Exp((0.35 * Normal()) - 0.06)); n > 0; n--)
            {
                var kind = kinds[_random.Next(kinds.Count)];
                var start = _start.AddMonths(month).AddDays(_random.Next(28));
                var days = _random.Next(20, 110);
                var seats = Math.Max(8, (int)(kind.Size * Math.Exp(0.35 * Normal()) / 5) * 5);
                var slip = _random.NextDouble() < late ? (int)(-40 * Math.Log(1 - _random.NextDouble())) : 0;
                var drift = _wander[Math.Max(0, month)];
                var enrolled = Binomial(seats, Share(kind.Fill + drift + (noise * Normal())));
                var completed = Binomial(enrolled, Share(kind.Completion + (0.7 * drift) + (noise * Normal())));
                var counted = Binomial(completed, Share(kind.New - (0.008 * Math.Max(0, month)) + (0.3 * Normal())));
                var written = start.AddDays(-(int)Between(leadLeast, leadMost));
                DateOnly? gone = _random.NextDouble() < cancelled ? written.AddDays((int)((start.DayNumber - written.DayNumber) * (0.5 + (_random.NextDouble() / 2)))) : null;
                var end = start.AddDays(days + slip);
                var reported = (int)(lag / 2 * (-Math.Log(1 - _random.NextDouble()) - Math.Log(1 - _random.NextDouble()))) + (_random.NextDouble() < 0.05 ? _random.Next(50, 130) : 0);
                DateOnly? known = gone is not null || _random.NextDouble() < never ? null : end.AddDays(reported);
                _runs.Add(new(Key(), kind.Id, written, start, start.AddDays(days), start.AddDays(slip), end, seats, enrolled, completed, known is null ? 0 : counted, known, gone));
            }
        }

        Amount = Math.Round((decimal)(CountedBy(EndsOn) * Math.Exp(0.18 * Normal())));
    }

    private void WalkIn()
    {
        if (_random.NextDouble() < 0.7)
        {
            return;
        }

        var aDay = Between(0.05, 1);
        for (var day = _start; day <= EndsOn; day = day.AddDays(1))
        {
            if (Poisson(aDay) is > 0 and var n)
            {
                _walkIns.Add((day, n));
            }
        }
    }

    private int Months(DateOnly day) => ((day.Year - _start.Year) * 12) + day.Month - _start.Month;

    private double Between(double least, double most) => least + (_random.NextDouble() * (most - least));

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private int Poisson(double mean)
    {
        var (limit, product, n) = (Math.Exp(-mean), _random.NextDouble(), 0);
        while (product > limit)
        {
            product *= _random.NextDouble();
            n++;
        }

        return n;
    }

    private int Binomial(int n, double share) => Enumerable.Range(0, n).Count(_ => _random.NextDouble() < share);

    private Guid Key()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new(bytes);
    }

    private static double Logit(double share) => Math.Log(share / (1 - share));

    private static double Share(double logit) => 1 / (1 + Math.Exp(-logit));

    private sealed record Run(
        Guid Id, Guid Programme, DateOnly WrittenOn, DateOnly PlannedStart, DateOnly PlannedEnd, DateOnly StartsOn, DateOnly EndsOn, int Seats, int Enrolled, int Completed, long Counted, DateOnly? KnownOn, DateOnly? CancelledOn);
}

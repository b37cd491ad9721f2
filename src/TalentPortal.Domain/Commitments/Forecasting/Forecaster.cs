namespace TalentPortal.Domain.Commitments.Forecasting;

/// <summary>
/// Forecasts the count of a target at the end of its window by running the time until then two thousand times. A run draws what it does not know: how
/// full cohorts become, how many complete, how many of those are new, which cohorts are cancelled, when results are known, and what comes that is in no
/// plan yet; and it draws anew the means of all these, because they are estimated from few. <c>docs/forecast.md</c> says how and how well.
/// </summary>
public static class Forecaster
{
    public const int Runs = 2000;

    /// <summary>Grows with every change that gives other numbers for the same inputs and seed.</summary>
    public const int Method = 1;

    /// <summary>Longer windows are forecast this far.</summary>
    public const int MostMonths = 240;

    private const ulong FlowStream = 11;
    private const ulong DoubtStream = 12;
    private const ulong StockStream = 13;
    private const ulong MoneyStream = 14;

    /// <summary>Half of those in doubt come to count, and that is worth four answers.</summary>
    private const double DoubtMean = 0.5;
    private const double DoubtWeight = 4;
    private const int DoubtDays = 45;

    private const double HalfKnown = 0.5;

    /// <summary>Of the time to come, this much may be in no plan while nothing is known of the pace.</summary>
    private const double MostUnseen = 0.25;

    /// <summary>Forecasts.</summary>
    /// <param name="inputs">What is known.</param>
    /// <param name="seed">Of the random numbers: the same inputs and seed give the same outlook.</param>
    public static Outlook Look(ForecastInputs inputs, ulong seed)
    {
        var counted = Whole(inputs.Counted);
        if (inputs.Amount is null)
        {
            return Nothing(counted, NotEnough.NoAmount);
        }

        if (inputs.AsOf >= inputs.EndsOn)
        {
            return new(OutlookKind.Over, counted, counted, counted, counted, counted >= inputs.Amount ? 1 : 0, inputs.MetOn, [new(inputs.EndsOn, counted, counted, counted)], null, null);
        }

        var simulation = new Simulation(inputs, seed);
        return simulation.IsBlind ? Nothing(counted, inputs.FullMonths < Pace.LeastMonths ? NotEnough.FewMonths : NotEnough.NothingYet) : simulation.Look();
    }

    private static Outlook Nothing(long counted, NotEnough why) => new(OutlookKind.NotEnough, counted, null, null, null, null, null, [], null, null) { Why = why };

    private static long Whole(decimal value) => (long)Math.Round(value, MidpointRounding.AwayFromZero);

    /// <summary>One forecast on its way.</summary>
    private sealed class Simulation
    {
        private readonly ForecastInputs _inputs;
        private readonly ulong _seed;
        private readonly IReadOnlyList<MonthAhead> _ahead;
        private readonly CohortLessons _lessons;
        private readonly Flow _flow;
        private readonly double[][] _months;
        private readonly double[] _known = new double[Runs];
        private readonly double[] _unplanned = new double[Runs];
        private readonly int[] _monthOf;
        private readonly double[] _shares;

        public Simulation(ForecastInputs inputs, ulong seed)
        {
            (_inputs, _seed) = (inputs, seed);
            _ahead = [.. MonthAhead.Between(inputs.AsOf, inputs.EndsOn).Take(MostMonths)];
            _lessons = new(inputs.Past);
            _flow = FlowOf(inputs, inputs.Form == ForecastForm.Cohorts ? _lessons : null);
            _months = [.. _ahead.Select(_ => new double[Runs])];
            _monthOf = DaysToMonths(_ahead, inputs.AsOf);
            _shares = Unplanned.Shares(inputs, _ahead);
        }

        /// <summary>The past says nothing of the pace, and too much of the time to come is in no plan.</summary>
        public bool IsBlind => !_flow.IsKnown && _ahead.Select((m, i) => m.Part * _shares[i]).Sum() > MostUnseen * _ahead.Sum(m => m.Part);

        public Outlook Look()
        {
            switch (_inputs.Form)
            {
                case ForecastForm.Cohorts:
                    new Pipeline(_inputs, _lessons, _seed, Runs).Draw(AddKnown);
                    break;
                case ForecastForm.Stock:
                    DrawStock();
                    break;
                case ForecastForm.Money:
                    DrawMoney();
                    break;
                default:
                    break;
            }

            _flow.Draw(_ahead, _shares, new(_seed, FlowStream), Runs, (run, month, number) =>
            {
                _months[month][run] += number;
                _unplanned[run] += number;
            });
            DrawDoubts();
            return Told();
        }

        /// <summary>
        /// The months that are over, as they will be once all results are known: the last ones still grow, by as much as results of past cohorts came later.
        /// Of a month of which less than half is known nothing is learnt.
        /// </summary>
        private static Flow FlowOf(ForecastInputs inputs, CohortLessons? lessons)
        {
            var begin = inputs.StartsOn.Day == 1 ? inputs.StartsOn : new DateOnly(inputs.StartsOn.Year, inputs.StartsOn.Month, 1).AddMonths(1);
            var over = inputs.Months.Where(m => m.Month >= begin && m.Month.AddMonths(1) <= inputs.AsOf.AddDays(1)).OrderBy(m => m.Month)
                .Select(m => (m.Month, Came: (double)m.Came, Known: lessons?.KnownAfter(inputs.AsOf.DayNumber - m.Month.AddDays(15).DayNumber) ?? 1)).ToList();
            var known = over.TakeWhile(m => m.Known >= HalfKnown).ToList();
            return known.Count >= Pace.LeastMonths
                ? new([.. known.Select(m => m.Came / m.Known)], known[^1].Month.Month)
                : new([.. over.Select(m => m.Came)], over.Count == 0 ? 1 : over[^1].Month.Month);
        }

        private static int[] DaysToMonths(IReadOnlyList<MonthAhead> ahead, DateOnly asOf)
        {
            var months = new int[ahead.Count == 0 ? 1 : ahead[^1].On.DayNumber - asOf.DayNumber + 1];
            for (var (day, month) = (1, 0); day < months.Length; day++)
            {
                month += ahead[month].On.DayNumber - asOf.DayNumber < day ? 1 : 0;
                months[day] = month;
            }

            return months;
        }

        /// <summary>Whatever comes after the window is left out.</summary>
        private void AddKnown(int run, double day, double number)
        {
            var on = Math.Max(1, (int)Math.Ceiling(day));
            if (on < _monthOf.Length)
            {
                _months[_monthOf[on]][run] += number;
                _known[run] += number;
            }
        }

        private void DrawDoubts()
        {
            if (_inputs.Provisional <= 0)
            {
                return;
            }

            var chance = new Chance(_seed, DoubtStream);
            var day = Math.Min(DoubtDays, _monthOf.Length - 1);
            for (var run = 0; run < Runs; run++)
            {
                AddKnown(run, day, (double)_inputs.Provisional * chance.Share(DoubtMean, DoubtWeight));
            }
        }

        /// <summary>Who leaves on a day that is known, unless they renew, and who comes on one.</summary>
        private void DrawStock()
        {
            var (renewed, expired) = _inputs.Renewals;
            var chance = new Chance(_seed, StockStream);
            for (var run = 0; run < Runs; run++)
            {
                var renews = chance.Share((renewed + 3) / (expired + 5.0), Math.Min(60, expired + 5));
                foreach (var leaving in _inputs.Leaves)
                {
                    var number = (double)leaving.Number;
                    AddKnown(run, leaving.On.DayNumber - _inputs.AsOf.DayNumber, -(number - chance.Of(number, renews)));
                }

                foreach (var coming in _inputs.Comes)
                {
                    AddKnown(run, coming.On.DayNumber - _inputs.AsOf.DayNumber, (double)coming.Number);
                }
            }
        }

        /// <summary>Committed money is paid in 17 of 20 cases, half a year later in the mean; announced money in one of two, a year later.</summary>
        private void DrawMoney()
        {
            var chance = new Chance(_seed, MoneyStream);
            for (var run = 0; run < Runs; run++)
            {
                var (committed, announced) = (chance.Share(0.85, 8), chance.Share(0.5, 4));
                foreach (var tranche in _inputs.Tranches)
                {
                    var isCommitted = tranche.Stage == TrancheStage.Committed;
                    var (paid, delay) = (chance.Unit() < (isCommitted ? committed : announced), chance.Exponential(isCommitted ? 180 : 365));
                    if (paid)
                    {
                        AddKnown(run, Math.Max(0, tranche.On.DayNumber - _inputs.AsOf.DayNumber) + delay, (double)tranche.Amount);
                    }
                }
            }
        }

        private Outlook Told()
        {
            var (amount, start) = ((double)_inputs.Amount!.Value, (double)_inputs.Counted);
            var sums = new double[Runs];
            Array.Fill(sums, start);
            var fan = new List<FanPoint> { new(_inputs.AsOf, Whole(_inputs.Counted), Whole(_inputs.Counted), Whole(_inputs.Counted)) };
            var sorted = new double[Runs];
            for (var month = 0; month < _ahead.Count; month++)
            {
                for (var run = 0; run < Runs; run++)
                {
                    sums[run] = Math.Max(0, sums[run] + _months[month][run]);
                }

                sums.CopyTo(sorted, 0);
                Array.Sort(sorted);
                fan.Add(new(_ahead[month].On, At(sorted, 0.1), At(sorted, 0.5), At(sorted, 0.9)));
            }

            var end = fan[^1];
            var reached = sums.Count(s => Math.Round(s) >= amount) / (double)Runs;
            var met = _inputs.Counted >= _inputs.Amount;
            return new(
                met ? OutlookKind.Met : OutlookKind.Likely, Whole(_inputs.Counted), end.P10, end.P50, end.P90, reached, met ? _inputs.MetOn : ReachedOn(fan, amount), fan, Closes(end, amount), Ingredients());
        }

        private static long At(double[] sorted, double share) => (long)Math.Round(sorted[Math.Min(Runs - 1, (int)(share * Runs))]);

        /// <summary>Along the straight line between two ends of months.</summary>
        private static DateOnly? ReachedOn(List<FanPoint> fan, double amount)
        {
            for (var i = 1; i < fan.Count; i++)
            {
                var (before, after) = (fan[i - 1], fan[i]);
                if (after.P50 >= amount)
                {
                    var part = after.P50 == before.P50 ? 1 : Math.Clamp((amount - before.P50) / (after.P50 - before.P50), 0, 1);
                    return before.On.AddDays((int)Math.Ceiling(part * (after.On.DayNumber - before.On.DayNumber)));
                }
            }

            return null;
        }

        private WhatCloses? Closes(FanPoint end, double amount)
        {
            var (gap, low) = (Math.Max(0, (long)Math.Ceiling(amount - end.P50)), Math.Max(0, (long)Math.Ceiling(amount - end.P10)));
            if (low == 0)
            {
                return null;
            }

            var closing = gap > 0 ? gap : low;
            if (_inputs.Form != ForecastForm.Cohorts || !_lessons.Completion.AnyKnown)
            {
                return new(gap, low, null, null, null);
            }

            var completion = _lessons.Completion.Mean;
            var usual = _lessons.UsualSeats * (_lessons.Fill.AnyKnown ? _lessons.Fill.Mean : 1) * completion * _lessons.NewShare.Mean;
            var coming = (gap > 0 ? end.P50 : end.P10) - (double)_inputs.Counted;
            var points = coming > 0 ? closing * completion / coming : double.PositiveInfinity;
            return new(
                gap, low, usual >= 0.5 ? (int)Math.Ceiling(closing / usual) : null, usual >= 0.5 ? (decimal)Math.Round(usual, 1) : null,
                completion + points <= 1 ? (decimal)Math.Max(0.1, Math.Round(points * 100, 1)) : null);
        }

        private Ingredients Ingredients()
        {
            int Of(params PipelineStage[] stages) => _inputs.Ahead.Count(a => stages.Contains(a.Stage));
            static decimal? Share(Rates rates) => rates.AnyKnown ? (decimal)Math.Round(rates.Mean, 4) : null;
            Array.Sort(_known);
            Array.Sort(_unplanned);
            return new(
                Of(PipelineStage.Planned, PipelineStage.Doubtful), Of(PipelineStage.Running), Of(PipelineStage.Ended), _lessons.Begun, Share(_lessons.Fill), Share(_lessons.Completion), Share(_lessons.NewShare),
                _lessons.Begun > 0 ? (decimal)Math.Round(_lessons.CancelledShare, 4) : null, _lessons.MedianLag, _flow.IsKnown ? (decimal)Math.Round(_flow.Level, 1) : null, At(_known, 0.5), At(_unplanned, 0.5));
        }
    }
}

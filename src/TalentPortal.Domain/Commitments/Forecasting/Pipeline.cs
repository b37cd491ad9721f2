namespace TalentPortal.Domain.Commitments.Forecasting;

/// <summary>What past cohorts teach about those to come.</summary>
internal sealed class CohortLessons
{
    /// <summary>Lags that are believed where fewer than three are known.</summary>
    private const int LeastLags = 3;

    /// <summary>A programme's own lags are enough from here on.</summary>
    private const int OwnLags = 6;

    private readonly Dictionary<Guid, int[]> _ownLags;
    private readonly int[] _lags;
    private readonly double _sizeAll;
    private readonly Dictionary<Guid, double> _sizes;

    public CohortLessons(IReadOnlyList<CohortPast> past)
    {
        var held = past.Where(p => !p.IsCancelled && p.LagDays is not null && p.Enrolled > 0).OrderBy(p => p.CountedFrom).ToList();
        Held = held;
        Fill = new(held.Where(p => p.Seats > 0).Select(p => (p.Programme, (double)p.Seats!.Value, (double)p.Enrolled / p.Seats.Value)), 0.8);
        Completion = new(held.Select(p => (p.Programme, (double)p.Enrolled, (double)p.Qualified / p.Enrolled)), 0.75);
        NewShare = new(held.Where(p => p.Qualified > 0).Select(p => (p.Programme, (double)p.Qualified, (double)p.Counted / p.Qualified)), 0.85);
        (Cancelled, Begun) = (past.Count(p => p.IsCancelled), held.Count + past.Count(p => p.IsCancelled));
        var silent = past.Count(p => !p.IsCancelled && p.LagDays is null);
        Silent = (silent + 0.2) / (held.Count + silent + 10);
        _lags = [.. held.Select(p => Math.Clamp(p.LagDays!.Value, 0, 365)).Order()];
        _ownLags = held.GroupBy(p => p.Programme).Where(g => g.Count() >= OwnLags).ToDictionary(g => g.Key, g => g.Select(p => Math.Clamp(p.LagDays!.Value, 0, 365)).Order().ToArray());
        _sizeAll = held.Count == 0 ? 0 : held.Average(p => (double)(p.Seats ?? p.Enrolled));
        _sizes = held.GroupBy(p => p.Programme).ToDictionary(g => g.Key, g => g.Average(p => (double)(p.Seats ?? p.Enrolled)));
    }

    /// <summary>Those that were held and whose results are known, in the order of their ends.</summary>
    public IReadOnlyList<CohortPast> Held { get; }

    public Rates Fill { get; }

    public Rates Completion { get; }

    public Rates NewShare { get; }

    public int Cancelled { get; }

    /// <summary>Held or cancelled.</summary>
    public int Begun { get; }

    /// <summary>Mean share of cohorts that are cancelled; what is assumed, one in sixteen, is worth eight cohorts.</summary>
    public double CancelledShare => (Cancelled + 0.5) / (Begun + 8);

    /// <summary>Mean share of cohorts whose results never come.</summary>
    public double Silent { get; }

    /// <summary>Seats of a usual cohort; 0 where none is known.</summary>
    public double UsualSeats => _sizeAll;

    public int? MedianLag => _lags.Length == 0 ? null : _lags[_lags.Length / 2];

    /// <summary>Which part of what happened so many days ago is known by now.</summary>
    public double KnownAfter(double days) => _lags.Length < LeastLags ? (days >= 30 ? 1 : 0) : (After(_lags, (int)days) + 0.5) / (_lags.Length + 0.5);

    /// <summary>Seats of a cohort without a limit: as many as others of its programme have.</summary>
    public double SeatsOf(CohortAhead cohort) => cohort.Seats ?? _sizes.GetValueOrDefault(cohort.Programme, _sizeAll);

    /// <summary>Days from the end to being counted, longer than <paramref name="elapsed"/>.</summary>
    public double DrawLag(Guid programme, int elapsed, Chance chance)
    {
        var u = chance.Unit();
        var known = _ownLags.GetValueOrDefault(programme, _lags);
        if (known.Length < LeastLags)
        {
            return elapsed - (30 * Math.Log(1 - u));
        }

        var from = elapsed <= 0 ? 0 : After(known, elapsed);
        if (from >= known.Length)
        {
            return elapsed - (30 * Math.Log(1 - u));
        }

        // Between two that were seen, evenly, and beyond the longest by as much as is usual.
        var place = from + (u * (known.Length - from));
        var i = (int)place;
        var next = i + 1 < known.Length ? known[i + 1] : known[i] * 1.3;
        return Math.Max(elapsed, known[i] + ((place - i) * (next - known[i])));
    }

    /// <summary>How likely a cohort that ended so many days ago never reports.</summary>
    public double NeverAfter(Guid programme, int elapsed)
    {
        var known = _ownLags.GetValueOrDefault(programme, _lags);
        var still = known.Length < LeastLags ? Math.Exp(-elapsed / 30.0) : (known.Length - After(known, elapsed) + 0.5) / (known.Length + 1.0);
        return Silent / (Silent + ((1 - Silent) * still));
    }

    private static int After(int[] sorted, int elapsed)
    {
        var i = Array.BinarySearch(sorted, elapsed);
        i = i < 0 ? ~i : i + 1;
        while (i < sorted.Length && sorted[i] <= elapsed)
        {
            i++;
        }

        return i;
    }
}

/// <summary>What cohorts that are known bring, run by run.</summary>
internal sealed class Pipeline(ForecastInputs inputs, CohortLessons lessons, ulong seed, int runs)
{
    /// <summary>Who has begun is seldom cancelled any more: as often as this share of those who have not.</summary>
    private const double CancelledRunning = 0.25;

    /// <summary>Drafts, tentative and postponed cohorts are cancelled this many times as often as others.</summary>
    private const double CancelledDoubtful = 2.5;

    /// <summary>So many of the planned begin later than planned.</summary>
    private const double Late = 0.2;

    /// <summary>Those that do, by this many days in the mean.</summary>
    private const double LateDays = 35;

    /// <summary>A postponed or tentative cohort is late by this many days in the mean.</summary>
    private const double DoubtfulDays = 60;

    private readonly Dictionary<Guid, (double[] Fill, double[] Completion, double[] NewShare)> _means = [];

    /// <summary>Draws every cohort in every run.</summary>
    /// <param name="add">Run, day and number.</param>
    public void Draw(Action<int, double, double> add)
    {
        var overall = (Fill: lessons.Fill.DrawOverall(runs, new(seed, 1)), Completion: lessons.Completion.DrawOverall(runs, new(seed, 2)), NewShare: lessons.NewShare.DrawOverall(runs, new(seed, 3)));
        var cancelled = new double[runs];
        var chance = new Chance(seed, 4);
        for (var run = 0; run < runs; run++)
        {
            cancelled[run] = chance.Share(lessons.CancelledShare, Math.Min(40, lessons.Begun + 8));
        }

        foreach (var cohort in inputs.Ahead)
        {
            if (!_means.TryGetValue(cohort.Programme, out var means))
            {
                _means[cohort.Programme] = means = (
                    lessons.Fill.Draw(cohort.Programme, overall.Fill, new(seed, Chance.StreamOf(cohort.Programme, 1))),
                    lessons.Completion.Draw(cohort.Programme, overall.Completion, new(seed, Chance.StreamOf(cohort.Programme, 2))),
                    lessons.NewShare.Draw(cohort.Programme, overall.NewShare, new(seed, Chance.StreamOf(cohort.Programme, 3))));
            }

            Draw(cohort, means, cancelled, add);
        }
    }

    private void Draw(CohortAhead cohort, (double[] Fill, double[] Completion, double[] NewShare) means, double[] cancelled, Action<int, double, double> add)
    {
        // Each aspect has a stream of its own, so that what one of them needs moves none of the others.
        var fate = new Chance(seed, Chance.StreamOf(cohort.Id, 4));
        var (fills, completions, fresh) = (new Chance(seed, Chance.StreamOf(cohort.Id, 5)), new Chance(seed, Chance.StreamOf(cohort.Id, 6)), new Chance(seed, Chance.StreamOf(cohort.Id, 7)));
        var heads = new Chance(seed, Chance.StreamOf(cohort.Id, 8));
        var base0 = cohort.CountsFrom.DayNumber - inputs.AsOf.DayNumber;
        var elapsed = Math.Max(0, -base0);
        var seats = lessons.SeatsOf(cohort);
        var fillOpen = cohort.Stage is PipelineStage.Planned or PipelineStage.Doubtful || cohort.Enrolled == 0;
        var fails = FailsBy(cohort, elapsed);
        for (var run = 0; run < runs; run++)
        {
            var (lost, slipped, slip) = (fate.Unit(), fate.Unit(), fate.Unit());
            var lag = lessons.DrawLag(cohort.Programme, cohort.Stage == PipelineStage.Ended ? elapsed : 0, fate);
            var fill = fillOpen ? fills.Share(means.Fill[run], lessons.Fill.Spread) : 0;
            var completion = completions.Share(means.Completion[run], lessons.Completion.Spread);
            var isNew = fresh.Share(means.NewShare[run], lessons.NewShare.Spread);
            var enrolled = fillOpen ? Math.Max(cohort.Enrolled, Math.Round(seats * fill)) : cohort.Enrolled;
            var people = heads.Of(Math.Max(0, enrolled - cohort.Reported), completion * isNew);
            if (lost >= Math.Min(0.95, fails.Share + (fails.Times * cancelled[run])))
            {
                add(run, Math.Max(1, base0 + lag + Slip(cohort.Stage, slipped, slip)), people);
            }
        }
    }

    /// <summary>How a cohort may bring nothing: a share that is the same in all runs, and how many times that of the cancelled.</summary>
    private (double Share, double Times) FailsBy(CohortAhead cohort, int elapsed) => cohort.Stage switch
    {
        PipelineStage.Ended => (lessons.NeverAfter(cohort.Programme, elapsed), 0),
        PipelineStage.Running => (lessons.Silent, CancelledRunning),
        PipelineStage.Doubtful => (lessons.Silent, CancelledDoubtful),
        _ => (lessons.Silent, 1),
    };

    private static double Slip(PipelineStage stage, double slipped, double slip) => stage switch
    {
        PipelineStage.Planned => slipped < Late ? -LateDays * Math.Log(1 - slip) : 0,
        PipelineStage.Doubtful => -DoubtfulDays * Math.Log(1 - slip),
        _ => 0,
    };
}

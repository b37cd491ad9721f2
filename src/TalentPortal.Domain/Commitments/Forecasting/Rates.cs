namespace TalentPortal.Domain.Commitments.Forecasting;

/// <summary>
/// One share (fill, completion, new people) as past cohorts showed it: a mean for each programme, drawn towards that of all, and how far single cohorts
/// lie from it. In every run the means are drawn anew, because they are not known but estimated; in every cohort its own share is drawn around them.
/// </summary>
internal sealed class Rates
{
    /// <summary>The mean of all programmes is worth as much as this many cohorts of a programme's own.</summary>
    private const double Shrinkage = 3;

    /// <summary>What is assumed of the spread between cohorts is worth this many of them.</summary>
    private const double SpreadWeight = 6;

    /// <summary>Cohorts change over time: whatever many were seen, the mean of those to come is not known better than from this many.</summary>
    private const double MostKnown = 14;

    private readonly Dictionary<Guid, (double Sum, double N)> _programmes;
    private readonly double _assumed;
    private readonly double _sum;
    private readonly double _n;

    /// <param name="samples">Of each past cohort, the latest last: its programme, of how many, and the share.</param>
    /// <param name="assumed">The mean where nothing is known; worth one cohort.</param>
    public Rates(IEnumerable<(Guid Programme, double Of, double Share)> samples, double assumed)
    {
        var all = samples.Select(s => (s.Programme, s.Of, Share: Math.Clamp(s.Share, 0, 1))).ToList();
        _assumed = assumed;
        _programmes = all.GroupBy(s => s.Programme).ToDictionary(g => g.Key, g => (g.Sum(s => s.Share), (double)g.Count()));
        (_sum, _n) = (all.Sum(s => s.Share), all.Count);
        Spread = SpreadOf(all);
    }

    /// <summary>How near single cohorts lie to their programme's mean: the weight of a beta distribution.</summary>
    public double Spread { get; }

    /// <summary>Of all programmes.</summary>
    public double Mean => (_sum + _assumed) / (_n + 1);

    public bool AnyKnown => _n > 0;

    /// <summary>Of one programme, drawn towards that of all.</summary>
    public double MeanOf(Guid programme) => MeanOf(programme, Mean);

    /// <summary>The means of a programme in every run.</summary>
    /// <param name="overall">The means of all programmes in the same runs.</param>
    public double[] Draw(Guid programme, double[] overall, Chance chance)
    {
        var known = Math.Min(MostKnown, _programmes.GetValueOrDefault(programme).N + Shrinkage);
        var means = new double[overall.Length];
        for (var run = 0; run < means.Length; run++)
        {
            means[run] = Inside(chance.Share(Inside(MeanOf(programme, overall[run])), known * (Spread + 1)));
        }

        return means;
    }

    /// <summary>The mean of all programmes in every run.</summary>
    public double[] DrawOverall(int runs, Chance chance)
    {
        var known = Math.Min(MostKnown, _n + 1);
        var mean = Inside(Mean);
        var means = new double[runs];
        for (var run = 0; run < runs; run++)
        {
            means[run] = Inside(chance.Share(mean, known * (Spread + 1)));
        }

        return means;
    }

    private static double Inside(double share) => Math.Clamp(share, 0.005, 0.995);

    private double MeanOf(Guid programme, double overall)
    {
        var (sum, n) = _programmes.GetValueOrDefault(programme);
        return (sum + (Shrinkage * overall)) / (n + Shrinkage);
    }

    /// <summary>By the method of moments, about the programmes' own means and without what chance among few people explains.</summary>
    private double SpreadOf(List<(Guid Programme, double Of, double Share)> all)
    {
        const double assumedSpread = 18;
        var mean = Inside(Mean);
        var (square, freedom) = (0.0, 0.0);
        foreach (var group in all.GroupBy(s => s.Programme).Where(g => g.Count() > 1))
        {
            var own = group.Average(s => s.Share);
            square += group.Sum(s => ((s.Share - own) * (s.Share - own)) - (own * (1 - own) / Math.Max(1, s.Of) * (group.Count() - 1) / group.Count()));
            freedom += group.Count() - 1;
        }

        var assumedVariance = mean * (1 - mean) / (assumedSpread + 1);
        var variance = ((SpreadWeight * assumedVariance) + Math.Max(0, square)) / (SpreadWeight + freedom);
        return Math.Clamp((mean * (1 - mean) / Math.Max(variance, 1e-6)) - 1, 2, 400);
    }
}

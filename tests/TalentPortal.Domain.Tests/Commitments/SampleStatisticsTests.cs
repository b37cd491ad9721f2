using TalentPortal.Domain.Commitments;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments;

/// <summary>The numbers of an audit: bounds against published tables, samples spread over strata, and intervals that hold as often as they promise.</summary>
public sealed class SampleStatisticsTests
{
    // Clopper and Pearson's two-sided 95 % limits, as printed in textbooks and given by R's binom.test.
    [Theory]
    [InlineData(0, 10, 0.0000, 0.3085)]
    [InlineData(1, 10, 0.0025, 0.4450)]
    [InlineData(5, 10, 0.1871, 0.8129)]
    [InlineData(3, 20, 0.0321, 0.3789)]
    [InlineData(10, 100, 0.0490, 0.1762)]
    [InlineData(10, 10, 0.6915, 1.0000)]
    public void Two_sided_bounds_are_those_of_the_tables(int seen, int drawn, double lower, double upper)
    {
        Assert.Equal(lower, BinomialBounds.Lower(seen, drawn, 0.975), 4);
        Assert.Equal(upper, BinomialBounds.Upper(seen, drawn, 0.975), 4);
    }

    // The sizes of auditors' tables for attributes sampling at 95 and 90 % confidence.
    [Theory]
    [InlineData(0.10, 0.95, 0, 29)]
    [InlineData(0.05, 0.95, 0, 59)]
    [InlineData(0.03, 0.95, 0, 99)]
    [InlineData(0.02, 0.95, 0, 149)]
    [InlineData(0.01, 0.95, 0, 299)]
    [InlineData(0.05, 0.95, 1, 93)]
    [InlineData(0.10, 0.95, 1, 46)]
    [InlineData(0.05, 0.90, 0, 45)]
    public void Sizes_are_those_of_the_auditors_tables(double tolerable, double confidence, int seen, int size)
    {
        Assert.Equal(size, BinomialBounds.SizeFor(tolerable, confidence, seen, 2000));
        Assert.Equal(size, Math.Min(size, AuditSample.SizeOf(1_000_000, seen == 0 ? null : size, (int)(confidence * 100), (decimal)tolerable * 100).Value));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(300)]
    public void With_no_error_the_bound_is_near_three_over_the_size(int drawn)
    {
        var bound = BinomialBounds.Upper(0, drawn, 0.95);
        Assert.Equal(1 - Math.Pow(0.05, 1d / drawn), bound, 9);
        Assert.InRange(bound * drawn, 2.8, 3.0);
    }

    [Fact]
    public void Bounds_and_the_binomial_agree_on_every_small_case()
    {
        for (var n = 1; n <= 40; n++)
        {
            for (var x = 0; x < n; x++)
            {
                Assert.Equal(0.05, AtMost(x, n, BinomialBounds.Upper(x, n, 0.95)), 6); // seeing x or fewer is just as unlikely as it says
            }
        }
    }

    [Fact]
    public void One_of_sixty_of_eighteen_thousand()
    {
        var estimate = SampleEstimates.Of([new(18_204, 60, 1)], 0.95);
        Assert.Equal(303, estimate.Projected);
        Assert.Equal(60, estimate.EffectiveSize, 9);
        Assert.Equal((long)Math.Ceiling(18_204 * BinomialBounds.Upper(1, 60, 0.95)), estimate.AtMost);
        Assert.InRange(estimate.AtMost, 1_390, 1_400);
        Assert.InRange(estimate.Upper, 1_620, 1_640);
    }

    [Fact]
    public void What_is_looked_at_whole_is_certain()
    {
        var estimate = SampleEstimates.Of([new(10, 10, 2), new(5, 5, 0)], 0.95);
        Assert.Equal((2, 2, 2, 2), (estimate.Projected, estimate.Lower, estimate.Upper, estimate.AtMost));
        var mixed = SampleEstimates.Of([new(10, 10, 2), new(1000, 50, 0)], 0.95);
        Assert.Equal((2, 2), (mixed.Projected, mixed.Lower));
        Assert.Equal(2 + (long)Math.Ceiling(1000 * BinomialBounds.Upper(0, 50, 0.95)), mixed.AtMost);
    }

    [Fact]
    public void Bounds_never_deny_what_was_seen()
    {
        var all = SampleEstimates.Of([new(20, 18, 18)], 0.95);
        Assert.True(all is { Lower: >= 18, AtMost: 20 });
        Assert.True(SampleEstimates.Of([new(20, 18, 0)], 0.95).AtMost <= 2);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(15)]
    [InlineData(7)]
    public void A_sample_is_spread_by_share_with_two_for_everybody_where_that_fits(int wanted)
    {
        long[] sizes = [9000, 6000, 2500, 500, 150, 50, 4];
        var drawn = SamplePlan.Allocate(sizes, wanted);
        Assert.Equal(wanted, drawn.Sum());
        Assert.All(drawn, d => Assert.True(d >= (wanted >= 14 ? 2 : 1)));
        Assert.True(drawn.Zip(drawn.Skip(1)).All(p => p.First >= p.Second));
    }

    [Fact]
    public void More_than_there_are_is_all_of_them() => Assert.Equal([3, 2], SamplePlan.Allocate([3, 2], 100));

    [Fact]
    public void Partners_too_small_for_a_draw_of_their_own_stand_together_by_evidence()
    {
        List<PopulationPart> parts = [new(Guid.CreateVersion7(), "Large", "roster", 900), new(null, null, "attestation", 10)];
        parts.AddRange(Enumerable.Range(0, 30).Select(i => new PopulationPart(Guid.CreateVersion7(), $"Small {i}", i % 2 == 0 ? "roster" : "attestation", 3)));
        var strata = SamplePlan.Of(parts, 60);
        Assert.Equal([("Large", "roster", 900L), (null, "attestation", 55L), (null, "roster", 45L)], strata.Select(s => (s.PartnerName, s.Evidence, s.Size)));
        Assert.Equal(60, strata.Sum(s => s.Drawn));
    }

    [Fact]
    public void Intervals_cover_the_truth_at_least_as_often_as_they_should()
    {
        var (two, one, _) = Simulate((strata, confidence) => SampleEstimates.Of(strata, confidence));
        Assert.True(two >= 0.93, $"two-sided {two:P2}");
        Assert.True(one >= 0.93, $"one-sided {one:P2}");
    }

    // The formula everybody learns first. Where errors are few it is wrong far too often, and this harness says so.
    [Fact]
    public void The_usual_formula_is_caught()
    {
        var (two, _, _) = Simulate((strata, _) =>
        {
            double all = strata.Sum(s => s.Size);
            var share = strata.Sum(s => s.Size / all * s.Errors / s.Drawn);
            var drawn = strata.Sum(s => s.Drawn);
            var half = 1.96 * Math.Sqrt(share * (1 - share) / drawn);
            return new((long)all, drawn, strata.Sum(s => s.Errors), (long)(all * share), (long)(all * Math.Max(0, share - half)), (long)(all * (share + half)), (long)(all * (share + half)), drawn);
        });
        Assert.True(two < 0.93, $"two-sided {two:P2}");
    }

    // Not drawn by share, judged as if it were: the large stratum's errors are overlooked.
    [Fact]
    public void Forgetting_the_weights_is_caught()
    {
        var (two, _, projected) = Simulate(
            (strata, confidence) => SampleEstimates.Of([new(strata.Sum(s => s.Size), strata.Sum(s => s.Drawn), strata.Sum(s => s.Errors))], confidence),
            sizes => [.. sizes.Select((s, i) => (int)Math.Min(s, i == 0 ? 5 : 30))]);
        Assert.True(two < 0.93, $"two-sided {two:P2}, projected off by {projected:P1}");
    }

    private static (double TwoSided, double OneSided, double Bias) Simulate(Func<IReadOnlyList<StratumTally>, double, ErrorEstimate> estimate, Func<long[], int[]>? allocate = null)
    {
        var random = new Random(20261121);
        var (trials, two, one, bias) = (0, 0, 0, 0d);
        for (var population = 0; population < 80; population++)
        {
            var sizes = Enumerable.Range(0, random.Next(1, 13)).Select(_ => (long)Math.Exp(random.NextDouble() * 7) + 3).OrderDescending().ToArray();
            var guilty = random.Next(sizes.Length);
            var errors = sizes.Select((s, i) => (long)(s * (random.Next(3) switch { 0 => 0.01, 1 => random.NextDouble() * 0.15, _ => i == guilty ? 0.4 : 0.005 }))).ToArray();
            var drawn = allocate?.Invoke(sizes) ?? SamplePlan.Allocate(sizes, random.Next(2) == 0 ? 60 : 30);
            for (var trial = 0; trial < 150; trial++)
            {
                var found = estimate([.. sizes.Select((s, i) => new StratumTally(s, drawn[i], Draw(random, s, errors[i], drawn[i])))], 0.95);
                trials++;
                two += found.Lower <= errors.Sum() && errors.Sum() <= found.Upper ? 1 : 0;
                one += errors.Sum() <= found.AtMost ? 1 : 0;
                bias += (found.Projected - errors.Sum()) / (double)sizes.Sum();
            }
        }

        return ((double)two / trials, (double)one / trials, bias / trials);
    }

    private static int Draw(Random random, long size, long errors, int drawn)
    {
        var seen = 0;
        for (var i = 0; i < drawn; i++)
        {
            seen += random.NextDouble() * (size - i) < errors - seen ? 1 : 0;
        }

        return seen;
    }

    private static double AtMost(int x, int n, double p)
    {
        var (sum, term) = (0d, Math.Pow(1 - p, n));
        for (var k = 0; k <= x; k++)
        {
            sum += term;
            term *= p / (1 - p) * (n - k) / (k + 1);
        }

        return sum;
    }
}

namespace TalentPortal.Domain.Commitments;

/// <summary>
/// How large a share may be of which a few were seen in a sample: the exact bounds of Clopper and Pearson, which hold for samples of any size and
/// for none seen at all. Sizes need not be whole: an effective size is a sample of another design, told as if it were simple.
/// </summary>
public static class BinomialBounds
{
    private const int Halvings = 200;
    private const int Terms = 1000;
    private const double Tiny = 1e-300;

    // Lanczos, g = 7, nine terms: ln Γ to fifteen digits.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>The share that is exceeded with no more than 1 − <paramref name="confidence"/> probability, after <paramref name="seen"/> of <paramref name="drawn"/>.</summary>
    /// <param name="seen">0 to <paramref name="drawn"/>.</param>
    /// <param name="drawn">At least 0; nothing drawn says nothing, so the bound is 1.</param>
    /// <param name="confidence">Between 0 and 1, one-sided.</param>
    public static double Upper(double seen, double drawn, double confidence) =>
        drawn <= 0 || seen >= drawn ? 1 : BetaQuantile(confidence, seen + 1, drawn - seen);

    /// <summary>The share that is fallen short of with no more than 1 − <paramref name="confidence"/> probability.</summary>
    public static double Lower(double seen, double drawn, double confidence) =>
        drawn <= 0 || seen <= 0 ? 0 : BetaQuantile(1 - confidence, seen, drawn - seen + 1);

    /// <summary>The smallest sample whose upper bound is no higher than <paramref name="tolerable"/> when <paramref name="seen"/> are seen in it.</summary>
    /// <param name="tolerable">A share, above 0 and below 1.</param>
    /// <param name="confidence">Between 0 and 1, one-sided.</param>
    /// <param name="seen">How many are expected.</param>
    /// <param name="most">Where to stop looking.</param>
    public static int SizeFor(double tolerable, double confidence, int seen, int most)
    {
        var (low, high) = (seen + 1, most);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Upper(seen, middle, confidence) <= tolerable + 1e-12 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The point below which a Beta(<paramref name="a"/>, <paramref name="b"/>) variable falls with this probability.</summary>
    private static double BetaQuantile(double probability, double a, double b)
    {
        var (low, high) = (0d, 1d);
        for (var i = 0; i < Halvings && high - low > 1e-15; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = BetaBelow(middle, a, b) < probability ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>The regularised incomplete beta function, by its continued fraction.</summary>
    private static double BetaBelow(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * Fraction(x, a, b) / a : 1 - (front * Fraction(1 - x, b, a) / b);
    }

    private static double Fraction(double x, double a, double b)
    {
        var (c, d) = (1d, Inverse(1 - ((a + b) * x / (a + 1))));
        var value = d;
        for (var m = 1; m <= Terms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = Inverse(1 + (even * d));
            c = Away(1 + (even / c));
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = Inverse(1 + (odd * d));
            c = Away(1 + (odd / c));
            var step = d * c;
            value *= step;
            if (Math.Abs(step - 1) < 1e-15)
            {
                break;
            }
        }

        return value;
    }

    private static double Inverse(double x) => 1 / Away(x);

    private static double Away(double x) => Math.Abs(x) < Tiny ? Tiny : x;

    private static double LogGamma(double z)
    {
        if (z < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * z)) - LogGamma(1 - z);
        }

        z -= 1;
        var (sum, t) = (Lanczos[0], z + 7.5);
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (z + i);
        }

        return (0.5 * Math.Log(2 * Math.PI)) + ((z + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}

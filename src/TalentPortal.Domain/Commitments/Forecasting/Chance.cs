using System.Buffers.Binary;
using System.Numerics;

namespace TalentPortal.Domain.Commitments.Forecasting;

/// <summary>
/// Random numbers that are the same on every machine and in every version: xoshiro256**, seeded through SplitMix64. The base library's generators
/// promise neither for all of what is drawn here. Every thing that is drawn for (a cohort, a programme) has a stream of its own, named by its key:
/// taking one away leaves the numbers of all others as they were, so that two forecasts differ only by what they were asked about.
/// </summary>
public sealed class Chance
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double _spare = double.NaN;

    /// <param name="seed">Of the forecast.</param>
    /// <param name="stream">Of what is drawn for.</param>
    public Chance(ulong seed, ulong stream = 0)
    {
        var state = seed ^ BitOperations.RotateLeft(stream * 0x9E3779B97F4A7C15UL, 29);
        (_a, _b, _c, _d) = (Mix(ref state), Mix(ref state), Mix(ref state), Mix(ref state));
    }

    /// <summary>The stream of an object and one of its aspects.</summary>
    public static ulong StreamOf(Guid id, int aspect)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]), 17) ^ ((ulong)aspect * 0xD1B54A32D192ED03UL);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Even over 0 to 1; 0 may come, 1 never.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Exponential with this mean.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - Unit());

    /// <summary>Normal with mean 0 and deviation 1 (the polar method).</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spare))
        {
            var kept = _spare;
            _spare = double.NaN;
            return kept;
        }

        double x, y, s;
        do
        {
            (x, y) = ((2 * Unit()) - 1, (2 * Unit()) - 1);
            s = (x * x) + (y * y);
        }
        while (s is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(s) / s);
        _spare = y * scale;
        return x * scale;
    }

    /// <summary>Gamma with this shape and mean <paramref name="shape"/> (Marsaglia and Tsang).</summary>
    public double Gamma(double shape)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1) * Math.Pow(1 - Unit(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = 1 + (c * x);
            if (v <= 0)
            {
                continue;
            }

            v = v * v * v;
            var u = 1 - Unit();
            if (u < 1 - (0.0331 * x * x * x * x) || Math.Log(u) < (0.5 * x * x) + (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }

    /// <summary>A share with this mean; the larger <paramref name="weight"/>, the nearer to it: a mean and how many observations it is worth.</summary>
    public double Share(double mean, double weight)
    {
        var a = Gamma(Math.Max(1e-3, mean * weight));
        var b = Gamma(Math.Max(1e-3, (1 - mean) * weight));
        return a + b > 0 ? a / (a + b) : mean;
    }

    /// <summary>How many of <paramref name="n"/> when each comes with this probability: exact below 30 expected, normal above. More of them are never fewer for the same bits but by rounding.</summary>
    public double Of(double n, double probability)
    {
        var u = Unit();
        var mean = n * probability;
        if (n <= 0 || probability <= 0)
        {
            return 0;
        }

        if (probability >= 1)
        {
            return n;
        }

        return mean < 30 && n < 2000 ? Exactly((int)Math.Round(n), probability, u) : Math.Clamp(Math.Round(mean + (Quantile(u) * Math.Sqrt(mean * (1 - probability)))), 0, n);
    }

    private static double Exactly(int n, double probability, double u)
    {
        var odds = probability / (1 - probability);
        var at = Math.Pow(1 - probability, n);
        var sum = at;
        var k = 0;
        while (sum < u && k < n)
        {
            at *= odds * (n - k) / (k + 1);
            sum += at;
            k++;
        }

        return k;
    }

    // The normal quantile in Giles's form of the inverse error function; errors below 1e-6 drown in the rounding to whole people.
    private static double Quantile(double u)
    {
        var x = Math.Clamp((2 * u) - 1, -0.9999999, 0.9999999);
        var w = -Math.Log((1 - x) * (1 + x));
        double p;
        if (w < 5)
        {
            w -= 2.5;
            p = 2.81022636e-08;
            p = 3.43273939e-07 + (p * w);
            p = -3.5233877e-06 + (p * w);
            p = -4.39150654e-06 + (p * w);
            p = 0.00021858087 + (p * w);
            p = -0.00125372503 + (p * w);
            p = -0.00417768164 + (p * w);
            p = 0.246640727 + (p * w);
            p = 1.50140941 + (p * w);
        }
        else
        {
            w = Math.Sqrt(w) - 3;
            p = -0.000200214257;
            p = 0.000100950558 + (p * w);
            p = 0.00134934322 + (p * w);
            p = -0.00367342844 + (p * w);
            p = 0.00573950773 + (p * w);
            p = -0.0076224613 + (p * w);
            p = 0.00943887047 + (p * w);
            p = 1.00167406 + (p * w);
            p = 2.83297682 + (p * w);
        }

        return Math.Sqrt(2) * p * x;
    }

    private static ulong Mix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

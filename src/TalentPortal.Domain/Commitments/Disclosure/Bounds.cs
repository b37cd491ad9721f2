namespace TalentPortal.Domain.Commitments.Disclosure;

/// <summary>Whole numbers between bounds, joined by sums: what a reader can work out. Bounds are tightened until nothing moves.</summary>
internal sealed class Bounds
{
    /// <summary>No bound. Far from overflowing however many are added.</summary>
    public const long Unbounded = long.MaxValue / 1_000_000;

    private const int MostRounds = 500;
    private readonly List<long> _low = [];
    private readonly List<long> _high = [];
    private readonly List<(int[] Terms, int[] Signs, long Sum)> _sums = [];

    /// <summary>A number of which this much is told.</summary>
    /// <returns>Its place.</returns>
    public int Add(long low, long high)
    {
        _low.Add(low);
        _high.Add(high);
        return _low.Count - 1;
    }

    /// <summary>These add up, the negative ones taken off, to a known number.</summary>
    public void Join(IEnumerable<(int Place, int Sign)> terms, long sum)
    {
        var all = terms.ToList();
        _sums.Add(([.. all.Select(t => t.Place)], [.. all.Select(t => t.Sign)], sum));
    }

    /// <summary>How many values are possible.</summary>
    public long Left(int place) => _high[place] >= Unbounded || _low[place] <= -Unbounded ? Unbounded : _high[place] - _low[place] + 1;

    /// <summary>Works out all it can.</summary>
    public void Tighten()
    {
        var moved = true;
        for (var round = 0; moved && round < MostRounds; round++)
        {
            moved = false;
            foreach (var (terms, signs, sum) in _sums)
            {
                moved |= Tighten(terms, signs, sum);
            }
        }
    }

    /// <summary>The numbers that sums alone determine, whatever the bounds: those whose unit vector is a combination of the sums.</summary>
    public IReadOnlySet<int> Determined()
    {
        var free = Enumerable.Range(0, _low.Count).Where(i => _low[i] < _high[i]).ToList();
        var column = free.Select((place, at) => (place, at)).ToDictionary(p => p.place, p => p.at);
        var rows = _sums.Select(s => Row(s, column)).Where(r => r.Any(x => x != 0)).ToList();
        return Modular.Reduce(rows, free.Count).Where(r => r.Count(x => x != 0) == 1).Select(r => free[Array.FindIndex(r, x => x != 0)]).ToHashSet();
    }

    private static long[] Row((int[] Terms, int[] Signs, long Sum) sum, Dictionary<int, int> column)
    {
        var row = new long[column.Count];
        for (var i = 0; i < sum.Terms.Length; i++)
        {
            if (column.TryGetValue(sum.Terms[i], out var at))
            {
                row[at] += sum.Signs[i];
            }
        }

        return row;
    }

    private bool Tighten(int[] terms, int[] signs, long sum)
    {
        long low = 0, high = 0;
        for (var i = 0; i < terms.Length; i++)
        {
            low += signs[i] > 0 ? _low[terms[i]] : -_high[terms[i]];
            high += signs[i] > 0 ? _high[terms[i]] : -_low[terms[i]];
        }

        var moved = false;
        for (var i = 0; i < terms.Length; i++)
        {
            var (place, plus) = (terms[i], signs[i] > 0);
            var (ownLow, ownHigh) = plus ? (_low[place], _high[place]) : (-_high[place], -_low[place]);

            // What the others leave for this one.
            var (least, most) = (sum - (high - ownHigh), sum - (low - ownLow));
            var (newLow, newHigh) = plus ? (least, most) : (-most, -least);
            if (newLow > _low[place] && newLow > -Unbounded / 2)
            {
                (_low[place], moved) = (newLow, true);
            }

            if (newHigh < _high[place] && newHigh < Unbounded / 2)
            {
                (_high[place], moved) = (newHigh, true);
            }

            low += (plus ? _low[place] : -_high[place]) - ownLow;
            high += (plus ? _high[place] : -_low[place]) - ownHigh;
        }

        return moved;
    }

    /// <summary>Gauss and Jordan modulo a large prime: whether sums of ones and minus ones determine a number does not depend on it.</summary>
    private static class Modular
    {
        private const long Prime = int.MaxValue;

        public static List<long[]> Reduce(List<long[]> rows, int columns)
        {
            var rank = 0;
            for (var column = 0; column < columns && rank < rows.Count; column++)
            {
                var pivot = rows.FindIndex(rank, r => Mod(r[column]) != 0);
                if (pivot < 0)
                {
                    continue;
                }

                (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
                var inverse = Power(Mod(rows[rank][column]), Prime - 2);
                rows[rank] = [.. rows[rank].Select(x => Mod(x) * inverse % Prime)];
                for (var other = 0; other < rows.Count; other++)
                {
                    if (other != rank && Mod(rows[other][column]) is > 0 and var factor)
                    {
                        rows[other] = [.. rows[other].Select((x, i) => Mod(x - (factor * rows[rank][i] % Prime)))];
                    }
                }

                rank++;
            }

            return rows[..rank];
        }

        private static long Mod(long x) => ((x % Prime) + Prime) % Prime;

        private static long Power(long x, long exponent)
        {
            var result = 1L;
            for (; exponent > 0; exponent >>= 1, x = x * x % Prime)
            {
                result = (exponent & 1) == 1 ? result * x % Prime : result;
            }

            return result;
        }
    }
}

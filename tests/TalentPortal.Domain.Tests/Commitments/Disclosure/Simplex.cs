namespace TalentPortal.Domain.Tests.Commitments.Disclosure;

/// <summary>The least value of a sum of numbers that are 0 or more and obey equations: two phases, Bland's rule. Small and slow; it shares nothing with the product.</summary>
internal sealed class Simplex(int variables)
{
    private const double Zero = 1e-7;
    private readonly List<(double[] Row, double Right)> _equations = [];
    private int _columns = variables;

    /// <summary>A further number that is 0 or more.</summary>
    public int Slack() => _columns++;

    public void Equation(IEnumerable<(int Variable, double Factor)> terms, double right)
    {
        var row = new double[4096];
        foreach (var (variable, factor) in terms)
        {
            row[variable] += factor;
        }

        _equations.Add((row, right));
    }

    /// <returns>Null where nothing obeys; minus infinity where there is no least.</returns>
    public double? Least(IEnumerable<(int Variable, double Factor)> terms)
    {
        var (m, n) = (_equations.Count, _columns);
        var table = new double[m + 1, n + m + 1];
        var basis = new int[m];
        for (var i = 0; i < m; i++)
        {
            var sign = _equations[i].Right < 0 ? -1 : 1;
            for (var j = 0; j < n; j++)
            {
                table[i, j] = sign * _equations[i].Row[j];
            }

            (table[i, n + i], table[i, n + m], basis[i]) = (1, sign * _equations[i].Right, n + i);
        }

        // First: away with what was made up to begin with.
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j <= n + m; j++)
            {
                table[m, j] -= j >= n && j < n + m ? 0 : table[i, j];
            }
        }

        Run(table, basis, n);
        if (table[m, n + m] < -1e-5)
        {
            return null;
        }

        // A made-up number that stayed at nought must leave too, or it would grow again.
        for (var i = 0; i < m; i++)
        {
            var column = basis[i] < n ? -1 : Enumerable.Range(0, n).FirstOrDefault(j => Math.Abs(table[i, j]) > Zero, -1);
            if (column >= 0)
            {
                Pivot(table, basis, i, column);
            }
        }

        var cost = new double[n + m];
        foreach (var (variable, factor) in terms)
        {
            cost[variable] += factor;
        }

        for (var j = 0; j <= n + m; j++)
        {
            table[m, j] = j < n + m ? cost[j] : 0;
        }

        for (var i = 0; i < m; i++)
        {
            var factor = cost[basis[i]];
            for (var j = 0; factor != 0 && j <= n + m; j++)
            {
                table[m, j] -= factor * table[i, j];
            }
        }

        return Run(table, basis, n) ? -table[m, n + m] : double.NegativeInfinity;
    }

    private static bool Run(double[,] table, int[] basis, int usable)
    {
        var (m, width) = (basis.Length, table.GetLength(1));
        while (true)
        {
            var enters = Enumerable.Range(0, usable).FirstOrDefault(j => table[m, j] < -Zero, -1);
            if (enters < 0)
            {
                return true;
            }

            var leaves = -1;
            for (var i = 0; i < m; i++)
            {
                if (table[i, enters] > Zero)
                {
                    var ratio = table[i, width - 1] / table[i, enters];
                    var best = leaves < 0 ? double.MaxValue : table[leaves, width - 1] / table[leaves, enters];
                    leaves = ratio < best - 1e-9 || (ratio < best + 1e-9 && basis[i] < basis[leaves]) ? i : leaves;
                }
            }

            if (leaves < 0)
            {
                return false;
            }

            Pivot(table, basis, leaves, enters);
        }
    }

    private static void Pivot(double[,] table, int[] basis, int leaves, int enters)
    {
        var (m, width) = (basis.Length, table.GetLength(1));
        var pivot = table[leaves, enters];
        for (var j = 0; j < width; j++)
        {
            table[leaves, j] /= pivot;
        }

        for (var i = 0; i <= m; i++)
        {
            var factor = table[i, enters];
            for (var j = 0; i != leaves && factor != 0 && j < width; j++)
            {
                table[i, j] -= factor * table[leaves, j];
            }
        }

        basis[leaves] = enters;
    }
}

namespace TalentPortal.Domain.Commitments.Disclosure;

/// <summary>
/// Exactly how far each number of rows and columns can move while every sum stays: what one cell gains, others lose around a closed way. Sums are places, cells are ways
/// between two of them; the true numbers are one solution, and the most that can flow from it is found by augmenting paths.
/// </summary>
internal sealed class Cycles
{
    private readonly List<(int From, int To, long Up, long Down)> _ways = [];
    private readonly int _places;

    private Cycles(int places) => _places = places;

    /// <summary>The ways of a table; null where a cell is part of more sums than two places can stand for.</summary>
    /// <param name="table">The truth.</param>
    /// <param name="range">What the marks say of each cell, in the order of cells; unbounded where they say nothing.</param>
    public static Cycles? Of(FixedTable table, IReadOnlyList<(long Low, long High)> range)
    {
        var ground = table.Sums.Count;
        var uses = table.Cells.Select(c => Uses(table, c.Key)).ToList();
        if (uses.Exists(u => u.Count > 2) || Sides(uses, ground) is not { } side)
        {
            return null;
        }

        var cycles = new Cycles(ground + 1);
        for (var i = 0; i < uses.Count; i++)
        {
            var plus = uses[i].Where(u => u.Sign * side[u.Sum] > 0).Select(u => u.Sum).DefaultIfEmpty(ground).First();
            var minus = uses[i].Where(u => u.Sign * side[u.Sum] < 0).Select(u => u.Sum).DefaultIfEmpty(ground).First();
            cycles._ways.Add((minus, plus, range[i].High - table.Cells[i].N, table.Cells[i].N - range[i].Low));
        }

        return cycles;
    }

    /// <summary>How many values a cell can take.</summary>
    public long Left(int cell)
    {
        var (from, to, up, down) = _ways[cell];
        return Math.Min(up, Most(cell, to, from, up)) + Math.Min(down, Most(cell, from, to, down)) + 1;
    }

    private static List<(int Sum, int Sign)> Uses(FixedTable table, string key) =>
        [.. table.Sums.SelectMany((s, i) => s.Parts.Contains(key) ? [(i, 1)] : s.Whole == key ? [(i, -1)] : Array.Empty<(int, int)>())];

    /// <summary>Signs of sums such that each cell adds in one and is taken off in the other; null where there are none.</summary>
    private static int[]? Sides(List<List<(int Sum, int Sign)>> uses, int sums)
    {
        var side = new int[sums];
        for (var start = 0; start < sums; start++)
        {
            side[start] = side[start] == 0 ? 1 : side[start];
            for (var moved = true; moved;)
            {
                moved = false;
                foreach (var pair in uses.Where(u => u.Count == 2))
                {
                    var (a, b) = side[pair[0].Sum] != 0 ? (pair[0], pair[1]) : (pair[1], pair[0]);
                    var wanted = -side[a.Sum] * a.Sign * b.Sign;
                    if (wanted != 0 && side[b.Sum] == 0)
                    {
                        (side[b.Sum], moved) = (wanted, true);
                    }
                    else if (wanted != side[b.Sum])
                    {
                        return null;
                    }
                }
            }
        }

        return side;
    }

    /// <summary>The most that can flow from a place to another around a cell, and no more than is asked.</summary>
    private long Most(int around, int from, int to, long asked)
    {
        var flow = new long[_ways.Count];
        var total = 0L;
        while (total < asked && Path(around, from, to, flow) is { } path)
        {
            var by = Math.Min(asked - total, path.Min(s => s.Room));
            foreach (var (way, forward, _) in path)
            {
                flow[way] += forward ? by : -by;
            }

            total += by;
        }

        return total;
    }

    private List<(int Way, bool Forward, long Room)>? Path(int around, int from, int to, long[] flow)
    {
        var reached = new (int Way, bool Forward, long Room, int Back)?[_places];
        var queue = new Queue<int>([from]);
        while (queue.Count > 0 && reached[to] is null)
        {
            var at = queue.Dequeue();
            for (var i = 0; i < _ways.Count; i++)
            {
                var way = _ways[i];
                foreach (var (start, end, forward, room) in ((int, int, bool, long)[])[(way.From, way.To, true, way.Up - flow[i]), (way.To, way.From, false, way.Down + flow[i])])
                {
                    if (i != around && start == at && end != from && room > 0 && reached[end] is null)
                    {
                        reached[end] = (i, forward, room, at);
                        queue.Enqueue(end);
                    }
                }
            }
        }

        if (reached[to] is null)
        {
            return null;
        }

        var path = new List<(int, bool, long)>();
        for (var at = to; at != from; at = reached[at]!.Value.Back)
        {
            path.Add((reached[at]!.Value.Way, reached[at]!.Value.Forward, reached[at]!.Value.Room));
        }

        return path;
    }
}

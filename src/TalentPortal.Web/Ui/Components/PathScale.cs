using System.Globalization;
using System.Text;

namespace TalentPortal.Web.Ui.Components;

/// <summary>Days and counts as places in a drawing.</summary>
internal sealed class PathScale
{
    private static readonly int[] Apart = [1, 2, 3, 6, 12, 24, 60, 120];

    private readonly double _left;
    private readonly double _right;
    private readonly double _top;
    private readonly double _bottom;
    private readonly PathModel _path;

    public PathScale(PathModel path, double left, double right, double top, double bottom, int steps)
    {
        (_path, _left, _right, _top, _bottom) = (path, left, right, top, bottom);
        var counted = path.Points.Where(p => p.On <= path.KnownTo).Select(p => p.Counted).DefaultIfEmpty().Max();
        var planned = path.Plan.Concat(path.FormerPlan).Select(p => p.Planned).DefaultIfEmpty().Max();
        var likely = path.Fan.Select(b => b.High).DefaultIfEmpty().Max();
        Ticks = NiceTicks(Math.Max(Math.Max(path.Amount ?? 0, likely), Math.Max(counted, planned)), steps);
    }

    /// <summary>The counts at which there is a line, from 0; the last is the top.</summary>
    public IReadOnlyList<long> Ticks { get; }

    public double X(DateOnly day)
    {
        var days = Math.Max(1, _path.Until.DayNumber - _path.From.DayNumber);
        return _left + ((_right - _left) * Math.Clamp((double)(day.DayNumber - _path.From.DayNumber) / days, 0, 1));
    }

    public double Y(long count) => _bottom - ((_bottom - _top) * Math.Clamp((double)count / Ticks[^1], 0, 1));

    /// <summary>Whole, round steps (1, 2, 2.5 or 5 times a power of ten; 2.5 only where it stays whole) that reach at least <paramref name="highest"/>.</summary>
    public static IReadOnlyList<long> NiceTicks(long highest, int steps)
    {
        var rough = Math.Max(1, (double)Math.Max(highest, 1) / steps);
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(rough)));
        long[] candidates = power >= 10 ? [power, power * 2, power / 2 * 5, power * 5, power * 10] : [power, power * 2, power * 5, power * 10];
        var step = candidates.First(c => c >= rough);
        var count = (int)Math.Max(1, (Math.Max(highest, 1) + step - 1) / step);
        return [.. Enumerable.Range(0, count + 1).Select(i => i * step)];
    }

    /// <summary>First days of months, evenly apart (1, 2, 3, 6 months or whole years), no more than <paramref name="most"/>.</summary>
    public static IReadOnlyList<DateOnly> MonthTicks(DateOnly from, DateOnly to, int most)
    {
        var first = from.Day == 1 ? from : new DateOnly(from.Year, from.Month, 1).AddMonths(1);
        var months = ((to.Year - first.Year) * 12) + to.Month - first.Month;
        if (months < 0)
        {
            return [];
        }

        var apart = Apart.First(a => (months / a) + 1 <= most || a == Apart[^1]);
        return [.. Enumerable.Range(0, (months / apart) + 1).Select(i => first.AddMonths(i * apart))];
    }

    /// <summary>The path as stairs: a count holds until it moves. No more than one stair per unit of width.</summary>
    public string Stairs()
    {
        var made = new StringBuilder($"M{Bars.At(X(_path.From))} {Bars.At(Y(0))}");
        var stairs = _path.Points.Where(p => p.On >= _path.From && p.On <= _path.KnownTo).OrderBy(p => p.On)
            .GroupBy(p => Math.Round(X(p.On))).Select(g => g.Last());
        foreach (var point in stairs)
        {
            made.Append(CultureInfo.InvariantCulture, $"H{Bars.At(X(point.On))}V{Bars.At(Y(point.Counted))}");
        }

        return made.Append(CultureInfo.InvariantCulture, $"H{Bars.At(X(_path.KnownTo))}").ToString();
    }

    /// <summary>The surface below the path.</summary>
    public string Area() => Stairs() + string.Create(CultureInfo.InvariantCulture, $"V{Bars.At(Y(0))}Z");

    /// <summary>The plan: from nothing on the first day through its points; empty without a plan.</summary>
    public string Plan()
    {
        var points = _path.Plan.Where(p => p.On >= _path.From).OrderBy(p => p.On).ToList();
        if (points.Count == 0)
        {
            return string.Empty;
        }

        if (points[0].On > _path.From)
        {
            points.Insert(0, new PlanPoint(_path.From, _path.PlannedAt(_path.From) ?? 0));
        }

        return Line(points);
    }

    /// <summary>The plan before it was restated; empty where it never moved.</summary>
    public string FormerPlan() => Line(_path.FormerPlan.OrderBy(p => p.On));

    /// <summary>The surface in which 8 of 10 runs lie; empty without a forecast.</summary>
    public string Fan() => Join(_path.Fan.Select(b => (b.On, b.High)).Concat(_path.Fan.Reverse().Select(b => (b.On, b.Low))));

    /// <summary>The middle of the fan.</summary>
    public string Likely() => Join(_path.Fan.Select(b => (b.On, b.Likely)));

    private string Join(IEnumerable<(DateOnly On, long Count)> points) => string.Join(' ', points.Select(p => $"{Bars.At(X(p.On))},{Bars.At(Y(p.Count))}"));

    private string Line(IEnumerable<PlanPoint> points) => string.Join(' ', points.Select(p => $"{Bars.At(X(p.On))},{Bars.At(Y(p.Planned))}"));
}

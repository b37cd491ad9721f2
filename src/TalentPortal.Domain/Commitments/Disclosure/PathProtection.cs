namespace TalentPortal.Domain.Commitments.Disclosure;

/// <summary>The number at the end of a day, as a public path tells it.</summary>
public sealed record ToldPoint(DateOnly On, long N);

/// <summary>
/// A path is a table of months. Months that brought few people are told together with the next ones, and so are months in which few people were added or taken off since
/// an earlier release. The last point, the number itself, always stands.
/// </summary>
public static class PathProtection
{
    /// <summary>The points that may be told.</summary>
    /// <param name="months">The number at the ends of months and, last, on the day of the release, in order.</param>
    /// <param name="earlier">The points that earlier releases told.</param>
    /// <param name="standard">What is held.</param>
    public static IReadOnlyList<ToldPoint> Protect(IReadOnlyList<ToldPoint> months, IReadOnlyList<IReadOnlyList<ToldPoint>> earlier, DisclosureStandard standard)
    {
        var before = earlier.Select(path => path.ToDictionary(p => p.On, p => p.N)).ToList();
        var kept = new List<ToldPoint>();
        for (var i = 0; i < months.Count; i++)
        {
            var point = months[i];
            if (i < months.Count - 1)
            {
                if (Follows(kept.LastOrDefault(), point))
                {
                    kept.Add(point);
                }

                continue;
            }

            while (kept.Count > 0 && !Follows(kept[^1], point))
            {
                kept.RemoveAt(kept.Count - 1);
            }

            kept.Add(point);
        }

        return kept;

        bool Follows(ToldPoint? last, ToldPoint next) =>
            Tells(next.N - (last?.N ?? 0)) && before.TrueForAll(path => Tells(Moved(path, next) - (kept.FindLast(k => k.On < next.On && path.ContainsKey(k.On)) is { } common ? Moved(path, common) : 0)));
        bool Tells(long difference) => difference == 0 || Math.Abs(difference) >= standard.Least;
        static long Moved(Dictionary<DateOnly, long> path, ToldPoint point) => path.TryGetValue(point.On, out var then) ? point.N - then : 0;
    }
}

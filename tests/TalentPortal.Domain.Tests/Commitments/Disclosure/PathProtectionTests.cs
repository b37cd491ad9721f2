using FsCheck;
using FsCheck.Fluent;
using TalentPortal.Domain.Commitments.Disclosure;
using Xunit;

namespace TalentPortal.Domain.Tests.Commitments.Disclosure;

public sealed class PathProtectionTests
{
    private static readonly Gen<int[]> Months = Gen.Choose(3, 14).SelectMany(n => Gen.Frequency((3, Gen.Choose(0, 9)), (4, Gen.Choose(10, 60)), (1, Gen.Choose(-12, -1))).ArrayOf(n));

    [Fact]
    public void Months_with_few_people_are_told_with_the_next()
    {
        var told = PathProtection.Protect(Points(0, 12, 15, 40, 44), [], DisclosureStandard.Public);
        Assert.Equal([0L, 12, 44], told.Select(p => p.N));
    }

    [Fact]
    public void No_two_points_differ_by_few_alone_or_against_an_earlier_path() => Check.One(Laws.Config(300), Prop.ForAll(Months.ToArbitrary(), Months.ToArbitrary(), (first, second) =>
    {
        var early = PathProtection.Protect(Points(Sums(first)), [], DisclosureStandard.Public);
        var late = PathProtection.Protect(Points(Sums(second)), [early], DisclosureStandard.Public);
        foreach (var path in (IReadOnlyList<ToldPoint>[])[early, late])
        {
            // The last stands whatever it differs by where nothing is left before it.
            Assert.All(path.Zip(path.Skip(1)), p => Assert.False(Few(p.Second.N - p.First.N)));
        }

        var common = late.Where(p => early.Any(e => e.On == p.On)).Select(p => p.N - early.Single(e => e.On == p.On).N).ToList();
        Assert.All(common.Zip(common.Skip(1)), d => Assert.False(Few(d.Second - d.First)));
        Assert.Equal(Sums(second)[^1], late[^1].N);
    }));

    private static bool Few(long difference) => difference != 0 && Math.Abs(difference) < 10;

    private static long[] Sums(int[] months)
    {
        var sum = 0L;
        return [.. months.Select(m => sum = Math.Max(0, sum + m))];
    }

    private static ToldPoint[] Points(params long[] numbers) => [.. numbers.Select((n, i) => new ToldPoint(new DateOnly(2026, 1, 1).AddMonths(i + 1).AddDays(-1), n))];
}

using TalentPortal.Domain.Kernel;

namespace TalentPortal.Domain.Commitments;

/// <summary>One number of a pack, with all that it takes to count it again.</summary>
/// <param name="Target">Its code.</param>
/// <param name="Version">Of the rule.</param>
public sealed record PackedFigure(string Target, int Version, long N, string MembersHash);

/// <summary>All promises of a month on paper: the file, its check code, and the numbers it tells. Never changed; a pack of another day is another one.</summary>
public sealed class MonthlyPack
{
    public const int CodeLength = 11;

    // Without letters that are mistaken for digits.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private MonthlyPack()
    {
    }

    public Guid Id { get; private init; }

    /// <summary>Printed on each page: derived from the numbers, so that the same numbers have the same code in every language.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The first day of the month.</summary>
    public DateOnly Month { get; private init; }

    /// <summary>The day at whose end is counted: the month's last, or the day of making while it runs.</summary>
    public DateOnly AsOf { get; private init; }

    public DateTimeOffset KnownAt { get; private init; }

    public string Language { get; private init; } = "";

    /// <summary>The month was over: there is one such a month and language.</summary>
    public bool IsFinal { get; private init; }

    public PackedFigure[] Figures { get; private init; } = [];

    public Guid FileId { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>A pack that was made.</summary>
    /// <param name="month">Its first day.</param>
    /// <param name="at">The day and the moment of its numbers, and whether the month was over.</param>
    /// <param name="language">A culture.</param>
    /// <param name="figures">What it tells.</param>
    /// <param name="print">Its check code (<see cref="CodeOf"/>) and the stored file.</param>
    /// <param name="now">When.</param>
    public static MonthlyPack Make(DateOnly month, (DateOnly AsOf, DateTimeOffset KnownAt, bool IsOver) at, string language, IEnumerable<PackedFigure> figures, (string Code, Guid File) print, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Code = print.Code,
        Month = month,
        AsOf = at.AsOf,
        KnownAt = at.KnownAt,
        Language = language,
        IsFinal = at.IsOver,
        Figures = [.. figures],
        FileId = print.File,
        MadeAt = now,
    };

    public static DateOnly LastOf(DateOnly month) => month.AddMonths(1).AddDays(-1);

    /// <summary>The day whose end a pack made on <paramref name="today"/> tells.</summary>
    /// <returns>Refused with <see cref="PackProblems.MonthToCome"/>.</returns>
    public static Result<DateOnly> DayOf(DateOnly month, DateOnly today) => month > today ? PackProblems.MonthToCome : LastOf(month) < today ? LastOf(month) : today;

    /// <summary>Ten letters and digits with a dash between, from a hash of what is told.</summary>
    public static string CodeOf(ReadOnlySpan<byte> hash)
    {
        Span<char> code = stackalloc char[CodeLength];
        for (int i = 0, bit = 0; i < CodeLength; i++)
        {
            if (i == CodeLength / 2)
            {
                code[i] = '-';
                continue;
            }

            var value = ((hash[bit / 8] << 8) | hash[(bit / 8) + 1]) >> (11 - (bit % 8)) & 31;
            code[i] = Letters[value];
            bit += 5;
        }

        return new(code);
    }
}

/// <summary>Groups as they may be printed for everybody: nobody can be recognised in a group of a few.</summary>
public static class SmallGroups
{
    /// <summary>Fewer than this stand with others.</summary>
    public const int Least = 5;

    /// <summary>Puts groups of fewer than <see cref="Least"/> together, with the next larger ones until they hide one another.</summary>
    /// <returns>What is shown, and how many stand together; both add up to what was given.</returns>
    public static (IReadOnlyList<(string Key, long N)> Shown, long Together) Protect(IEnumerable<(string Key, long N)> groups)
    {
        var all = groups.Where(g => g.N > 0).OrderByDescending(g => g.N).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var hidden = all.Count(g => g.N < Least);

        // One alone could be had by taking the others off the whole, and so could few.
        while (hidden > 0 && hidden < all.Count && (hidden == 1 || all.TakeLast(hidden).Sum(g => g.N) < Least))
        {
            hidden++;
        }

        return ([.. all.Take(all.Count - hidden)], all.TakeLast(hidden).Sum(g => g.N));
    }
}

public static class PackProblems
{
    public static readonly Problem MonthToCome = new("pack.month-to-come");
    public static readonly Problem NotFound = new("pack.not-found");
}

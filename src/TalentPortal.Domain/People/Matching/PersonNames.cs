using System.Runtime.InteropServices;

namespace TalentPortal.Domain.People.Matching;

public enum Likeness
{
    Different,

    /// <summary>One slip of the hand away, as siblings' names are too.</summary>
    Similar,

    /// <summary>May well be one name: initials, a part left out, spelling by ear, short forms, characters beside their romanisation.</summary>
    Compatible,

    /// <summary>One name, however it is written.</summary>
    Same,
}

/// <param name="Closeness">0 to 100.</param>
/// <param name="Words">Full words on which both agree; a name of one word says little.</param>
/// <param name="Turned">The same words in another order: a habit of writing, or a father and his child.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NameLikeness(Likeness Likeness, int Closeness, int Words, bool Turned = false);

/// <summary>
/// Compares names as people here write them: titles, case, diacritics, order, hyphens and bin, a/l, s/o make no difference; a surname is never required.
/// Where both names say whose child somebody is, father and child are not mixed up.
/// </summary>
public static class PersonNames
{
    private const int MostWeight = 8;

    /// <summary>Closeness of characters to letters where only the surname is written so.</summary>
    private const int Surname = 60;

    private enum Fit : byte
    {
        None,
        Exact,
        Heard,
        Brief,
        Initial,
        Slip,
    }

    public static NameLikeness Compare(string a, string b)
    {
        // One order of comparing, so that the answer cannot depend on who stands first.
        var (first, second) = string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
        Span<char> text1 = stackalloc char[NameTokens.MaxChars], text2 = stackalloc char[NameTokens.MaxChars];
        Span<Word> words1 = stackalloc Word[NameTokens.MaxWords], words2 = stackalloc Word[NameTokens.MaxWords];
        Span<char> han1 = stackalloc char[NameTokens.MaxHan], han2 = stackalloc char[NameTokens.MaxHan];
        var one = new NameTokens(first, text1, words1, han1);
        var two = new NameTokens(second, text2, words2, han2);
        return (one.Han.Length > 0 && two.Han.Length > 0, one.Count > 0 && two.Count > 0) switch
        {
            (false, true) when one.Han.Length > 0 => Beside(one.Han, two, Latin(one, two)),
            (false, true) when two.Han.Length > 0 => Beside(two.Han, one, Latin(one, two)),
            (false, true) => Latin(one, two),
            (true, false) => Characters(one.Han, two.Han),
            (true, true) => Both(Characters(one.Han, two.Han), Latin(one, two)),
            _ when one.Han.Length > 0 && two.Count > 0 => Across(one.Han, two),
            _ when two.Han.Length > 0 && one.Count > 0 => Across(two.Han, one),
            _ => default,
        };
    }

    /// <summary>A name's characters are chosen, their romanisation is not: where the two disagree, characters weigh more.</summary>
    private static NameLikeness Both(NameLikeness characters, NameLikeness latin) => (characters.Likeness, latin.Likeness) switch
    {
        (Likeness.Same, Likeness.Same or Likeness.Compatible) => latin with { Likeness = Likeness.Same, Closeness = 100, Words = Math.Max(latin.Words, 2) },
        (Likeness.Same, _) => new(Likeness.Compatible, 90, 2),
        (Likeness.Compatible, Likeness.Same or Likeness.Compatible) => latin with { Likeness = Likeness.Compatible },
        (_, Likeness.Different) => latin,
        _ => new(Likeness.Similar, Math.Min(latin.Closeness, 80), latin.Words),
    };

    private static NameLikeness Characters(ReadOnlySpan<char> one, ReadOnlySpan<char> two)
    {
        if (one.SequenceEqual(two))
        {
            return new(Likeness.Same, 100, Math.Min(one.Length, 2));
        }

        var brief = one.Length < two.Length ? one : two;
        var full = one.Length < two.Length ? two : one;
        if (brief.Length > 1 && full.IndexOf(brief) >= 0)
        {
            return new(Likeness.Compatible, 80, 1);
        }

        var same = 0;
        for (var i = 0; i < brief.Length; i++)
        {
            same += brief[i] == full[i] ? 1 : 0;
        }

        var closeness = 100 * same / full.Length;
        return new(brief.Length == full.Length && full.Length > 2 && same == full.Length - 1 ? Likeness.Similar : Likeness.Different, closeness, 0);
    }

    /// <summary>One name has both and the other letters only: the letters decide, unless the characters read as those others do.</summary>
    private static NameLikeness Beside(ReadOnlySpan<char> han, NameTokens latin, NameLikeness letters)
    {
        if (letters.Likeness >= Likeness.Compatible)
        {
            return letters;
        }

        var across = Across(han, latin);
        return across.Closeness > Surname ? across with { Words = letters.Words } : letters;
    }

    /// <summary>
    /// Characters on one side, letters on the other: compatible where the surname may be written so, and the nearer the more of the given name reads so.
    /// A given name that does not counts for nothing, dialects being many. Without the surname the given name must be there in full.
    /// </summary>
    private static NameLikeness Across(ReadOnlySpan<char> han, NameTokens latin)
    {
        var (surname, known) = (-1, true);
        for (var i = 0; i < latin.Count && surname < 0 && known; i++)
        {
            var writes = ChineseNames.Writes(han, latin[i]);
            known = writes is not null;
            surname = writes == true ? i : -1;
        }

        var given = han[1..];
        var written = given.IsEmpty ? 0 : ChineseReadings.Written(given, latin, surname);
        return (surname >= 0 && latin.Count > 1 && !given.IsEmpty) || (written > 1 && written == given.Length) ? new(Likeness.Compatible, (surname < 0 ? 45 : Surname) + (written * 35 / given.Length), 0)
            : new(Likeness.Different, surname >= 0 || !known ? 40 : 10, 0);
    }

    private static NameLikeness Latin(NameTokens one, NameTokens two)
    {
        Span<Fit> fits1 = stackalloc Fit[NameTokens.MaxWords], fits2 = stackalloc Fit[NameTokens.MaxWords];
        Span<sbyte> partners = stackalloc sbyte[NameTokens.MaxWords];
        partners.Fill(-1);
        Pair(one, two, fits1, fits2, partners, Fit.Exact);
        Join(one, two, fits1, fits2);
        Join(two, one, fits2, fits1);
        for (var fit = Fit.Heard; fit <= Fit.Slip; fit++)
        {
            if (fits1[..one.Count].Contains(Fit.None) && fits2[..two.Count].Contains(Fit.None))
            {
                Pair(one, two, fits1, fits2, partners, fit);
            }
        }

        return Sum(one, two, fits1, fits2, partners);
    }

    private static void Pair(NameTokens one, NameTokens two, Span<Fit> fits1, Span<Fit> fits2, Span<sbyte> partners, Fit fit)
    {
        for (var i = 0; i < one.Count; i++)
        {
            for (var j = 0; fits1[i] == Fit.None && j < two.Count; j++)
            {
                if (fits2[j] == Fit.None && OnOneSide(one, i, two, j) && Fits(one[i], two[j], fit))
                {
                    (fits1[i], fits2[j], partners[i]) = (fit, fit, (sbyte)j);
                }
            }
        }
    }

    private static bool OnOneSide(NameTokens one, int i, NameTokens two, int j) =>
        one.FatherFrom < 0 || two.FatherFrom < 0 || one.IsOfFather(i) == two.IsOfFather(j);

    private static bool Fits(ReadOnlySpan<char> one, ReadOnlySpan<char> two, Fit fit) => fit switch
    {
        Fit.Exact => one.SequenceEqual(two),
        Fit.Heard => Sounds(one, two),
        Fit.Brief => NameWords.IsShortForm(one, two),
        Fit.Initial => (one.Length == 1) != (two.Length == 1) && one[0] == two[0],
        _ => Spelling.IsSlip(one, two),
    };

    private static bool Sounds(ReadOnlySpan<char> one, ReadOnlySpan<char> two)
    {
        if (one.Length == 1 || two.Length == 1)
        {
            return false;
        }

        Span<char> heard1 = stackalloc char[NameTokens.MaxChars], heard2 = stackalloc char[NameTokens.MaxChars];
        return heard1[..Spelling.Fold(one, heard1)].SequenceEqual(heard2[..Spelling.Fold(two, heard2)]);
    }

    /// <summary>Meiling is Mei Ling: one word of one name against two neighbours of the other.</summary>
    private static void Join(NameTokens one, NameTokens two, Span<Fit> fits1, Span<Fit> fits2)
    {
        for (var i = 0; i < one.Count; i++)
        {
            var word = one[i];
            for (var j = 0; fits1[i] == Fit.None && word.Length > 3 && j + 1 < two.Count; j++)
            {
                if (fits2[j] == Fit.None && fits2[j + 1] == Fit.None && word.Length == two[j].Length + two[j + 1].Length && two[j].Length > 1 && two[j + 1].Length > 1
                    && word.StartsWith(two[j]) && word.EndsWith(two[j + 1]) && OnOneSide(one, i, two, j) && OnOneSide(one, i, two, j + 1))
                {
                    (fits1[i], fits2[j], fits2[j + 1]) = (Fit.Exact, Fit.Exact, Fit.Exact);
                }
            }
        }
    }

    private static NameLikeness Sum(NameTokens one, NameTokens two, Span<Fit> fits1, Span<Fit> fits2, Span<sbyte> partners)
    {
        var (left, right) = (Count(one, fits1), Count(two, fits2));
        var closeness = left.Weight + right.Weight == 0 ? 0 : (int)((left.Credit + right.Credit) * 100 / (left.Weight + right.Weight));
        var words = Math.Max(left.Words, right.Words);
        var loose = left.Loose > 0 && right.Loose > 0;
        var turned = IsTurned(one, partners);
        var inexact = left.Loose + right.Loose + left.Soft + left.Ignored + right.Ignored > 0;
        var likeness = loose || (inexact && left.Words + left.Slips == 0) ? Likeness.Different
            : left.Slips > 1 ? (left.Slips == 2 && words > 0 && left.Loose + right.Loose == 0 ? Likeness.Similar : Likeness.Different)
            : left.Slips == 1 ? (words > 0 || left.Loose + right.Loose == 0 ? Likeness.Similar : Likeness.Different)
            : inexact || (turned && (one.FatherFrom < 0) != (two.FatherFrom < 0)) ? Likeness.Compatible
            : Likeness.Same;
        return new(likeness, likeness == Likeness.Same ? 100 : Math.Min(closeness, 99), words, turned);
    }

    private static (int Words, int Soft, int Slips, int Loose, int Ignored, double Weight, double Credit) Count(NameTokens name, Span<Fit> fits)
    {
        var (words, soft, slips, loose, ignored, weight, credit) = (0, 0, 0, 0, 0, 0d, 0d);
        for (var i = 0; i < name.Count; i++)
        {
            var optional = name.IsOptional(i);
            var counts = optional ? 1 : Math.Min(name[i].Length, MostWeight);
            weight += counts;
            credit += counts * fits[i] switch { Fit.Exact => 1, Fit.Heard => 0.97, Fit.Brief => 0.85, Fit.Slip => 0.8, Fit.Initial => 0.6, _ => 0 };
            words += fits[i] is Fit.Exact or Fit.Heard && name[i].Length > 1 && !optional ? 1 : 0;
            soft += fits[i] is Fit.Heard or Fit.Brief or Fit.Initial ? 1 : 0;
            slips += fits[i] == Fit.Slip ? 1 : 0;
            loose += fits[i] == Fit.None && !optional ? 1 : 0;
            ignored += fits[i] == Fit.None && optional ? 1 : 0;
        }

        return (words, soft, slips, loose, ignored, weight, credit);
    }

    private static bool IsTurned(NameTokens one, Span<sbyte> partners)
    {
        for (var i = 1; i < one.Count; i++)
        {
            if (partners[i] >= 0 && partners[i] < partners[i - 1])
            {
                return true;
            }
        }

        return false;
    }
}

namespace TalentPortal.Domain.People.Matching;

/// <summary>How near two words of names are, by ear and by keyboard. Words are lower-case letters without diacritics.</summary>
internal static class Spelling
{
    private const int LongestWord = 48;

    /// <summary>No half of a surrogate pair stands alone, so the text can be normalised.</summary>
    public static bool WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }

    /// <summary>Writes what is left of a word for the ear; returns its length, never more than the word's.</summary>
    public static int Fold(ReadOnlySpan<char> word, Span<char> into)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : '\0';
            var last = length == 0 ? '\0' : into[length - 1];
            var heard = word[i] switch
            {
                'p' when next == 'h' => 'f',
                'c' when next == 'h' => 'c',
                'c' or 'q' => 'k',
                'd' when next == 'z' => '\0',
                's' when next is 'y' && i + 2 < word.Length && IsVowel(word[i + 2]) => 's',
                'y' when last == 's' && IsVowel(next) && word[i - 1] == 's' => '\0',
                'y' => 'i',
                'w' => 'v',
                'x' => 's',
                'k' when next == 's' && i + 2 < word.Length && word[i + 2] == 'h' => '\0',
                'h' when i > 0 => '\0',
                'e' when next == 'e' || last == 'i' && word[i - 1] == 'e' => 'i',
                'o' when next is 'o' or 'u' => 'u',
                'o' when last == 'u' && word[i - 1] == 'o' => 'u',
                var other => other,
            };
            if (heard != '\0' && heard != last)
            {
                into[length++] = heard;
            }
        }

        return length;
    }

    public static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    /// <summary>One slip of the hand, or two in a long word: a letter too many, missing, other, or two swapped. Short words have no room for slips.</summary>
    public static bool IsSlip(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var longer = Math.Max(one.Length, other.Length);
        return longer <= LongestWord && Math.Min(one.Length, other.Length) >= 3 && Distance(one, other, longer >= 8 ? 2 : 1) <= (longer >= 8 ? 2 : 1);
    }

    /// <summary>Edits with neighbouring letters swapped counted once; any number over <paramref name="limit"/> where there are more.</summary>
    private static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit)
        {
            return limit + 1;
        }

        Span<int> before = stackalloc int[LongestWord + 1];
        Span<int> above = stackalloc int[LongestWord + 1];
        Span<int> row = stackalloc int[LongestWord + 1];
        for (var j = 0; j <= other.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var best = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var cost = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }

                best = Math.Min(best, row[j]);
            }

            if (best > limit)
            {
                return limit + 1;
            }

            var spare = before;
            before = above;
            above = row;
            row = spare;
        }

        return above[other.Length];
    }
}

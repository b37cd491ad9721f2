namespace TalentPortal.Domain.People.Matching;

/// <summary>
/// The consonants of a name as they sound, sorted: the order of words, joins, hyphens, vowels by ear and swapped letters all fall away at once.
/// Names with few consonants keep their vowels, or too many people would share a key. A name in Chinese characters only has the key of its commonest
/// romanisation, so that it meets its owner's name in letters; one that cannot be read is its own key.
/// </summary>
internal static class NameKey
{
    private const int FewConsonants = 4;
    private const int Letters = 26;

    public static string? Of(string name)
    {
        Span<char> text = stackalloc char[NameTokens.MaxChars];
        Span<Word> words = stackalloc Word[NameTokens.MaxWords];
        Span<char> han = stackalloc char[NameTokens.MaxHan];
        var tokens = new NameTokens(name, text, words, han);
        var (full, any) = Kinds(tokens);
        if (tokens.Han.Length > 1 && full < 2)
        {
            return ChineseNames.Romanised(tokens.Han) is { } romanised ? Of(romanised) : tokens.Han.ToString();
        }

        if (!any)
        {
            return tokens.Han.Length > 0 ? tokens.Han.ToString() : null;
        }

        Span<byte> counts = stackalloc byte[Letters];
        Span<char> foreign = stackalloc char[IdentityKeys.NameMaxLength];
        Span<char> heard = stackalloc char[NameTokens.MaxChars];
        var foreignLength = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (full > 0 && (tokens[i].Length == 1 || tokens.IsOptional(i) || tokens[i] is "bin"))
            {
                continue;
            }

            foreach (var letter in heard[..Spelling.Fold(tokens[i], heard)])
            {
                if (char.IsAsciiLetterLower(letter))
                {
                    counts[letter - 'a'] = (byte)Math.Min(counts[letter - 'a'] + 1, 9);
                }
                else if (foreignLength < foreign.Length)
                {
                    foreign[foreignLength++] = letter;
                }
            }
        }

        foreign[..foreignLength].Sort();
        return Written(counts, foreign[..foreignLength]);
    }

    /// <summary>One word as it sounds, its vowels away but for the first letter: of the words that are not initials, the last in the order of the alphabet.</summary>
    public static string? OfWord(string name)
    {
        Span<char> text = stackalloc char[NameTokens.MaxChars];
        Span<Word> words = stackalloc Word[NameTokens.MaxWords];
        Span<char> han = stackalloc char[NameTokens.MaxHan];
        var tokens = new NameTokens(name, text, words, han);
        Span<char> best = stackalloc char[IdentityKeys.NameMaxLength], heard = stackalloc char[NameTokens.MaxChars];
        var length = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Length == 1 || tokens.IsOptional(i) || tokens[i] is "bin")
            {
                continue;
            }

            var word = heard[..Skeleton(heard[..Spelling.Fold(tokens[i], heard)])];
            if (word.SequenceCompareTo(best[..length]) > 0)
            {
                word.CopyTo(best);
                length = word.Length;
            }
        }

        return length > 0 ? best[..length].ToString()
            : tokens.Han.Length < 2 ? null
            : ChineseNames.Romanised(tokens.Han) is { } romanised ? OfWord(romanised) : tokens.Han.ToString();
    }

    private static int Skeleton(Span<char> word)
    {
        var length = 0;
        for (var i = 0; i < word.Length && length < IdentityKeys.NameMaxLength; i++)
        {
            if (i == 0 || !Spelling.IsVowel(word[i]))
            {
                word[length++] = word[i] switch { 'z' => 's', 'd' => 't', 'f' => 'p', var letter => letter };
            }
        }

        return length;
    }

    private static (int Full, bool Any) Kinds(NameTokens tokens)
    {
        var full = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            full += tokens[i].Length > 1 && !tokens.IsOptional(i) && tokens[i] is not "bin" ? 1 : 0;
        }

        return (full, tokens.Count > 0);
    }

    private static string? Written(Span<byte> counts, ReadOnlySpan<char> foreign)
    {
        Merge(counts, 'z', 's');
        Merge(counts, 'd', 't');
        Merge(counts, 'f', 'p');
        var consonants = 0;
        for (var i = 0; i < Letters; i++)
        {
            consonants += Spelling.IsVowel((char)('a' + i)) ? 0 : counts[i];
        }

        Span<char> key = stackalloc char[IdentityKeys.NameMaxLength];
        var length = 0;
        for (var i = 0; i < Letters; i++)
        {
            var letter = (char)('a' + i);
            for (var n = 0; n < counts[i] && length < key.Length && (consonants <= FewConsonants || !Spelling.IsVowel(letter)); n++)
            {
                key[length++] = letter;
            }
        }

        foreach (var letter in foreign)
        {
            if (length < key.Length)
            {
                key[length++] = letter;
            }
        }

        return length == 0 ? null : key[..length].ToString();
    }

    private static void Merge(Span<byte> counts, char from, char into)
    {
        counts[into - 'a'] += counts[from - 'a'];
        counts[from - 'a'] = 0;
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace TalentPortal.Domain.People.Matching;

internal struct Word
{
    public int Start;
    public int Length;

    /// <summary>What stood behind it; a comma, slash or full stop outranks a space.</summary>
    public char After;

    /// <summary>Often left out, so it counts for nothing.</summary>
    public bool Optional;
}

/// <summary>
/// A name taken apart in buffers of the caller: words in Latin (or any spaced) letters without titles and connectors, variants under one spelling,
/// and Chinese characters apart from them. Text beyond the buffers is not looked at.
/// </summary>
internal ref struct NameTokens
{
    public const int MaxChars = 512;
    public const int MaxWords = 20;
    public const int MaxHan = 16;

    /// <summary>Characters of a name that are looked at; the rest of the buffer is for spellings that replace its words.</summary>
    private const int MostRead = 320;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private readonly Span<char> _text;
    private readonly Span<Word> _words;
    private readonly Span<char> _han;
    private int _length;
    private int _hanLength;

    public NameTokens(string name, Span<char> text, Span<Word> words, Span<char> han)
    {
        _text = text;
        _words = words;
        _han = han;
        FatherFrom = -1;
        Split(Ascii.IsValid(name) ? name : Plain(name));
        TurnComma();
        DropTitles();
        DropConnectors();
        Spell();
        Han = ChineseNames.WithoutTitle(_han[.._hanLength]);
    }

    public int Count { get; private set; }

    /// <summary>The first word of the father's name, behind bin, a/l and their like; -1 where none says so.</summary>
    public int FatherFrom { get; private set; }

    public ReadOnlySpan<char> Han { get; }

    public readonly ReadOnlySpan<char> this[int word] => _text.Slice(_words[word].Start, _words[word].Length);

    public readonly bool IsOptional(int word) => _words[word].Optional;

    public readonly bool IsOfFather(int word) => FatherFrom >= 0 && word >= FatherFrom;

    /// <summary>Compatibility forms resolved and letters apart from their diacritics.</summary>
    private static string Plain(string name)
    {
        var text = name.Length > MostRead ? name[..MostRead] : name;
        if (!Spelling.WellFormed(text))
        {
            text = string.Create(text.Length, text, static (into, from) =>
            {
                for (var i = 0; i < into.Length; i++)
                {
                    into[i] = char.IsSurrogate(from[i]) ? ' ' : from[i];
                }
            });
        }

        return text.Normalize(NormalizationForm.FormKD);
    }

    private void Split(string name)
    {
        var start = -1;
        foreach (var c in name)
        {
            if (_length >= MostRead)
            {
                break;
            }

            if (char.IsAsciiLetterLower(c))
            {
                start = start < 0 ? _length : start;
                _text[_length++] = c;
            }
            else if (IsSilent(c))
            {
                continue;
            }
            else if (ChineseNames.IsHan(c))
            {
                start = End(start, ' ');
                if (_hanLength < MaxHan)
                {
                    _han[_hanLength++] = ChineseNames.Simplify(c);
                }
            }
            else if (char.IsLetterOrDigit(c) || (c >= '\u0900' && IsMark(c)))
            {
                start = start < 0 ? _length : start;
                Write(c);
            }
            else
            {
                start = End(start, c);
            }
        }

        End(start, ' ');
    }

    /// <summary>Apostrophes, Latin diacritics and marks of direction or joining: the letters around them are one word.</summary>
    private static bool IsSilent(char c) => c switch
    {
        '\'' or '`' or '´' or '‘' or '’' or 'ʼ' or 'ʻ' or 'ʿ' or 'ʾ' or '′' or '＇' => true,
        < '\u0080' => false,
        >= '\u0300' and <= '\u036F' or >= '\u064B' and <= '\u065F' or >= '\u1AB0' and <= '\u1AFF' or >= '\u1DC0' and <= '\u1DFF' or >= '\u20D0' and <= '\u20FF' or >= '\uFE00' and <= '\uFE0F' => true,
        _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format,
    };

    /// <summary>In scripts such as Tamil and Devanagari marks are vowels.</summary>
    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private void Write(char c)
    {
        var lower = char.ToLowerInvariant(c);
        var (one, two) = lower switch
        {
            'ß' => ('s', 's'),
            'æ' => ('a', 'e'),
            'œ' => ('o', 'e'),
            'þ' => ('t', 'h'),
            'ø' => ('o', '\0'),
            'ł' => ('l', '\0'),
            'đ' or 'ð' => ('d', '\0'),
            'ı' => ('i', '\0'),
            _ => (lower, '\0'),
        };
        _text[_length++] = one;
        if (two != '\0')
        {
            _text[_length++] = two;
        }
    }

    private int End(int start, char by)
    {
        if (start >= 0 && Count < MaxWords)
        {
            _words[Count++] = new() { Start = start, Length = _length - start, After = by };
        }
        else if (Count > 0 && by is ',' or '/' or '.' or '，')
        {
            _words[Count - 1].After = by;
        }

        return -1;
    }

    /// <summary>"Tan, Mei Ling" is Mei Ling Tan; "Ali, Ahmad bin" is Ahmad bin Ali.</summary>
    private readonly void TurnComma()
    {
        for (var i = 0; i < Count - 1; i++)
        {
            if (_words[i].After is ',' or '，')
            {
                _words[i].After = ' ';
                _words[..(i + 1)].Reverse();
                _words[(i + 1)..Count].Reverse();
                _words[..Count].Reverse();
                return;
            }
        }
    }

    private void DropTitles()
    {
        Span<bool> drop = stackalloc bool[MaxWords];
        var (kept, leading) = (Count, true);
        for (var i = 0; i < Count; i++)
        {
            var word = this[i];
            var two = i + 1 < Count ? this[i + 1] : default;
            if ((word is "tan" or "puan" or "toh" or "dato" or "datuk" or "datin" && two is "sri" or "seri" or "puan" && !(word is "tan" && two is "puan")) || (word is "toh" && two is "puan"))
            {
                (drop[i], drop[i + 1]) = (true, true);
                kept -= 2;
                i++;
            }
            else if (NameWords.IsTitle(word, leading && (word is not ("en" or "tun") || _words[i].After == '.' || HasConnector(i + 1))))
            {
                drop[i] = true;
                kept--;
            }
            else
            {
                leading = false;
            }
        }

        if (kept > 0 || _hanLength > 0)
        {
            Keep(drop);
        }
    }

    private readonly bool HasConnector(int from)
    {
        for (var i = from; i < Count; i++)
        {
            if (NameWords.IsConnector(this[i]))
            {
                return true;
            }
        }

        return false;
    }

    private void DropConnectors()
    {
        Span<bool> drop = stackalloc bool[MaxWords];
        var (kept, father) = (0, -1);
        for (var i = 0; i < Count; i++)
        {
            var words = ConnectorAt(i);
            if (words == 0)
            {
                kept++;
                continue;
            }

            drop.Slice(i, words).Fill(true);
            father = father < 0 && kept > 0 ? kept : father;
            i += words - 1;
        }

        if (kept > 0 && (kept > 1 || Count < 3))
        {
            Keep(drop);
            FatherFrom = father < Count ? father : -1;
        }
    }

    /// <summary>How many words from here on only connect a name with the father's: bin, a/l, s/o and their like.</summary>
    private readonly int ConnectorAt(int i)
    {
        var word = this[i];
        var next = i + 1 < Count ? this[i + 1] : default;
        var between = i > 0 && i + 2 < Count;
        if (word.Length == 1 && next.Length == 1)
        {
            var slashed = _words[i].After == '/';
            if ((word[0] is 'a' && next[0] is 'l' or 'p' || word[0] is 's' or 'd' or 'w' or 'h' && next[0] is 'o') && (slashed || between))
            {
                return 2;
            }
        }

        return word is "b" ? (i > 0 && next.Length > 1 ? 1 : 0)
            : word is "bin" or "ap" or "al" or "ak" && i == Count - 1 && Count > 2 ? 0 // Tan Wei Bin
            : NameWords.IsConnector(word) ? 1 : 0;
    }

    private void Keep(scoped ReadOnlySpan<bool> drop)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!drop[i])
            {
                _words[kept++] = _words[i];
            }
        }

        Count = kept;
    }

    /// <summary>Variants under one spelling, Abdulrahman in two words, ML as two initials.</summary>
    private void Spell()
    {
        for (var i = 0; i < Count; i++)
        {
            var word = this[i];
            if (NameWords.Canonical(word) is { } canonical && _length + canonical.Length <= _text.Length)
            {
                canonical.CopyTo(_text[_length..]);
                _words[i].Start = _length;
                _words[i].Length = canonical.Length;
                _length += canonical.Length;
            }
            else if (Count < MaxWords && Head(word) is > 0 and var head)
            {
                _words[i..Count].CopyTo(_words[(i + 1)..]);
                Count++;
                _words[i].Length = head;
                _words[i + 1].Start += head;
                _words[i + 1].Length -= head;
                FatherFrom = FatherFrom > i ? FatherFrom + 1 : FatherFrom;
                i--;
                continue;
            }

            _words[i].Optional = NameWords.IsOptional(this[i]);
        }
    }

    private static int Head(ReadOnlySpan<char> word) =>
        word.StartsWith("abdul") && word.Length > 7 && word is not ("abdullah" or "abdulla") ? 5
        : word.Length is 2 or 3 && !word.ContainsAny(Vowels) && !word.EndsWith("ng") && word is not ("md" or "mhd" or "jr" or "sr" or "iii" or "ii") && char.IsAsciiLetterLower(word[0]) ? 1
        : 0;
}

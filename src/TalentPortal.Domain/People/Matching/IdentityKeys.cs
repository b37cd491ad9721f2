using System.Buffers;
using System.Globalization;
using System.Text;

namespace TalentPortal.Domain.People.Matching;

/// <summary>Normalised values by which records are found again. Null where a value cannot tell one person from another.</summary>
public static class IdentityKeys
{
    /// <summary>Most characters of a key of a name.</summary>
    public const int NameMaxLength = 40;

    private const int EmailMaxLength = 254;
    private const int FewestDigits = 8;
    private const int MostDigits = 15;

    private static readonly IdnMapping Idn = new();
    private static readonly SearchValues<char> Breaks = SearchValues.Create(" \t\r\n,;");

    /// <summary>Codes callers write; by country: calling code, and the lengths of a national number without its leading zero.</summary>
    private static readonly Dictionary<string, (string Code, int Fewest, int Most)> Countries = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MY"] = ("60", 8, 10),
        ["SG"] = ("65", 8, 8),
        ["BN"] = ("673", 7, 7),
        ["ID"] = ("62", 8, 12),
        ["TH"] = ("66", 8, 9),
        ["PH"] = ("63", 9, 10),
        ["VN"] = ("84", 9, 10),
        ["KH"] = ("855", 8, 9),
        ["LA"] = ("856", 8, 10),
        ["MM"] = ("95", 7, 10),
        ["TL"] = ("670", 7, 8),
        ["CN"] = ("86", 11, 11),
        ["HK"] = ("852", 8, 8),
        ["MO"] = ("853", 8, 8),
        ["TW"] = ("886", 9, 9),
        ["IN"] = ("91", 10, 10),
        ["LK"] = ("94", 9, 9),
        ["BD"] = ("880", 10, 10),
        ["PK"] = ("92", 10, 10),
        ["NP"] = ("977", 10, 10),
        ["JP"] = ("81", 9, 10),
        ["KR"] = ("82", 8, 10),
        ["AU"] = ("61", 9, 9),
        ["NZ"] = ("64", 8, 10),
        ["GB"] = ("44", 10, 10),
        ["US"] = ("1", 10, 10),
        ["CA"] = ("1", 10, 10),
        ["DE"] = ("49", 8, 12),
        ["FR"] = ("33", 9, 9),
        ["AE"] = ("971", 8, 9),
    };

    private static readonly HashSet<string> Nobody = new(StringComparer.Ordinal)
    {
        "na", "n/a", "nil", "none", "no", "noemail", "no-email", "noreply", "no-reply", "donotreply", "test", "unknown", "null", "x", "xx", "xxx", "abc", "-", "tiada",
    };

    /// <summary>The one way to compare e-mail addresses: trimmed, NFC, lower case, the domain in its ASCII form. What stands before the @ is otherwise left as it is.</summary>
    public static string? Email(string? email)
    {
        var text = Trimmed(email);
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            text = text[7..];
        }

        if (text.Length is 0 or > EmailMaxLength || !Spelling.WellFormed(text))
        {
            return null;
        }

        if (!Ascii.IsValid(text))
        {
            text = text.Normalize(NormalizationForm.FormC).Replace('＠', '@');
        }

        text = text.ToLowerInvariant();
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != text.LastIndexOf('@') || at == text.Length - 1 || text.AsSpan().ContainsAny(Breaks) || Nobody.Contains(text[..at]))
        {
            return null;
        }

        return Ascii.IsValid(text) ? text.TrimEnd('.') : Domain(text, at);
    }

    /// <summary>
    /// Digits as E.164 without the plus. A national number is read by <paramref name="country"/> (two letters) or, without one, by the shapes of Malaysian and
    /// Singaporean mobiles; one that fits none keeps its own digits, which compare with themselves only. Numbers nobody has are null.
    /// </summary>
    public static string? Mobile(string? mobile, string? country = null)
    {
        var text = Trimmed(mobile);
        if (text.Length == 0)
        {
            return null;
        }

        Span<char> digits = stackalloc char[MostDigits + 5];
        if (!TryDigits(text, digits, out var count, out var international) || count is < FewestDigits - 1 or > MostDigits + 2)
        {
            return null;
        }

        var number = Qualified(digits[..count], international, country);
        return number.Length is < FewestDigits or > MostDigits || Invented(number) ? null : number;
    }

    /// <summary>
    /// One key per name: whoever writes the name in another order, joined or apart, with titles, with bin or a/l, without initials, or by ear arrives at the same
    /// key; many names share one, so it finds candidates together with a full date of birth and never decides. At most <see cref="NameMaxLength"/> characters.
    /// </summary>
    public static string? Name(string? fullName) => string.IsNullOrWhiteSpace(fullName) ? null : NameKey.Of(fullName);

    /// <summary>
    /// A second, much coarser key: one word of the name. It finds names with a part left out or cut to an initial, which <see cref="Name"/> cannot, and is
    /// meant for use together with a full date of birth only.
    /// </summary>
    public static string? NameWord(string? fullName) => string.IsNullOrWhiteSpace(fullName) ? null : NameKey.OfWord(fullName);

    private static string Trimmed(string? text) => text is null ? "" : text.Trim().Trim('\u200B', '\u200C', '\u200D', '\uFEFF', '\u2060', '<', '>', '"', '\'').Trim();

    private static string? Domain(string text, int at)
    {
        try
        {
            return text[..(at + 1)] + Idn.GetAscii(text[(at + 1)..].TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return text.TrimEnd('.'); // a domain no mail can reach still equals itself
        }
    }

    /// <summary>The digits of the first number in the text. False where letters show that it is none, such as a spreadsheet's 6.01E+10.</summary>
    private static bool TryDigits(string text, Span<char> digits, out int count, out bool international)
    {
        (count, international) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsDigit(c) ? (int)char.GetNumericValue(c) : -1;
            if (digit >= 0)
            {
                if (count == digits.Length)
                {
                    return false;
                }

                digits[count++] = (char)('0' + digit);
            }
            else if (c is '+' or '＋' && count == 0)
            {
                international = true;
            }
            else if (c is '/' or ',' or ';' or '|' or '\n' or 'x' or 'X' && count >= FewestDigits - 1)
            {
                return true; // a second number or an extension follows
            }
            else if (c is 'e' or 'E' && count > 0 && i + 1 < text.Length && (text[i + 1] is '+' || char.IsAsciiDigit(text[i + 1])))
            {
                return false;
            }
        }

        return true;
    }

    private static string Qualified(ReadOnlySpan<char> digits, bool international, string? country)
    {
        if (!international && digits.StartsWith("00"))
        {
            digits = digits[2..];
            international = true;
        }

        if (international)
        {
            return digits.StartsWith("600") ? $"60{digits[3..]}" : digits.ToString(); // +60 (0)12
        }

        if (country is not null && Countries.TryGetValue(country, out var plan))
        {
            var national = digits.TrimStart('0');
            return national.Length >= plan.Fewest && national.Length <= plan.Most ? $"{plan.Code}{national}"
                : national.StartsWith(plan.Code) ? $"{plan.Code}{national[plan.Code.Length..].TrimStart('0')}"
                : digits.ToString();
        }

        return digits switch
        {
            ['0', '1', ..] when digits.Length is 10 or 11 => $"60{digits[1..]}",
            ['8' or '9', ..] when digits.Length == 8 => $"65{digits}",
            _ => digits.ToString(),
        };
    }

    /// <summary>Seven equal digits at the end are typed by somebody who was made to type something.</summary>
    private static bool Invented(ReadOnlySpan<char> number)
    {
        var tail = number[^7..];
        return tail.IndexOfAnyExcept(tail[0]) < 0;
    }
}

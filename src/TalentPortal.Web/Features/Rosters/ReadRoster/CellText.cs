using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReadRoster;

/// <summary>How a number in a workbook is shown.</summary>
internal enum NumberKind
{
    Plain,
    Date,
    Time,
    Percent,

    /// <summary>Digits with leading zeros, such as a student number formatted as 00000000.</summary>
    Padded,
}

/// <summary>A number format as far as it matters here.</summary>
/// <param name="Digits">For <see cref="NumberKind.Padded"/> how many.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NumberLook(NumberKind Kind, int Digits = 0)
{
    // By the standard, ids of East Asian dates included.
    public static NumberLook OfBuiltIn(int id) => id switch
    {
        9 or 10 => new(NumberKind.Percent),
        (>= 14 and <= 17) or 22 or (>= 27 and <= 36) or (>= 50 and <= 58) => new(NumberKind.Date),
        (>= 18 and <= 21) or (>= 45 and <= 47) => new(NumberKind.Time),
        _ => default,
    };

    public static NumberLook OfCode(string code)
    {
        var plain = Bare(code);
        if (plain.Length >= 2 && plain.All(c => c == '0'))
        {
            return new(NumberKind.Padded, plain.Length);
        }

        if (plain.Contains('%', StringComparison.Ordinal))
        {
            return new(NumberKind.Percent);
        }

        var (day, clock) = (plain.IndexOfAny(['d', 'y', 'e', 'b']) >= 0, plain.IndexOfAny(['h', 's']) >= 0);
        return plain is "general" ? default : day || (plain.Contains('m', StringComparison.Ordinal) && !clock) ? new(NumberKind.Date) : clock ? new(NumberKind.Time) : default;
    }

    // The first section, without what is quoted, escaped, a colour, a locale or padding.
    private static string Bare(string code)
    {
        var bare = new StringBuilder();
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = code.IndexOf('"', i + 1) is >= 0 and var end ? end : code.Length;
                    break;
                case '[':
                    var close = code.IndexOf(']', i + 1) is >= 0 and var found ? found : code.Length;
                    if (code.AsSpan(i + 1, Math.Min(close, code.Length) - i - 1) is ['h' or 'H', ..] or ['m' or 'M', ..] or ['s' or 'S', ..])
                    {
                        bare.Append('h');
                    }

                    i = close;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                default:
                    bare.Append(char.ToLowerInvariant(code[i]));
                    break;
            }
        }

        // "0.00E+00" has an e and is no year.
        return bare.ToString().Replace("e+", "", StringComparison.Ordinal).Replace("e-", "", StringComparison.Ordinal);
    }
}

/// <summary>Turns what a workbook stores into the text a person sees.</summary>
internal static class CellText
{
    private const int LastDay = 2_958_465;
    private const int LeapDayThatNeverWas = 60;

    private static readonly DateOnly Epoch1904 = new(1904, 1, 1);
    private static readonly DateOnly Epoch1900 = new(1899, 12, 30);

    /// <summary>A stored number as it is shown: without an exponent or decimals that only the machine has, a date as yyyy-MM-dd.</summary>
    public static string OfNumber(string stored, NumberLook look, bool from1904)
    {
        if (look.Kind == NumberKind.Plain && stored.Length is > 0 and <= 40 && (stored.Length == 1 || stored[0] != '0') && stored.All(char.IsAsciiDigit))
        {
            return stored;
        }

        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return stored;
        }

        return look.Kind switch
        {
            NumberKind.Date when Day(number, from1904) is { } day => day,
            NumberKind.Date or NumberKind.Time when number is >= 0 and < LastDay => TimeSpan.FromSeconds(Math.Round(number % 1 * 86_400) % 86_400).ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture),
            NumberKind.Percent => Plain(number * 100) + "%",
            NumberKind.Padded when number >= 0 && number % 1 == 0 => Plain(number).PadLeft(look.Digits, '0'),
            _ => Plain(number),
        };
    }

    /// <summary>An ISO day or instant, as the strict edition stores dates.</summary>
    public static string OfDate(string stored) => stored.Length >= 10 && stored[4] == '-' && stored[7] == '-' ? stored[..10] : stored;

    /// <summary>Letters that XML cannot hold stand as _x000D_.</summary>
    public static string Unescaped(StringBuilder text)
    {
        var plain = text.ToString();
        var at = plain.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0)
        {
            return plain;
        }

        var result = new StringBuilder(plain.Length);
        var done = 0;
        for (; at >= 0; at = plain.IndexOf("_x", at + 1, StringComparison.Ordinal))
        {
            if (at >= done && at + 6 < plain.Length && plain[at + 6] == '_' && ushort.TryParse(plain.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter) && letter > 0)
            {
                result.Append(plain, done, at - done).Append((char)letter);
                done = at + 7;
            }
        }

        return result.Append(plain, done, plain.Length - done).ToString();
    }

    // Fifteen digits are what a spreadsheet keeps and shows; a decimal made of a double has just those.
    private static string Plain(double number) =>
        Math.Abs(number) < 1e28 ? ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture) : new BigInteger(number).ToString(CultureInfo.InvariantCulture);

    // The first system believes, as the first spreadsheets did, that 1900 had a 29 February.
    private static string? Day(double number, bool from1904)
    {
        var day = (int)Math.Clamp(Math.Floor(number), -1, LastDay + 1);
        if (day < (from1904 ? 0 : 1) || day > LastDay - (from1904 ? 1462 : 0))
        {
            return null;
        }

        if (!from1904 && day == LeapDayThatNeverWas)
        {
            return "1900-02-29";
        }

        return (from1904 ? Epoch1904.AddDays(day) : Epoch1900.AddDays(day < LeapDayThatNeverWas ? day + 1 : day)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}

/// <summary>Gathers the runs of a text and leaves out its phonetic reading.</summary>
internal sealed class TextParts
{
    private bool _phonetic;
    private bool _inside;

    public void Take(WorkbookXml xml, StringBuilder text)
    {
        if (xml.IsText)
        {
            if (_inside && !_phonetic && text.Length <= Roster.MaxCellLength)
            {
                xml.AppendTo(text);
            }
        }
        else if (xml.Name == "rPh")
        {
            _phonetic = xml.IsStart && !xml.IsEmpty;
        }
        else if (xml.Name == "t")
        {
            _inside = xml.IsStart && !xml.IsEmpty;
        }
    }
}

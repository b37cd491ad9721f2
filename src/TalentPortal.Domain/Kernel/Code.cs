using System.Globalization;
using System.Text;

namespace TalentPortal.Domain.Kernel;

/// <summary>The address of an object: lower-case letters, digits and hyphens, unique per kind, chosen by the caller or made from the name.</summary>
public static class Code
{
    public const int MaxLength = 64;

    public static readonly Problem Malformed = new("code.malformed", MaxLength);

    /// <summary>Whether <paramref name="code"/> may stand in an address: 1 to <see cref="MaxLength"/> of a–z, 0–9 and single inner hyphens.</summary>
    public static bool IsValid(string? code)
    {
        if (string.IsNullOrEmpty(code) || code.Length > MaxLength || code[0] == '-' || code[^1] == '-' || code.Contains("--", StringComparison.Ordinal))
        {
            return false;
        }

        return code.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
    }

    /// <summary>Makes a code from a name: "Universiti Malaya (KL)" becomes <c>universiti-malaya-kl</c>; diacritics are dropped, other scripts left out.</summary>
    /// <returns>A valid code, or null where the name holds no Latin letter or digit.</returns>
    public static string? FromName(string name)
    {
        var made = new StringBuilder();

        foreach (var c in string.Concat(name.EnumerateRunes().Where(rune => !Runes.IsNoncharacter(rune))).Normalize(NormalizationForm.FormD).ToLower(CultureInfo.InvariantCulture))
        {
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                made.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && made.Length > 0 && made[^1] != '-')
            {
                made.Append('-');
            }
        }

        var code = made.ToString(0, Math.Min(made.Length, MaxLength)).Trim('-');
        return code.Length == 0 ? null : code;
    }
}

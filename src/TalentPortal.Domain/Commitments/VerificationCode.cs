using System.Security.Cryptography;

namespace TalentPortal.Domain.Commitments;

/// <summary>
/// The short code under which a published figure can always be found again: nine random characters of Crockford's base 32 (45 bits) and one that checks them.
/// Every single wrong character and every swap of two is noticed.
/// </summary>
public static class VerificationCode
{
    public const int Length = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Bits = 5;

    // x^5 + x^2 + 1: the powers of x run through all 31 other elements, so no two places weigh the same.
    private const int Polynomial = 0b100101;

    /// <summary>A new code.</summary>
    public static string New()
    {
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length - 1; i++)
        {
            code[i] = Alphabet[RandomNumberGenerator.GetInt32(Alphabet.Length)];
        }

        code[^1] = Check(code[..^1]);
        return new(code);
    }

    /// <summary>Reads what somebody typed: small letters, gaps and the letters that look like digits are forgiven.</summary>
    /// <returns>Null where it is no code, or one with a slip in it.</returns>
    public static string? Read(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–' or '.'))).ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return code.Length == Length && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && Check(code.AsSpan(0, Length - 1)) == code[^1] ? code : null;
    }

    /// <summary>As it is printed: "7QK2M-X04TB".</summary>
    public static string Printed(string code) => code.Length == Length ? $"{code[..(Length / 2)]}-{code[(Length / 2)..]}" : code;

    private static char Check(ReadOnlySpan<char> code)
    {
        var sum = 0;
        foreach (var c in code)
        {
            sum = Times(sum ^ Alphabet.IndexOf(c, StringComparison.Ordinal));
        }

        return Alphabet[sum];
    }

    private static int Times(int element)
    {
        element <<= 1;
        return element >> Bits == 0 ? element : element ^ Polynomial;
    }
}

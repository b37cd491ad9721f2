using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace TalentPortal.Web.Platform.Keys;

/// <summary>The text of a key: <c>tp_PREFIX_SECRET</c>, the prefix to find it by, the secret of 256 random bits in hexadecimal.</summary>
public sealed record ApiKeySecret(string Prefix, string Secret)
{
    private const int PrefixBytes = 5;
    private const int SecretBytes = 32;
    private const string Mark = "tp_";

    public static ApiKeySecret Create() =>
        new(RandomNumberGenerator.GetHexString(PrefixBytes * 2, lowercase: true), RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true));

    public static bool TryParse(string text, [NotNullWhen(true)] out ApiKeySecret? key)
    {
        key = null;
        var parts = text.StartsWith(Mark, StringComparison.Ordinal) ? text[Mark.Length..].Split('_') : [];
        if (parts.Length == 2 && IsHex(parts[0], PrefixBytes) && IsHex(parts[1], SecretBytes))
        {
            key = new(parts[0], parts[1]);
        }

        return key is not null;
    }

    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    public override string ToString() => $"{Mark}{Prefix}_{Secret}";

    private static bool IsHex(string text, int bytes) => text.Length == bytes * 2 && text.All(char.IsAsciiHexDigitLower);
}

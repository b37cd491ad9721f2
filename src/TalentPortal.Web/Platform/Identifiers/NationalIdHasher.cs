using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.People;

namespace TalentPortal.Web.Platform.Identifiers;

/// <summary>
/// Turns national identity numbers into keyed hashes, for the countries that an administrator has switched it on for. The same number gives
/// the same hash however it is written; without the key nobody finds the number, although there are few enough to try them all.
/// </summary>
public sealed class NationalIdHasher(PortalDatabase portal, IDataProtectionProvider protection)
{
    private const int KeyBytes = 32;

    // What is shorter is no identity number: a dash, "n/a", the last four digits.
    private const int LeastLength = 6;

    private readonly IDataProtector _protector = protection.CreateProtector("TalentPortal.NationalIdMatching.v1");

    /// <summary>The hash of a country's numbers.</summary>
    /// <returns>Null where matching is not switched on, so that such columns are dropped. The hash itself is null for what is too short to be a number.</returns>
    public async Task<Func<string, string?>?> ForAsync(string country, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var sealedKey = await db.Set<NationalIdMatching>().Where(m => m.Country == country && m.OffAt == null).Select(m => m.ProtectedKey).SingleOrDefaultAsync(cancellationToken);
        if (sealedKey is null)
        {
            return null;
        }

        var key = Convert.FromBase64String(_protector.Unprotect(sealedKey));
        return number => Hash(key, country, number);
    }

    /// <summary>A new key, sealed by the portal's key ring.</summary>
    public string CreateKey() => _protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));

    private static string? Hash(byte[] key, string country, string number)
    {
        var plain = string.Concat(number.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return plain.Length < LeastLength ? null : Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{country}|{plain}")));
    }
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Accounts;

/// <summary>Links that set a password once. The token has 256 random bits; only its hash is kept.</summary>
public sealed class OneTimeLinks(PortalAddress address, TimeProvider clock)
{
    private const int TokenBytes = 32;

    /// <summary>Adds a link to the unit of work and ends the account's older ones. It counts once the caller has committed.</summary>
    /// <returns>The whole address, to be shown once.</returns>
    public async Task<string> AddAsync(AccountsDbContext db, Account account, LinkPurpose purpose, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var token = RandomNumberGenerator.GetBytes(TokenBytes);
        foreach (var older in await db.Links.Where(l => l.AccountId == account.Id && l.UsedAt == null).ToListAsync(cancellationToken))
        {
            older.UsedAt = now;
        }

        db.Links.Add(new OneTimeLink
        {
            Id = Guid.CreateVersion7(),
            AccountId = account.Id,
            Purpose = purpose,
            Hash = SHA256.HashData(token),
            CreatedAt = now,
            ExpiresAt = now + (purpose == LinkPurpose.Invitation ? TimeSpan.FromDays(7) : TimeSpan.FromMinutes(60)),
        });
        return address.Link($"/account/set-password?token={WebEncoders.Base64UrlEncode(token)}");
    }

    /// <summary>The open link of a token with its account, or null where it is unknown, used, too old, or the account suspended.</summary>
    public async Task<OneTimeLink?> FindAsync(AccountsDbContext db, string? token, CancellationToken cancellationToken)
    {
        if (token is not { Length: > 0 and < 100 } || !TryDecode(token, out var bytes))
        {
            return null;
        }

        var hash = SHA256.HashData(bytes);
        var now = clock.GetUtcNow();
        return await db.Links.Include(l => l.Account)
            .SingleOrDefaultAsync(l => l.Hash == hash && l.UsedAt == null && l.ExpiresAt > now && l.Account!.SuspendedAt == null, cancellationToken);
    }

    private static bool TryDecode(string token, out byte[] bytes)
    {
        try
        {
            bytes = WebEncoders.Base64UrlDecode(token);
            return bytes.Length == TokenBytes;
        }
        catch (FormatException)
        {
            bytes = [];
            return false;
        }
    }
}

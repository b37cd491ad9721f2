using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Accounts.SignIn;

/// <summary>How a sign-in ended: the account, or else how long to wait, or else simply refused.</summary>
public sealed record SignInOutcome(Account? Account, TimeSpan? Wait);

/// <summary>
/// Checks an address and a password. Unknown, invited and suspended accounts cost the same work and get the same answer as a wrong password.
/// </summary>
public sealed class SignInHandler(
    IDbContextFactory<AccountsDbContext> contexts, IPasswordHasher<Account> hasher, SecretLimits limits, TimeProvider clock, ILogger<SignInHandler> log)
{
    /// <summary>The hash that stands in for accounts that have none.</summary>
    private static readonly Lock Making = new();
    private static string? _decoy;

    public async Task<SignInOutcome> HandleAsync(string email, string password, IPAddress? address, CancellationToken cancellationToken)
    {
        var key = Emails.Key(email);
        if (await limits.TryPasswordAsync(key, address, cancellationToken) is { } wait)
        {
            log.LogWarning("Sign-in refused: too many tries");
            return new(null, wait);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var account = await db.Users.SingleOrDefaultAsync(a => a.NormalizedEmail == key, cancellationToken);
        var known = account ?? new Account();
        var verified = password.Length <= PasswordRule.MaxLength
            ? hasher.VerifyHashedPassword(known, known.PasswordHash ?? Decoy(), password)
            : PasswordVerificationResult.Failed;
        if (account?.PasswordHash is null || account.SuspendedAt is not null || verified == PasswordVerificationResult.Failed)
        {
            log.LogWarning("Sign-in refused for account {Account}", account?.Id);
            return new(null, null);
        }

        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.PasswordHash = hasher.HashPassword(account, password);
        }

        db.Record(clock.GetUtcNow(), new Actor(account.Id, account.DisplayName, false, []), "session.started", account.Id);
        await db.SaveChangesAsync(cancellationToken);
        await limits.ForgetAsync(key, address, cancellationToken);
        return new(account, null);
    }

    private string Decoy()
    {
        lock (Making)
        {
            return _decoy ??= hasher.HashPassword(new Account(), Guid.CreateVersion7().ToString());
        }
    }
}

using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Accounts.Profile;

/// <summary>Changes one's own password; every other session of the account ends.</summary>
public sealed class ChangePasswordHandler(
    IDbContextFactory<AccountsDbContext> contexts, IPasswordHasher<Account> hasher, SecretLimits limits, TimeProvider clock)
{
    /// <returns>The account with its new stamp; or refused, the current password counting as a tried secret.</returns>
    public async Task<Result<Account>> HandleAsync(Actor actor, string? current, string? wanted, IPAddress? address, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var account = actor.IsKey || actor.Id is null ? null : await db.Users.SingleOrDefaultAsync(a => a.Id == actor.Id && a.SuspendedAt == null, cancellationToken);
        if (account?.PasswordHash is null)
        {
            return AccountProblems.Missing;
        }

        if (await limits.TryPasswordAsync(account.NormalizedEmail!, address, cancellationToken) is { } wait)
        {
            return AccountProblems.TooManyTries(wait);
        }

        if (current is not { Length: > 0 and <= PasswordRule.MaxLength }
            || hasher.VerifyHashedPassword(account, account.PasswordHash, current) == PasswordVerificationResult.Failed)
        {
            return AccountProblems.CurrentPasswordWrong;
        }

        await limits.ForgetAsync(account.NormalizedEmail!, address, cancellationToken);
        if (PasswordRule.Check(wanted, account.DisplayName, account.Email) is { } weak)
        {
            return weak;
        }

        account.PasswordHash = hasher.HashPassword(account, wanted!);
        account.SecurityStamp = AccountEvents.Stamp();
        db.Record(clock.GetUtcNow(), actor, "password.changed", account.Id, fields: ["password"]);
        await db.SaveChangesAsync(cancellationToken);
        return account;
    }
}

using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Accounts.SetPassword;

/// <summary>Sets the password of whoever holds a one-time link, and ends every session the account had.</summary>
public sealed class SetPasswordHandler(
    IDbContextFactory<AccountsDbContext> contexts, OneTimeLinks links, IPasswordHasher<Account> hasher, SecretLimits limits, TimeProvider clock)
{
    /// <summary>Whether the link still opens anything; nothing is changed.</summary>
    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await links.FindAsync(db, token, cancellationToken) is not null;
    }

    /// <returns>Refused with <see cref="AccountProblems.LinkInvalid"/>, by <see cref="PasswordRule"/>, or with too many tries.</returns>
    public async Task<Result> HandleAsync(string? token, string? password, IPAddress? address, CancellationToken cancellationToken)
    {
        if (await limits.TryLinkAsync(address, cancellationToken) is { } wait)
        {
            return AccountProblems.TooManyTries(wait);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await links.FindAsync(db, token, cancellationToken) is not { Account: { } account } link)
        {
            return AccountProblems.LinkInvalid;
        }

        if (PasswordRule.Check(password, account.DisplayName, account.Email) is { } weak)
        {
            return weak;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (await db.Links.Where(l => l.Id == link.Id && l.UsedAt == null).ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), cancellationToken) == 0)
        {
            return AccountProblems.LinkInvalid; // Somebody was faster with the same link.
        }

        account.PasswordHash = hasher.HashPassword(account, password!);
        account.SecurityStamp = AccountEvents.Stamp();
        account.EmailConfirmed = true;
        account.TwoFactorEnabled = account.TwoFactorEnabled && link.Purpose != LinkPurpose.Recovery;
        db.Record(now, new Actor(account.Id, account.DisplayName, false, []), "password.set", account.Id, reason: Words.Of(link.Purpose), fields: ["password"]);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await limits.UnlockAsync(account.NormalizedEmail!, cancellationToken);
        return Result.Ok;
    }
}

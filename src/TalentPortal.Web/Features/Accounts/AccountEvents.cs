using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Accounts;

/// <summary>Adds the trail's row to the unit of work that makes the change.</summary>
internal static class AccountEvents
{
    public static void Record(
        this AccountsDbContext db, DateTimeOffset at, Actor actor, string action, Guid? account, Guid? partner = null, string? reason = null, params string[] fields) =>
        db.Events.Add(new AccountEvent
        {
            Id = Guid.CreateVersion7(),
            At = at,
            Actor = actor.Reference(),
            OnBehalf = partner is null ? null : $"partner:{partner}",
            Action = action,
            AccountId = account,
            Reason = reason,
            Fields = fields,
        });

    public static void RecordKey(this AccountsDbContext db, DateTimeOffset at, Actor actor, string action, Guid key, params string[] fields) =>
        db.Events.Add(new AccountEvent { Id = Guid.CreateVersion7(), At = at, Actor = actor.Reference(), Action = action, KeyId = key, Fields = fields });

    public static Task<Account?> ByEmailAsync(this AccountsDbContext db, string email, CancellationToken cancellationToken)
    {
        var key = Emails.Key(email);
        return db.Users.Include(a => a.Grants).SingleOrDefaultAsync(a => a.NormalizedEmail == key, cancellationToken);
    }

    /// <summary>A new account without a password, in the unit of work.</summary>
    public static Account Open(this AccountsDbContext db, string email, string name, string? culture, DateTimeOffset now)
    {
        var account = new Account
        {
            Id = Guid.CreateVersion7(),
            Email = email,
            UserName = email,
            NormalizedEmail = Emails.Key(email),
            NormalizedUserName = Emails.Key(email),
            DisplayName = name,
            Culture = culture,
            CreatedAt = now,
            SecurityStamp = Stamp(),
        };
        db.Users.Add(account);
        return account;
    }

    /// <summary>A new security stamp: every session of the account ends at its next request or event.</summary>
    public static string Stamp() => System.Security.Cryptography.RandomNumberGenerator.GetHexString(32);
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Accounts.Administration;

/// <summary>Closes and reopens accounts and withdraws roles. Nobody does it to themselves: the portal must not lose its last administrator by a slip.</summary>
public sealed class AccountCommands(IDbContextFactory<AccountsDbContext> contexts, TimeProvider clock)
{
    /// <summary>From now on the account counts as anonymous; its sessions count for nothing.</summary>
    public Task<Result> SuspendAsync(Actor actor, Guid accountId, CancellationToken cancellationToken) =>
        ChangeAsync(actor, accountId, "account.suspended", a => a.SuspendedAt ??= clock.GetUtcNow(), cancellationToken);

    public Task<Result> RestoreAsync(Actor actor, Guid accountId, CancellationToken cancellationToken) =>
        ChangeAsync(actor, accountId, "account.restored", a => a.SuspendedAt = null, cancellationToken);

    /// <summary>Ends one role at once, whoever granted it.</summary>
    public async Task<Result> WithdrawAsync(Actor actor, Guid grantId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var grant = actor.Allows(Permissions.ManageAccounts) ? await db.Grants.SingleOrDefaultAsync(g => g.Id == grantId, cancellationToken) : null;
        if (grant is null)
        {
            return AccountProblems.Missing;
        }

        if (grant.AccountId == actor.Id && grant.Role == Role.Administrator)
        {
            return AccountProblems.NotOneself;
        }

        db.Grants.Remove(grant);
        db.Record(clock.GetUtcNow(), actor, "grant.withdrawn", grant.AccountId, grant.PartnerId, reason: Words.Of(grant.Role), fields: ["role"]);
        await db.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }

    private async Task<Result> ChangeAsync(Actor actor, Guid accountId, string action, Action<Account> change, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var account = actor.Allows(Permissions.ManageAccounts) ? await db.Users.SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken) : null;
        if (account is null)
        {
            return AccountProblems.Missing;
        }

        if (account.Id == actor.Id)
        {
            return AccountProblems.NotOneself;
        }

        change(account);
        account.SecurityStamp = AccountEvents.Stamp();
        db.Record(clock.GetUtcNow(), actor, action, account.Id, fields: ["suspended_at"]);
        await db.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }
}

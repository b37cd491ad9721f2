using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;
using TalentPortal.Domain.Kernel;
using TalentPortal.Web.Features.Accounts.Inviting;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Accounts.Colleagues;

/// <summary>One role of one colleague.</summary>
public sealed record Colleague(Guid GrantId, Guid AccountId, string Name, string Email, Role Role, Guid PartnerId, bool IsWaiting, bool IsSuspended);

/// <summary>The people of the partners that the actor administers, by name; at most <see cref="Limit"/>.</summary>
public sealed class ColleaguesQuery(IDbContextFactory<AccountsDbContext> contexts)
{
    public const int Limit = 500;

    public async Task<IReadOnlyList<Colleague>> RunAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ManageColleagues))
        {
            return [];
        }

        var partners = actor.AdministeredPartners();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Grants.AsNoTracking()
            .Where(g => g.PartnerId != null && partners.Contains(g.PartnerId.Value))
            .OrderBy(g => g.Account!.DisplayName).ThenBy(g => g.Id)
            .Take(Limit)
            .Select(g => new Colleague(
                g.Id, g.AccountId, g.Account!.DisplayName, g.Account.Email!, g.Role, g.PartnerId!.Value, g.Account.PasswordHash == null, g.Account.SuspendedAt != null))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>Takes a colleague's role away. The account stays; without a role it opens nothing.</summary>
public sealed class RemoveColleagueHandler(IDbContextFactory<AccountsDbContext> contexts, TimeProvider clock)
{
    /// <returns>Refused with <see cref="AccountProblems.Missing"/> for a role of another partner, and for one's own with <see cref="AccountProblems.NotOneself"/>.</returns>
    public async Task<Result> HandleAsync(Actor actor, Guid grantId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var grant = await db.Grants.SingleOrDefaultAsync(g => g.Id == grantId, cancellationToken);
        if (grant?.PartnerId is not { } partner || !actor.Allows(Permissions.ManageColleagues) || !actor.Administers(partner))
        {
            return AccountProblems.Missing;
        }

        if (grant.AccountId == actor.Id)
        {
            return AccountProblems.NotOneself;
        }

        db.Grants.Remove(grant);
        db.Record(clock.GetUtcNow(), actor, "grant.withdrawn", grant.AccountId, partner, reason: Words.Of(grant.Role), fields: ["role"]);
        await db.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }
}

using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Web.Platform.Access;

namespace TalentPortal.Web.Features.Accounts.Administration;

/// <summary>One account with its roles.</summary>
public sealed record AccountRow(Guid Id, string Name, string Email, bool IsWaiting, bool IsSuspended, IReadOnlyList<GrantRow> Grants);

/// <summary>A role that can be withdrawn.</summary>
public sealed record GrantRow(Guid Id, Grant Grant);

/// <summary>All accounts by name, a page at a time.</summary>
public sealed class AccountsQuery(IDbContextFactory<AccountsDbContext> contexts)
{
    public const int PageSize = 50;

    /// <param name="actor">Sees nothing without <see cref="Permissions.ManageAccounts"/>.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>The rows, and whether more follow.</returns>
    public async Task<(IReadOnlyList<AccountRow> Rows, bool HasMore)> RunAsync(Actor actor, int page, CancellationToken cancellationToken)
    {
        if (!actor.Allows(Permissions.ManageAccounts))
        {
            return ([], false);
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var accounts = await db.Users.AsNoTracking().Include(a => a.Grants.OrderBy(g => g.Id))
            .OrderBy(a => a.DisplayName).ThenBy(a => a.Id)
            .Skip((Math.Clamp(page, 1, 10_000) - 1) * PageSize).Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        var rows = accounts.Take(PageSize).Select(a => new AccountRow(
            a.Id, a.DisplayName, a.Email!, a.PasswordHash is null, a.SuspendedAt is not null,
            [.. a.Grants.Select(g => new GrantRow(g.Id, new Grant(g.Role, g.PartnerId, g.Country, g.CohortId)))]));
        return ([.. rows], accounts.Count > PageSize);
    }
}

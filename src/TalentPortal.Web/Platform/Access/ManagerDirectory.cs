using Microsoft.EntityFrameworkCore;
using TalentPortal.Data.Accounts;
using TalentPortal.Domain.Access;

namespace TalentPortal.Web.Platform.Access;

/// <summary>Reads the grants as they stand now.</summary>
public sealed class ManagerDirectory(IDbContextFactory<AccountsDbContext> contexts) : IManagerDirectory
{
    public async Task<IReadOnlySet<Guid>> ManagersOfAsync(string? country, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var managers = await db.Grants.Where(g => g.Role == Role.ProgrammeManager && (g.Country == null || g.Country == country))
            .Where(g => db.Users.Any(a => a.Id == g.AccountId && a.SuspendedAt == null)).Select(g => g.AccountId).ToListAsync(cancellationToken);
        return managers.ToHashSet();
    }
}

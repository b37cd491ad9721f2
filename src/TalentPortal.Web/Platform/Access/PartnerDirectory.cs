using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Partners;

namespace TalentPortal.Web.Platform.Access;

/// <summary>Reads partners as everybody may: they carry no row security.</summary>
public sealed class PartnerDirectory(PortalDatabase database) : IPartnerDirectory
{
    public async Task<Guid?> FindAsync(string code, CancellationToken cancellationToken)
    {
        await using var db = await database.BeginAsync(Scope.Nothing, cancellationToken);
        return await db.Set<Partner>().Where(p => p.Code == code).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, string>();
        }

        await using var db = await database.BeginAsync(Scope.Nothing, cancellationToken);
        return await db.Set<Partner>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
    }
}

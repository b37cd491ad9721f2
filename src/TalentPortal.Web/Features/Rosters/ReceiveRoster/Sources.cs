using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Rosters;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Web.Features.Rosters.ReceiveRoster;

/// <summary>The systems a partner's rosters come from.</summary>
internal static class Sources
{
    /// <summary>The key of a partner's source; the usual one is made with its first roster.</summary>
    /// <param name="portal">The database.</param>
    /// <param name="partner">Whose source; the caller has looked whether it may be filled.</param>
    /// <param name="code">Null or empty for the usual one.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">The request.</param>
    /// <returns>Null where the partner has no such source.</returns>
    public static async Task<Guid?> FindSourceAsync(this PortalDatabase portal, Guid partner, string? code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wanted = string.IsNullOrEmpty(code) ? RosterSource.Usual : code;
        if (await KeyAsync(portal, partner, wanted, cancellationToken) is { } known)
        {
            return known;
        }

        if (wanted != RosterSource.Usual)
        {
            return null;
        }

        // In a transaction of its own: of two first rosters at once, one makes it and the other finds it.
        await using (var db = await portal.BeginAsync(Scope.OfPartners([partner]), cancellationToken))
        {
            await db.MakeUsualSourceAsync(partner, now, cancellationToken);
            await db.CommitAsync(cancellationToken);
        }

        return await KeyAsync(portal, partner, wanted, cancellationToken);
    }

    private static async Task<Guid?> KeyAsync(PortalDatabase portal, Guid partner, string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.OfPartners([partner]), cancellationToken);
        return await db.Set<RosterSource>().Where(s => s.PartnerId == partner && s.Code == code).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(cancellationToken);
    }
}

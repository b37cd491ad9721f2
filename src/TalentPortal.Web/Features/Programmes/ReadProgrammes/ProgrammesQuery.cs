using Microsoft.EntityFrameworkCore;
using TalentPortal.Data;
using TalentPortal.Data.Scopes;
using TalentPortal.Domain.Kernel;
using TalentPortal.Domain.Programmes;
using TalentPortal.Web.Platform.Http;

namespace TalentPortal.Web.Features.Programmes.ReadProgrammes;

/// <summary>A programme as the API shows it.</summary>
public sealed record ProgrammeView(string Code, string Name, string Kind, string? Level, string Country, string? Sector, DateTimeOffset CreatedAt, int Version);

/// <summary>Reads programmes; they hold no personal data.</summary>
public sealed class ProgrammesQuery(PortalDatabase portal)
{
    public async Task<ProgrammeView?> FindAsync(string code, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var found = await db.Set<Programme>().AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellationToken);
        return found is null ? null : View(found);
    }

    /// <summary>All programmes by code, after the code of <paramref name="paging"/>.</summary>
    public async Task<Page<ProgrammeView>> ListAsync(Paging paging, CancellationToken cancellationToken)
    {
        await using var db = await portal.BeginAsync(Scope.Nothing, cancellationToken);
        var rows = await db.Set<Programme>().AsNoTracking().AfterCode(p => p.Code, paging).ToListAsync(cancellationToken);
        return paging.Of(rows.ConvertAll(View), p => [p.Code]);
    }

    private static ProgrammeView View(Programme p) => new(p.Code, p.Name, Words.Of(p.Kind), p.Level is { } level ? Words.Of(level) : null, p.Country, p.Sector, p.CreatedAt, p.Revision);
}

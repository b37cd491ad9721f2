using Npgsql;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Rosters;

namespace TalentPortal.Data.Rosters;

/// <summary>The systems a partner's rosters come from.</summary>
public static class RosterSources
{
    /// <summary>Makes the partner's usual source unless somebody just did.</summary>
    public static Task MakeUsualSourceAsync(this PortalDbContext db, Guid partner, DateTimeOffset now, CancellationToken cancellationToken) => db.RunAsync(
        RosterSourceSql.Make,
        cancellationToken,
        new NpgsqlParameter("id", Guid.CreateVersion7(now)),
        new NpgsqlParameter("partner", partner),
        new NpgsqlParameter("code", RosterSource.Usual),
        Counting.At("at", now));
}

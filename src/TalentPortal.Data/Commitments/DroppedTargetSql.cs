using Npgsql;

namespace TalentPortal.Data.Commitments;

/// <summary>Targets that were taken out of a draft: nobody sees them again, but their codes stay taken.</summary>
public static class DroppedTargetSql
{
    private const string Codes = "select code from target where dropped_at is not null and (code = any (@codes) or starts_with(code, @stem))";

    /// <summary>Codes of dropped targets.</summary>
    /// <param name="db">Any unit of work.</param>
    /// <param name="codes">Among these.</param>
    /// <param name="stem">Or beginning so; null for none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<List<string>> DroppedTargetCodesAsync(this PortalDbContext db, IEnumerable<string> codes, string? stem, CancellationToken cancellationToken) =>
        db.ListAsync(Codes, r => r.GetString(0), cancellationToken, new NpgsqlParameter("codes", codes.ToArray()), Counting.Text("stem", stem));
}

using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;

namespace TalentPortal.Data.Rosters;

/// <summary>One value a row changes or changed.</summary>
/// <param name="Field">A canonical column, <c>enrolment</c> (its state) or <c>result</c>.</param>
/// <param name="Was">Null where there was nothing.</param>
/// <param name="Became">Null where nothing is left.</param>
public sealed record RowChange(int RowNo, string Field, string? Was, string? Became);

/// <summary>Where the person of a row stands for one target.</summary>
/// <param name="State">As <c>ContributionState</c> in words.</param>
/// <param name="Since">When the portal came to know it.</param>
/// <param name="ByThisRow">This very row is the evidence.</param>
public sealed record RowContribution(string Commitment, string Name, decimal? Amount, string Unit, string State, string? Reason, DateOnly OnDate, DateTimeOffset Since, bool ByThisRow);

/// <summary>The days a preview reckons with.</summary>
/// <param name="StartsOn">First day of the cohort.</param>
/// <param name="EndsOn">Its last.</param>
/// <param name="Today">In the cohort's zone.</param>
public sealed record PreviewDays(DateOnly StartsOn, DateOnly EndsOn, DateOnly Today);

/// <summary>What the pages of a roster read, inside a unit of work with the reader's scope.</summary>
public static class RosterViews
{
    /// <summary>What applying these rows would change; in the order of rows.</summary>
    public static Task<List<RowChange>> PlannedChangesAsync(this PortalDbContext db, Guid roster, int[] rows, PreviewDays days, CancellationToken cancellationToken) =>
        db.ChangesAsync(RosterViewSql.PlannedChanges, roster, rows, days, cancellationToken);

    /// <summary>What applying these rows changed; in the order of rows.</summary>
    public static Task<List<RowChange>> WrittenChangesAsync(this PortalDbContext db, Guid roster, int[] rows, PreviewDays days, CancellationToken cancellationToken) =>
        db.ChangesAsync(RosterViewSql.WrittenChanges, roster, rows, days, cancellationToken);

    /// <summary>Codes of errors with their numbers of rows, the most frequent first.</summary>
    public static Task<List<(string Code, int Rows)>> ErrorCodesAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        db.ListAsync(RosterViewSql.ErrorCodes, r => (r.GetString(0), r.GetInt32(1)), cancellationToken, new NpgsqlParameter("roster", roster));

    /// <summary>The contributions of the person a row is about, as far as the reader's scope reaches.</summary>
    public static Task<List<RowContribution>> RowContributionsAsync(this PortalDbContext db, Guid roster, int row, CancellationToken cancellationToken) => db.ListAsync(
        RosterViewSql.Contributions,
        r => new RowContribution(
            r.GetString(0),
            r.GetString(1),
            r.IsDBNull(2) ? null : r.GetDecimal(2),
            r.GetString(3),
            r.GetString(4),
            r.IsDBNull(5) ? null : r.GetString(5),
            r.GetFieldValue<DateOnly>(6),
            r.GetFieldValue<DateTimeOffset>(7),
            r.GetBoolean(8)),
        cancellationToken,
        new NpgsqlParameter("roster", roster),
        new NpgsqlParameter("row", row));

    private static Task<List<RowChange>> ChangesAsync(this PortalDbContext db, string sql, Guid roster, int[] rows, PreviewDays days, CancellationToken cancellationToken) => db.ListAsync(
        sql,
        r => new RowChange(r.GetInt32(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3)),
        cancellationToken,
        new NpgsqlParameter("roster", roster),
        new NpgsqlParameter("rows", rows),
        new NpgsqlParameter("starts", NpgsqlDbType.Date) { Value = days.StartsOn },
        new NpgsqlParameter("ends", NpgsqlDbType.Date) { Value = days.EndsOn },
        new NpgsqlParameter("today", NpgsqlDbType.Date) { Value = days.Today });
}

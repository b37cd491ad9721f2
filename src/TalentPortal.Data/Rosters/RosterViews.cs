using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;

namespace TalentPortal.Data.Rosters;

/// <summary>One value a row changes or changed.</summary>
/// <param name="Field">A canonical column, <c>enrolment</c> (its state) or <c>result</c>.</param>
/// <param name="Was">Null where there was nothing.</param>
/// <param name="Became">Null where nothing is left.</param>
/// <param name="Undone">Whether an undo put the old value back; false where it left the value alone; null while nobody asked.</param>
/// <param name="SetBy">The roster that had set the old value; null where none had.</param>
public sealed record RowChange(int RowNo, string Field, string? Was, string? Became, bool? Undone, ValueSetter? SetBy);

/// <summary>The roster that set a value.</summary>
public sealed record ValueSetter(Guid Roster, DateTimeOffset At, string Name);

/// <summary>Where the person of a row stands for one target.</summary>
/// <param name="State">As <c>ContributionState</c> in words.</param>
/// <param name="Since">When the portal came to know it.</param>
/// <param name="ByThisRow">This very row is the evidence.</param>
public sealed record RowContribution(string Commitment, string Name, decimal? Amount, string Unit, string State, string? Reason, DateOnly OnDate, DateTimeOffset Since, bool ByThisRow);

/// <summary>Somebody the brake is about.</summary>
/// <param name="Field">What would become another; null for who would be dropped.</param>
public sealed record ConcernedPerson(int RowNo, string? Name, string? Field, string? Was, string? Became);

/// <summary>A value that an undo left alone.</summary>
/// <param name="Was">Before the roster.</param>
/// <param name="Became">As the roster set it.</param>
/// <param name="Now">As somebody set it since.</param>
public sealed record ValueLeftAlone(int RowNo, string? Name, string Field, string? Was, string? Became, string? Now);

/// <summary>A cohort that rows of a roster are for.</summary>
public sealed record RowsOfCohort(Guid Id, string Code, string Name, int Rows);

/// <summary>What the pages of a roster read, inside a unit of work with the reader's scope.</summary>
public static class RosterViews
{
    /// <summary>What applying these rows would change, or changed; in the order of rows.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="roster">Which roster, its partner, and when it was applied; null for a preview.</param>
    /// <param name="rows">Their numbers.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<List<RowChange>> ChangesAsync(this PortalDbContext db, (Guid Id, Guid Partner, DateTimeOffset? AppliedAt) roster, int[] rows, CancellationToken cancellationToken) => db.ListAsync(
        RosterViewSql.Changes,
        r => new RowChange(
            r.GetInt32(0), r.GetString(1), Text(r, 2), Text(r, 3), r.IsDBNull(4) ? null : r.GetBoolean(4),
            r.IsDBNull(5) ? null : new(r.GetGuid(5), r.GetFieldValue<DateTimeOffset>(6), r.GetString(7))),
        cancellationToken,
        new NpgsqlParameter("roster", roster.Id),
        new NpgsqlParameter("partner", roster.Partner),
        new NpgsqlParameter("before", NpgsqlDbType.TimestampTz) { Value = (object?)roster.AppliedAt ?? DBNull.Value },
        new NpgsqlParameter("rows", rows));

    /// <summary>Codes of errors with their numbers of rows, the most frequent first.</summary>
    public static Task<List<(string Code, int Rows)>> ErrorCodesAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        db.ListAsync(RosterViewSql.ErrorCodes, r => (r.GetString(0), r.GetInt32(1)), cancellationToken, new NpgsqlParameter("roster", roster));

    /// <summary>Codes of all findings with their numbers of rows, the most frequent first; of rows with one outcome where it is named.</summary>
    public static Task<List<(string Code, int Rows)>> FindingCodesAsync(this PortalDbContext db, Guid roster, string? outcome, CancellationToken cancellationToken) =>
        db.ListAsync(RosterViewSql.FindingCodes, r => (r.GetString(0), r.GetInt32(1)), cancellationToken, new NpgsqlParameter("roster", roster), Outcome(outcome));

    /// <summary>The cohorts its rows are for, by name; counting rows of one outcome where it is named.</summary>
    public static Task<List<RowsOfCohort>> CohortsAsync(this PortalDbContext db, Guid roster, string? outcome, CancellationToken cancellationToken) => db.ListAsync(
        RosterViewSql.Cohorts, r => new RowsOfCohort(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt32(3)), cancellationToken, new NpgsqlParameter("roster", roster), Outcome(outcome));

    /// <summary>Whom the brake is about, at most so many.</summary>
    public static Task<List<ConcernedPerson>> ConcernedAsync(this PortalDbContext db, Guid roster, int limit, CancellationToken cancellationToken) => db.ListAsync(
        RosterViewSql.Concerned, r => new ConcernedPerson(r.GetInt32(0), Text(r, 1), Text(r, 2), Text(r, 3), Text(r, 4)), cancellationToken,
        new NpgsqlParameter("roster", roster), new NpgsqlParameter("limit", limit));

    /// <summary>How many people would be somebody else by name, student id or e-mail.</summary>
    public static async Task<int> IdentitiesAsync(this PortalDbContext db, Guid roster, CancellationToken cancellationToken) =>
        (await db.ListAsync(RosterViewSql.Identities, r => r.GetInt32(0), cancellationToken, new NpgsqlParameter("roster", roster)))[0];

    /// <summary>Values that an undo left alone, at most so many.</summary>
    public static Task<List<ValueLeftAlone>> LeftAloneAsync(this PortalDbContext db, Guid roster, int limit, CancellationToken cancellationToken) => db.ListAsync(
        RosterViewSql.LeftAlone, r => new ValueLeftAlone(r.GetInt32(0), Text(r, 1), r.GetString(2), Text(r, 3), Text(r, 4), Text(r, 5)), cancellationToken,
        new NpgsqlParameter("roster", roster), new NpgsqlParameter("limit", limit));

    /// <summary>The contributions of the person a row is about, as far as the reader's scope reaches.</summary>
    public static Task<List<RowContribution>> RowContributionsAsync(this PortalDbContext db, Guid roster, int row, CancellationToken cancellationToken) => db.ListAsync(
        RosterViewSql.Contributions,
        r => new RowContribution(
            r.GetString(0),
            r.GetString(1),
            r.IsDBNull(2) ? null : r.GetDecimal(2),
            r.GetString(3),
            r.GetString(4),
            Text(r, 5),
            r.GetFieldValue<DateOnly>(6),
            r.GetFieldValue<DateTimeOffset>(7),
            r.GetBoolean(8)),
        cancellationToken,
        new NpgsqlParameter("roster", roster),
        new NpgsqlParameter("row", row));

    private static string? Text(NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    private static NpgsqlParameter Outcome(string? outcome) => new("outcome", NpgsqlDbType.Text) { Value = (object?)outcome ?? DBNull.Value };
}

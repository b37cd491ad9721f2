using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;

namespace TalentPortal.Data.Rosters;

/// <summary>What a partner's files of one month were like.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Files">Files whose rows were read.</param>
/// <param name="Errors">Rows that could not be used, of <paramref name="Rows"/>.</param>
/// <param name="Applied">Rows of the files that stand applied.</param>
/// <param name="Doubtful">Those of them whose person is not certain, or that wait for a decision.</param>
/// <param name="Completions">Rows that say somebody completed, of files that stand applied.</param>
/// <param name="Dated">Those of them that say the day.</param>
/// <param name="National">Those of them whose nationality is stated.</param>
public sealed record QualityMonth(DateOnly Month, int Files, int Rows, int Errors, int Applied, int Doubtful, int Completions, int Dated, int National);

/// <summary>A cohort that ended, and what came of it.</summary>
/// <param name="Roster">The roster that first brought completions; null where none has yet.</param>
/// <param name="File">What its uploader called it.</param>
/// <param name="Days">From the cohort's last day until then; 0 where they came before.</param>
public sealed record EndedCohort(string Code, string Name, DateOnly EndsOn, Guid? Roster, string? File, int? Days);

/// <summary>What a partner's own pages read, inside a unit of work with the reader's scope.</summary>
public static class PartnerViews
{
    /// <summary>The quality of a partner's files, month by month from a moment on.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="partner">Whose.</param>
    /// <param name="countries">Rosters of these countries only; null for all.</param>
    /// <param name="since">The first moment of the first month.</param>
    /// <param name="zone">The IANA zone in which months begin.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<List<QualityMonth>> QualityAsync(this PortalDbContext db, Guid partner, string[]? countries, DateTimeOffset since, string zone, CancellationToken cancellationToken) => db.ListAsync(
        PartnerViewSql.Months,
        r => new QualityMonth(r.GetFieldValue<DateOnly>(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6), r.GetInt32(7), r.GetInt32(8)),
        cancellationToken,
        new NpgsqlParameter("partner", partner),
        Countries(countries),
        new NpgsqlParameter("since", since),
        new NpgsqlParameter("zone", zone));

    /// <summary>A partner's cohorts that ended between two days, the second not included; the latest first.</summary>
    public static Task<List<EndedCohort>> EndedCohortsAsync(this PortalDbContext db, Guid partner, string[]? countries, DateOnly from, DateOnly today, CancellationToken cancellationToken) => db.ListAsync(
        PartnerViewSql.Ended,
        r => new EndedCohort(r.GetString(0), r.GetString(1), r.GetFieldValue<DateOnly>(2), r.IsDBNull(3) ? null : r.GetGuid(3), r.IsDBNull(4) ? null : r.GetString(4), r.IsDBNull(5) ? null : r.GetInt32(5)),
        cancellationToken,
        new NpgsqlParameter("partner", partner),
        Countries(countries),
        new NpgsqlParameter("from", from),
        new NpgsqlParameter("today", today));

    private static NpgsqlParameter Countries(string[]? countries) => new("countries", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)countries ?? DBNull.Value };
}

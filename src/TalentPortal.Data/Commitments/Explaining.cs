using Npgsql;
using NpgsqlTypes;

namespace TalentPortal.Data.Commitments;

/// <summary>A promise for which a person does not count, and the first condition that is not met.</summary>
/// <param name="Commitment">Its code.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Target">The code of its target.</param>
/// <param name="Reason">A code.</param>
/// <param name="On">The day of the nearest of their facts; null where nothing of the kind has happened.</param>
/// <param name="Programme">Its programme.</param>
public sealed record WhyNot(string Commitment, string Name, string Target, string Reason, DateOnly? On, string? Programme);

/// <summary>Somebody whom a rule passes over, and the condition that the nearest of their facts fails.</summary>
public sealed record PassedOverSubject(Guid Subject, string Reason, DateOnly On, string? Name, string? Programme, string? Cohort, Guid? Roster, int? RowNo);

/// <summary>Which of those whom a rule passes over.</summary>
/// <param name="OfPartners">The target counts partners.</param>
/// <param name="After">The subject before the page; the empty id for the first.</param>
/// <param name="Many">At most so many.</param>
/// <param name="Countries">Where facts may be from; null for everywhere.</param>
/// <param name="Reason">Only those with this condition.</param>
/// <param name="Country">Only facts from there.</param>
/// <param name="Partner">Only facts that this partner proved.</param>
/// <param name="Cohort">Only facts of this cohort.</param>
public sealed record PassedOverFilter(bool OfPartners, Guid After, int Many, string[]? Countries, string? Reason, string? Country, Guid? Partner, Guid? Cohort);

/// <summary>Answers "why do I not count?" where the ledger has no row to say it.</summary>
public static class Explaining
{
    /// <param name="db">A unit of work that sees the person's facts.</param>
    /// <param name="person">Who asks, or is asked about.</param>
    /// <param name="countries">Where facts may be from; null for everywhere.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<List<WhyNot>> WhyNotAsync(this PortalDbContext db, Guid person, string[]? countries, CancellationToken cancellationToken) => db.ListAsync(
        ExplainSql.WhyNot,
        r => new WhyNot(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.IsDBNull(4) ? null : r.GetFieldValue<DateOnly>(4), r.TextOrNull(5)),
        cancellationToken,
        new NpgsqlParameter("person", person),
        new NpgsqlParameter("countries", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)countries ?? DBNull.Value });

    /// <summary>A page of those to whom the event of a target's rule happened, but with another condition not met, so that the ledger has no row of them.</summary>
    public static Task<List<PassedOverSubject>> PassedOverAsync(this PortalDbContext db, Guid target, PassedOverFilter filter, CancellationToken cancellationToken) => db.ListAsync(
        ExplainSql.PassedOverPage,
        r => new PassedOverSubject(
            r.GetGuid(0), r.GetString(1), r.GetFieldValue<DateOnly>(2), r.TextOrNull(3), r.TextOrNull(4), r.TextOrNull(5), r.IsDBNull(6) ? null : r.GetGuid(6), r.IsDBNull(7) ? null : r.GetInt32(7)),
        cancellationToken,
        new NpgsqlParameter("target", target),
        new NpgsqlParameter("partners", filter.OfPartners),
        new NpgsqlParameter("after", filter.After),
        new NpgsqlParameter("many", filter.Many),
        Counting.Text("reason", filter.Reason),
        Counting.Text("country", filter.Country),
        Id("partner", filter.Partner),
        Id("cohort", filter.Cohort),
        new NpgsqlParameter("countries", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)filter.Countries ?? DBNull.Value });

    private static NpgsqlParameter Id(string name, Guid? id) => new(name, NpgsqlDbType.Uuid) { Value = (object?)id ?? DBNull.Value };
}

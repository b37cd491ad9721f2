using Npgsql;
using NpgsqlTypes;

namespace TalentPortal.Data.Commitments;

/// <summary>A promise for which a person does not count, and the first condition that is not met.</summary>
/// <param name="Commitment">Its code.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Reason">A code.</param>
/// <param name="On">The day of the nearest of their facts; null where nothing of the kind has happened.</param>
/// <param name="Programme">Its programme.</param>
public sealed record WhyNot(string Commitment, string Name, string Reason, DateOnly? On, string? Programme);

/// <summary>Answers "why do I not count?" where the ledger has no row to say it.</summary>
public static class Explaining
{
    /// <param name="db">A unit of work that sees the person's facts.</param>
    /// <param name="person">Who asks, or is asked about.</param>
    /// <param name="countries">Where facts may be from; null for everywhere.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static Task<List<WhyNot>> WhyNotAsync(this PortalDbContext db, Guid person, string[]? countries, CancellationToken cancellationToken) => db.ListAsync(
        ExplainSql.WhyNot,
        r => new WhyNot(r.GetString(0), r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetFieldValue<DateOnly>(3), r.TextOrNull(4)),
        cancellationToken,
        new NpgsqlParameter("person", person),
        new NpgsqlParameter("countries", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)countries ?? DBNull.Value });
}

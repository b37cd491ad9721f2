using Npgsql;
using NpgsqlTypes;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

/// <summary>Draws samples from those counted. Scope must be everything: a population crosses partners.</summary>
public static class Sampling
{
    /// <summary>How the members of a number spread over partners and evidence.</summary>
    public static Task<List<PopulationPart>> PartsAsync(this PortalDbContext db, Guid target, FrozenFigure figure, CancellationToken cancellationToken) => db.ListAsync(
        SamplingSql.Parts,
        r => new PopulationPart(r.IsDBNull(0) ? null : r.GetGuid(0), r.TextOrNull(1), r.GetString(2), r.GetInt64(3)),
        cancellationToken,
        Which(target, figure.Version, figure.AsOf, figure.KnownAt));

    /// <summary>Draws the members of a sample whose strata were saved in this unit of work.</summary>
    /// <returns>How many were drawn.</returns>
    public static Task<int> DrawAsync(this PortalDbContext db, AuditSample sample, CancellationToken cancellationToken) => db.RunAsync(
        SamplingSql.Draw,
        cancellationToken,
        [.. Which(sample.TargetId, sample.Version, sample.AsOf, sample.KnownAt), new("sample", sample.Id), new("seed", NpgsqlDbType.Text) { Value = sample.Seed }]);

    /// <summary>Keeps a sample from being signed until the unit of work ends; others may go on judging.</summary>
    /// <returns>Whether it is open.</returns>
    public static async Task<bool> HoldOpenAsync(this PortalDbContext db, Guid sample, CancellationToken cancellationToken) =>
        (await db.ListAsync(SamplingSql.HoldOpen, r => r.GetBoolean(0), cancellationToken, new NpgsqlParameter("sample", sample))).Single();

    /// <summary>Waits for verdicts that are being given, and keeps others from beginning until the unit of work ends.</summary>
    /// <returns>Whether it is open.</returns>
    public static async Task<bool> HoldToSignAsync(this PortalDbContext db, Guid sample, CancellationToken cancellationToken) =>
        (await db.ListAsync(SamplingSql.HoldToSign, r => r.GetBoolean(0), cancellationToken, new NpgsqlParameter("sample", sample))).Single();

    private static NpgsqlParameter[] Which(Guid target, int version, DateOnly day, DateTimeOffset known) => [new("target", target), new("version", version), new("day", day), Counting.At("known", known)];
}

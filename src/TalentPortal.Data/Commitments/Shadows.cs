using Npgsql;
using NpgsqlTypes;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

/// <summary>How many subjects would stand otherwise: what they are under one version and under another.</summary>
/// <param name="Was">A state, or <c>none</c>.</param>
/// <param name="Becomes">A state, or <c>none</c>.</param>
public sealed record VersionDifference(string Was, string? WasReason, string Becomes, string? Reason, long N)
{
    /// <summary>What names it in an address.</summary>
    public string Key => $"{Was}~{WasReason}~{Becomes}~{Reason}";
}

/// <summary>Somebody who would stand otherwise.</summary>
public sealed record DifferingSubject(Guid Subject, string? Name, string Was, string? WasReason, string Becomes, string? Reason, DateOnly On, string? Cohort, string? Programme, bool IsPartner);

/// <summary>Counts a version in the shadow of another and compares them. Scope must be everything: counting crosses partners.</summary>
public static class Shadows
{
    /// <summary>Keeps others from counting or deciding on a version until the unit of work ends; to be called before it is read.</summary>
    public static Task LockVersionAsync(this PortalDbContext db, Guid target, int version, CancellationToken cancellationToken) =>
        db.RunAsync(ShadowSql.LockVersion, cancellationToken, new NpgsqlParameter("target", target), new NpgsqlParameter("version", version));

    /// <summary>Counts the next subjects under all versions of the target that are counted.</summary>
    /// <param name="db">A unit of work of its own: it locks these people until it ends.</param>
    /// <param name="version">In the shadow.</param>
    /// <param name="many">At most.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The last of them; null where nobody is left.</returns>
    public static async Task<Guid?> ShadowNextAsync(this PortalDbContext db, RuleVersion version, int many, TimeProvider clock, CancellationToken cancellationToken)
    {
        await db.RunAsync(ShadowSql.TouchNext, cancellationToken, Over(version), After(version.ShadowCursor), new("many", many));
        var (n, last) = (await db.ListAsync(ShadowSql.Touched, r => (r.GetInt32(0), r.IsDBNull(1) ? (Guid?)null : r.GetGuid(1)), cancellationToken))[0];
        if (n == 0)
        {
            return null;
        }

        var at = await db.BeginKnowingAsync(clock, new(KnowingKind.Rule, version.TargetId, version.Author, version.AuthorName), cancellationToken);
        await db.CountTouchedAsync(at, null, [version.TargetId], cancellationToken);
        return last;
    }

    /// <summary>Names everybody whom a change of version may move between targets that share their people; nobody where neither shares.</summary>
    public static Task TouchThoseWhoShareAsync(this PortalDbContext db, Guid target, string[] groups, CancellationToken cancellationToken) => groups.Length == 0
        ? db.TouchAsync([], cancellationToken)
        : db.RunAsync(ShadowSql.TouchThoseWhoShare, cancellationToken, new("target", target), new("groups", groups));

    /// <summary>Counts them anew under all rules of the groups, once the version is saved.</summary>
    public static async Task CountThoseWhoShareAsync(this PortalDbContext db, Guid target, string[] groups, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (groups.Length > 0)
        {
            var targets = await db.ListAsync(ShadowSql.ThoseWhoShare, r => r.GetGuid(0), cancellationToken, new NpgsqlParameter("groups", groups));
            await db.CountTouchedAsync(at, null, [target, .. targets], cancellationToken);
        }
    }

    /// <summary>How far the shadow is, in per cent.</summary>
    public static async Task<int> ShadowedSoFarAsync(this PortalDbContext db, RuleVersion version, CancellationToken cancellationToken) =>
        version.ShadowDoneAt is not null ? 100 : (await db.ListAsync(ShadowSql.SoFar, r => r.GetInt32(0), cancellationToken, Over(version), After(version.ShadowCursor)))[0];

    /// <summary>Closes what stands of a version that is not counted any more.</summary>
    public static async Task ForgetVersionAsync(this PortalDbContext db, RuleVersion version, DateTimeOffset at, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] which() => [new("target", version.TargetId), new("version", version.Version)];
        await db.RunAsync(ShadowSql.Forget, cancellationToken, [.. which(), Counting.At("at", at)]);
        await db.RunAsync(ShadowSql.ForgetFigures, cancellationToken, which());
    }

    /// <summary>Where two versions of a target differ, the most frequent first.</summary>
    public static Task<List<VersionDifference>> DifferencesAsync(this PortalDbContext db, Guid target, int was, int version, CancellationToken cancellationToken) => db.ListAsync(
        ShadowSql.Differences, r => new VersionDifference(r.GetString(0), r.TextOrNull(1), r.GetString(2), r.TextOrNull(3), r.GetInt64(4)), cancellationToken, Versions(target, was, version));

    /// <summary>Who they are, in the order of their keys.</summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="compared">The target and its two versions.</param>
    /// <param name="only">A <see cref="VersionDifference.Key"/>; null for all.</param>
    /// <param name="place">After whom, and how many.</param>
    /// <param name="countries">Where they may be from; null for everywhere.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Task<List<DifferingSubject>> DifferingAsync(
        this PortalDbContext db, (Guid Target, int Was, int Version) compared, string? only, (Guid? After, int Many) place, string[]? countries, CancellationToken cancellationToken) => db.ListAsync(
        ShadowSql.Persons,
        r => new DifferingSubject(r.GetGuid(0), r.TextOrNull(1), r.GetString(2), r.TextOrNull(3), r.GetString(4), r.TextOrNull(5), r.GetFieldValue<DateOnly>(6), r.TextOrNull(7), r.TextOrNull(8), r.GetBoolean(9)),
        cancellationToken,
        [
            .. Versions(compared.Target, compared.Was, compared.Version), After(place.After), new("many", place.Many), Counting.Text("only", only),
            new("countries", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)countries ?? DBNull.Value },
        ]);

    private static NpgsqlParameter[] Versions(Guid target, int was, int version) => [new("target", target), new("was", was), new("version", version)];

    private static NpgsqlParameter Over(RuleVersion version) => new("over", version.Event switch
    {
        FactKind.AgreementInForce => "partner",
        FactKind.Disbursed => "tranche",
        _ => "person",
    });

    private static NpgsqlParameter After(Guid? subject) => new("after", subject ?? Guid.Empty);
}

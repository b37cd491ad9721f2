using Npgsql;
using NpgsqlTypes;

namespace TalentPortal.Data.Commitments;

/// <summary>Two points at which a target is counted: of days and of moments of knowledge the first is not after the last.</summary>
public sealed record ChangeSpan(DateOnly FirstDay, DateTimeOffset FirstKnown, DateOnly LastDay, DateTimeOffset LastKnown);

/// <summary>Why subjects came and went.</summary>
/// <param name="Kind">The word of a <see cref="Domain.Commitments.KnowingKind"/>, or <see cref="Changes.Happened"/> or <see cref="Changes.Ended"/>.</param>
/// <param name="Ref">Which one, where it is told apart: a roster, a described object.</param>
/// <param name="At">When it was known, the last time where there were several; null for what happened between two days.</param>
/// <param name="Version">The version of the rule that came into force then.</param>
/// <param name="Came">Subjects counted at the end and not at the beginning.</param>
/// <param name="Went">Subjects counted at the beginning and not at the end.</param>
public sealed record ChangeCause(string Kind, Guid? Ref, DateTimeOffset? At, int? Version, long Came, long Went);

/// <summary>A difference, explained: the causes add up to it.</summary>
public sealed record ExplainedChange(long Before, long After, IReadOnlyList<ChangeCause> Causes);

/// <summary>Somebody who came or went.</summary>
/// <param name="State">What stands at the end of whoever went; null where nothing does.</param>
public sealed record MovedSubject(
    Guid Subject, bool Came, DateOnly On, string? Name, string? Programme, string? Cohort, Guid? Roster, int? RowNo, string? State, string? Reason);

/// <summary>Which of those who came or went.</summary>
/// <param name="Kind">Of the cause.</param>
/// <param name="Ref">Of the cause.</param>
/// <param name="Countries">Where what counts happened; null for everywhere.</param>
/// <param name="After">The subject before the page; the empty id for the first.</param>
/// <param name="Limit">At most so many.</param>
public sealed record MovedFilter(string Kind, Guid? Ref, string[]? Countries, Guid After, int Limit);

/// <summary>Explains differences from the ledger's history. Scope must be everything: counting crosses partners.</summary>
public static class Changes
{
    /// <summary>It was known at both points, and happened between the two days.</summary>
    public const string Happened = "happened";

    /// <summary>It was known at both points, and ended between the two days.</summary>
    public const string Ended = "ended";

    /// <summary>The numbers at both points and every cause of their difference, the greatest first.</summary>
    public static async Task<ExplainedChange> ExplainAsync(this PortalDbContext db, Guid target, ChangeSpan span, CancellationToken cancellationToken)
    {
        var lines = await db.ListAsync(
            ChangesSql.Causes,
            r => new ChangeCause(
                r.IsDBNull(0) ? "" : r.GetString(0), r.IsDBNull(1) ? null : r.GetGuid(1), r.IsDBNull(2) ? null : r.GetFieldValue<DateTimeOffset>(2), r.IsDBNull(3) ? null : r.GetInt32(3), r.GetInt64(4), r.GetInt64(5)),
            cancellationToken,
            Parameters(target, span));
        var total = lines.Find(l => l.Kind.Length == 0)!;
        return new(total.Came, total.Went, [.. lines.Where(l => l.Kind.Length > 0).OrderByDescending(l => l.Came + l.Went).ThenBy(l => l.Kind, StringComparer.Ordinal).ThenBy(l => l.Ref)]);
    }

    /// <summary>Who came and went for a cause, in the order of their ids.</summary>
    public static Task<List<MovedSubject>> MovedAsync(this PortalDbContext db, Guid target, ChangeSpan span, MovedFilter filter, CancellationToken cancellationToken) => db.ListAsync(
        ChangesSql.People,
        r => new MovedSubject(
            r.GetGuid(0), r.GetBoolean(1), r.GetFieldValue<DateOnly>(2), r.TextOrNull(3), r.TextOrNull(4), r.TextOrNull(5), r.IsDBNull(6) ? null : r.GetGuid(6), r.IsDBNull(7) ? null : r.GetInt32(7), r.TextOrNull(8), r.TextOrNull(9)),
        cancellationToken,
        [
            .. Parameters(target, span),
            new("kind", filter.Kind),
            new("ref", NpgsqlDbType.Uuid) { Value = (object?)filter.Ref ?? DBNull.Value },
            new("countries", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = (object?)filter.Countries ?? DBNull.Value },
            new("after", filter.After),
            new("limit", filter.Limit),
        ]);

    private static NpgsqlParameter[] Parameters(Guid target, ChangeSpan span) =>
    [
        new("target", target), new("day_first", span.FirstDay), new("day_last", span.LastDay), Counting.At("known_first", span.FirstKnown), Counting.At("known_last", span.LastKnown),
    ];
}

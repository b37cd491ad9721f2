using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

/// <summary>One target's line of a recount.</summary>
/// <param name="Target">Its code.</param>
/// <param name="Version">The rule version.</param>
/// <param name="Ledger">Counted, as the ledger has it.</param>
/// <param name="Recount">Counted, as the facts say.</param>
/// <param name="Differing">Subjects whose row differs in anything.</param>
/// <param name="FiguresOff">Figures that do not equal the ledger's sum.</param>
public sealed record RecountLine(string Target, int Version, long Ledger, long Recount, long Differing, long FiguresOff)
{
    public bool Agrees => Differing == 0 && FiguresOff == 0;
}

/// <summary>What a change does to one target.</summary>
public sealed record TargetEffect(string Target, long Counted, long Provisional, long AlreadyCounted);

/// <summary>An exact answer of a replay.</summary>
public sealed record ReplayedCount(long Counted, long Provisional, string MembersHash);

/// <summary>Runs <see cref="CountingSql"/> inside a unit of work. Scope must be everything: counting crosses partners.</summary>
public static class Counting
{
    /// <summary>Recounts runs may take their time; a web command may not.</summary>
    private const int LongSeconds = 1800;

    /// <summary>Counts the named subjects after their facts were written. The caller writes those facts at <paramref name="at"/>.</summary>
    public static async Task CountAsync(this PortalDbContext db, IReadOnlyCollection<Guid> subjects, DateTimeOffset at, string? reason, CancellationToken cancellationToken)
    {
        await using var command = db.Command(CountingSql.CountNamed, Targets(null), At("at", at), Text("reason", reason), new NpgsqlParameter<Guid[]>("subjects", [.. subjects]));
        await command.PrepareAsync(cancellationToken); // kept by the connection: the next change of this kind is not planned again
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Names the subjects of a change, before its moment is asked for with <see cref="Moments.BeginKnowingAsync"/>.</summary>
    public static Task TouchAsync(this PortalDbContext db, IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken) =>
        db.RunAsync(CountingSql.TouchNamed, cancellationToken, new NpgsqlParameter("subjects", subjects.ToArray()));

    /// <summary>Counts everybody in <c>touched</c>, for all targets or those given, and moves the figures.</summary>
    public static async Task CountTouchedAsync(this PortalDbContext db, DateTimeOffset at, string? reason, Guid[]? targets, CancellationToken cancellationToken)
    {
        targets = await db.WithThoseWhoShareAsync(targets, cancellationToken);
        await db.WantAsync(CountingSql.Knowledge.Now, targets, cancellationToken);
        await db.WriteWantedAsync(at, reason, targets, cancellationToken);
    }

    /// <summary>Makes <c>want</c>.</summary>
    public static Task WantAsync(this PortalDbContext db, CountingSql.Knowledge known, Guid[]? targets, CancellationToken cancellationToken) =>
        db.WantAsync(known, targets, everybody: false, cancellationToken);

    private static async Task WantAsync(this PortalDbContext db, CountingSql.Knowledge known, Guid[]? targets, bool everybody, CancellationToken cancellationToken)
    {
        var parts = await db.PartsAsync(targets, cancellationToken);
        if (parts.Items)
        {
            await db.RunAsync(CountingSql.TouchItems, cancellationToken);
        }

        if (everybody)
        {
            await db.RunAsync(CountingSql.OverEverybody, cancellationToken);
        }

        await db.RunAsync(CountingSql.Want(known, parts, everybody: everybody), cancellationToken, Targets(targets));
    }

    /// <summary>Brings the ledger to <c>want</c>.</summary>
    public static Task WriteWantedAsync(this PortalDbContext db, DateTimeOffset at, string? reason, Guid[]? targets, CancellationToken cancellationToken) =>
        db.RunAsync(CountingSql.Write, cancellationToken, Targets(targets), At("at", at), Text("reason", reason));

    /// <summary>Counts a target for everybody: when it is new, or its window, zone or effective rule changed.</summary>
    public static async Task CountTargetsAsync(this PortalDbContext db, Guid[] targets, TimeProvider clock, Cause cause, CancellationToken cancellationToken)
    {
        await db.RunAsync(CountingSql.TouchEverybody, cancellationToken);
        var at = await db.BeginKnowingAsync(clock, cause, cancellationToken);
        await db.CountEverybodyAsync(at, null, targets, cancellationToken);
    }

    // Everybody is in touched, for what stands; what should stand is found from all facts at once.
    private static async Task CountEverybodyAsync(this PortalDbContext db, DateTimeOffset at, string? reason, Guid[]? targets, CancellationToken cancellationToken)
    {
        targets = await db.WithThoseWhoShareAsync(targets, cancellationToken);
        await db.WantAsync(CountingSql.Knowledge.Now, targets, everybody: true, cancellationToken);
        await db.WriteWantedAsync(at, reason, targets, cancellationToken);
    }

    /// <summary>Compares the ledger with the facts; changes nothing.</summary>
    public static async Task<IReadOnlyList<RecountLine>> CheckAsync(this PortalDbContext db, Guid[]? targets, CancellationToken cancellationToken)
    {
        targets = await db.WithThoseWhoShareAsync(targets, cancellationToken);
        await db.RunAsync(CountingSql.OverEverybody, cancellationToken);
        return await db.ListAsync(
            CountingSql.Check(await db.PartsAsync(targets, cancellationToken)),
            r => new RecountLine(r.GetString(0), r.GetInt32(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5)),
            cancellationToken,
            Targets(targets));
    }

    /// <summary>Writes the differences between facts and ledger with today's knowledge time, and sets the figures right.</summary>
    public static async Task RecountAsync(this PortalDbContext db, Guid[]? targets, TimeProvider clock, CancellationToken cancellationToken)
    {
        await db.RunAsync(CountingSql.TouchEverybody, cancellationToken);
        var at = await db.BeginKnowingAsync(clock, new(KnowingKind.Recount, null, null, null), cancellationToken);
        await db.CountEverybodyAsync(at, Reasons.Recount, targets, cancellationToken);
        await db.RunAsync(CountingSql.RebuildFigures, cancellationToken, Targets(targets));
        await db.RunAsync(ShadowSql.CountingIsComplete, cancellationToken, Targets(targets));
    }

    /// <summary>Counts as of a day, as known at a moment, under a version: from the ledger's history, or from the facts where the version was not in force then: the ledger holds a version only while it is.</summary>
    public static async Task<ReplayedCount> ReplayAsync(
        this PortalDbContext db, Guid target, int version, DateOnly day, DateTimeOffset known, bool inForce, CancellationToken cancellationToken)
    {
        if (!inForce)
        {
            await db.RunAsync(CountingSql.TouchEverybodyEver, cancellationToken);
            await db.RunAsync(
                CountingSql.Want(CountingSql.Knowledge.AtKnown, CountingSql.Parts.All, "true", CountingSql.ReplayedRules),
                cancellationToken,
                new NpgsqlParameter("target", target),
                new NpgsqlParameter("version", version),
                At("known", known));
        }

        var lines = await db.ListAsync(
            inForce ? CountingSql.Replay : CountingSql.ReplayWanted,
            r => new ReplayedCount(r.GetInt64(0), r.GetInt64(1), r.GetString(2)),
            cancellationToken,
            new NpgsqlParameter("target", target),
            new NpgsqlParameter("version", version),
            new NpgsqlParameter("day", day),
            At("known", known));
        return lines[0];
    }

    private static async Task<CountingSql.Parts> PartsAsync(this PortalDbContext db, Guid[]? targets, CancellationToken cancellationToken) =>
        (await db.ListAsync(CountingSql.PartsUsed, r => new CountingSql.Parts(r.GetBoolean(0), r.GetBoolean(1), r.GetBoolean(2), r.GetBoolean(3)), cancellationToken, Targets(targets)))[0];

    // A person counts for one target of a group: whoever counts one of them counts them all.
    private static async Task<Guid[]?> WithThoseWhoShareAsync(this PortalDbContext db, Guid[]? targets, CancellationToken cancellationToken) =>
        targets is null ? null : [.. targets, .. await db.ListAsync(CountingSql.ThoseWhoShare, r => r.GetGuid(0), cancellationToken, Targets(targets))];

    internal static NpgsqlParameter Targets(Guid[]? targets) => new("targets", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = (object?)targets ?? DBNull.Value };

    internal static NpgsqlParameter At(string name, DateTimeOffset at) => new(name, NpgsqlDbType.TimestampTz) { Value = at.UtcDateTime };

    internal static NpgsqlParameter Text(string name, string? value) => new(name, NpgsqlDbType.Text) { Value = (object?)value ?? DBNull.Value };

    internal static NpgsqlCommand Command(this PortalDbContext db, string sql, params IEnumerable<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, db.Connection, db.Transaction) { CommandTimeout = db.Database.GetCommandTimeout() ?? LongSeconds };
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    internal static async Task<int> RunAsync(this PortalDbContext db, string sql, CancellationToken cancellationToken, params IEnumerable<NpgsqlParameter> parameters)
    {
        await using var command = db.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal static async Task<List<T>> ListAsync<T>(
        this PortalDbContext db, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params IEnumerable<NpgsqlParameter> parameters)
    {
        await using var command = db.Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            list.Add(read(reader));
        }

        return list;
    }

    /// <summary>A text that may be absent.</summary>
    internal static string? TextOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}

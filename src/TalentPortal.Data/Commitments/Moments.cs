using Npgsql;
using NpgsqlTypes;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Data.Commitments;

/// <summary>When something is known: the moment a unit of work writes at, and the moment a question is answered at. Scope must be everything.</summary>
public static class Moments
{
    /// <summary>
    /// Locks everybody in <c>touched</c>, then finds the moment at which this unit of work knows what it writes, and keeps why. Once in a unit
    /// of work, before its first fact, link, trait or contribution.
    /// </summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="clock">Read only when the locks are held: whoever waited for them knows later than whom it waited for.</param>
    /// <param name="cause">Why something new is known.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A moment nobody else has, later than all that was known when it was found and than any that a question was answered at.</returns>
    public static async Task<DateTimeOffset> BeginKnowingAsync(this PortalDbContext db, TimeProvider clock, Cause cause, CancellationToken cancellationToken)
    {
        await db.RunAsync(CountingSql.LockTouched, cancellationToken);
        return await db.AnnounceAsync(clock, cause, cancellationToken);
    }

    /// <summary>The same for the few subjects of a single change, which <see cref="Counting.CountAsync"/> counts: no table is made to name them.</summary>
    public static async Task<DateTimeOffset> BeginKnowingOfAsync(this PortalDbContext db, TimeProvider clock, Cause cause, IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken)
    {
        await db.RunAsync(CountingSql.LockNamed, cancellationToken, new NpgsqlParameter<Guid[]>("subjects", [.. subjects]));
        return await db.AnnounceAsync(clock, cause, cancellationToken);
    }

    private static async Task<DateTimeOffset> AnnounceAsync(this PortalDbContext db, TimeProvider clock, Cause cause, CancellationToken cancellationToken)
    {
        for (var least = clock.GetUtcNow().Whole(); ; least = least.AddMicroseconds(1))
        {
            (least, var announced) = (await db.ListAsync(
                MomentSql.Announce, r => (r.GetFieldValue<DateTimeOffset>(0), r.GetBoolean(1)), cancellationToken, Counting.At("least", least)))[0];
            if (announced && await db.KeepAsync(least, cause, cancellationToken))
            {
                return least;
            }
        }
    }

    /// <summary>The moment a question is answered at: the one asked for, or the latest one whose past no longer changes, whatever is being written.</summary>
    /// <param name="db">The unit of work; what it reads afterwards is exact.</param>
    /// <param name="asked">The latest where null.</param>
    /// <param name="now">What the clock says.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Refused with <see cref="CommitmentProblems.KnownAtInTheFuture"/>.</returns>
    public static async Task<Result<DateTimeOffset>> FindMomentAsync(this PortalDbContext db, DateTimeOffset? asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settled = (await db.ListAsync(MomentSql.Settled, r => r.GetFieldValue<DateTimeOffset>(0), cancellationToken))[0];
        return asked?.ToUniversalTime().Whole() is not { } moment ? settled
            : moment <= settled ? moment
            : moment <= now ? settled
            : CommitmentProblems.KnownAtInTheFuture;
    }

    private static async Task<bool> KeepAsync(this PortalDbContext db, DateTimeOffset at, Cause cause, CancellationToken cancellationToken) => await db.RunAsync(
        MomentSql.Keep,
        cancellationToken,
        Counting.At("at", at),
        Counting.Text("kind", Words.Of(cause.Kind)),
        Id("ref", cause.Ref),
        Id("by", cause.By),
        Counting.Text("by_name", cause.ByName)) == 1;

    private static NpgsqlParameter Id(string name, Guid? id) => new(name, NpgsqlDbType.Uuid) { Value = (object?)id ?? DBNull.Value };

    // The ledger knows microseconds.
    private static DateTimeOffset Whole(this DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMicrosecond));
}

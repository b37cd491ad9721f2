using Npgsql;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

/// <summary>Counts everybody for a target a range at a time, so that nobody waits for it. Scope must be everything: counting crosses partners.</summary>
public static class TargetCounts
{
    /// <summary>Subjects below which a target is counted in the command that makes it necessary.</summary>
    public const int FewSubjects = 20_000;

    /// <summary>Whether there are so many subjects that counting them would keep somebody waiting.</summary>
    public static async Task<bool> AreManyAsync(this PortalDbContext db, CancellationToken cancellationToken) =>
        (await db.ListAsync(ShadowSql.MoreThan, r => r.GetBoolean(0), cancellationToken, new NpgsqlParameter("many", FewSubjects)))[0];

    /// <summary>Keeps others from counting the same target until the unit of work ends; to be called before it is read.</summary>
    public static Task LockTargetAsync(this PortalDbContext db, Guid target, CancellationToken cancellationToken) =>
        db.RunAsync(ShadowSql.LockTarget, cancellationToken, new NpgsqlParameter("target", target));

    /// <summary>Counts the next subjects for a target, under all its versions that are counted.</summary>
    /// <param name="db">A unit of work of its own: it locks these people until it ends.</param>
    /// <param name="target">Whose counting was begun.</param>
    /// <param name="many">At most.</param>
    /// <param name="clock">Says when.</param>
    /// <param name="cause">Why they are counted.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The last of them; null where nobody is left.</returns>
    public static async Task<Guid?> CountNextAsync(this PortalDbContext db, Target target, int many, TimeProvider clock, Cause cause, CancellationToken cancellationToken)
    {
        await db.RunAsync(ShadowSql.TouchNext, cancellationToken, Over(target), new("after", target.CountingCursor ?? Guid.Empty), new("many", many));
        var (n, last) = (await db.ListAsync(ShadowSql.Touched, r => (r.GetInt32(0), r.IsDBNull(1) ? (Guid?)null : r.GetGuid(1)), cancellationToken))[0];
        if (n == 0)
        {
            return null;
        }

        var at = await db.BeginKnowingAsync(clock, cause, cancellationToken);
        await db.CountTouchedAsync(at, null, [target.Id], cancellationToken);
        return last;
    }

    /// <summary>Lets open pages of a target know that they are no longer what they were made from.</summary>
    public static Task TellTargetChangedAsync(this PortalDbContext db, Guid target, CancellationToken cancellationToken) =>
        db.RunAsync(ShadowSql.TellChanged, cancellationToken, new NpgsqlParameter("target", target));

    /// <summary>How much of everybody has been counted, in per cent; null where the counting is complete.</summary>
    public static async Task<int?> CountedSoFarAsync(this PortalDbContext db, Target target, CancellationToken cancellationToken) => target.CountingSince is null
        ? null
        : (await db.ListAsync(ShadowSql.SoFar, r => r.GetInt32(0), cancellationToken, Over(target), new("after", target.CountingCursor ?? Guid.Empty)))[0];

    private static NpgsqlParameter Over(Target target) => new("over", target.Unit switch
    {
        Unit.Partners => "partner",
        Unit.Money => "tranche",
        _ => "person",
    });
}

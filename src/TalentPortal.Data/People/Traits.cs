using TalentPortal.Data.Commitments;

namespace TalentPortal.Data.People;

/// <summary>Keeps traits equal to what records say.</summary>
public static class Traits
{
    /// <summary>
    /// Resolves the traits of everybody in <c>touched</c> anew, after their records or links were written. Between
    /// <see cref="Moments.BeginKnowingAsync"/> and <see cref="Counting.CountTouchedAsync"/>, once in a unit of work; scope must be everything.
    /// </summary>
    /// <param name="db">The unit of work.</param>
    /// <param name="at">The moment of knowledge of the change.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static Task ResolveTraitsAsync(this PortalDbContext db, DateTimeOffset at, CancellationToken cancellationToken) =>
        db.RunAsync(TraitSql.Resolve, cancellationToken, Counting.At("at", at));
}

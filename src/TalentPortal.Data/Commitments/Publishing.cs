using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Kernel;

namespace TalentPortal.Data.Commitments;

/// <summary>Freezes numbers. It takes a settled moment like any reader: nobody waits for it, and it waits for nobody. Scope must be everything.</summary>
public static class Publishing
{
    /// <summary>The number of a target as of a day, as known at the latest settled moment, under the version in force then; and by whom it is made up.</summary>
    /// <param name="db">The unit of work in which it is kept.</param>
    /// <param name="target">Whose number.</param>
    /// <param name="asOf">The day at whose end is counted.</param>
    /// <param name="now">What the clock says.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Refused with <see cref="PublishingProblems.NoRule"/>.</returns>
    public static async Task<Result<FrozenFigure>> FreezeAsync(this PortalDbContext db, Guid target, DateOnly asOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var moment = (await db.FindMomentAsync(null, now, cancellationToken)).Value;
        var version = await db.Set<RuleVersion>().Where(r => r.TargetId == target && r.KnownFrom <= moment && moment < r.KnownTo).Select(r => (int?)r.Version).SingleOrDefaultAsync(cancellationToken);
        if (version is not { } inForce)
        {
            return PublishingProblems.NoRule;
        }

        var counted = await db.ReplayAsync(target, inForce, asOf, moment, true, cancellationToken);
        NpgsqlParameter[] which = [new("target", target), new("version", inForce), new("day", asOf), Counting.At("known", moment)];
        var groups = await db.ListAsync(PublishingSql.Groups, r => r.GetString(0), cancellationToken, which);
        return new FrozenFigure(inForce, asOf, moment, counted.Counted, counted.MembersHash, groups[0]);
    }

    /// <summary>How many counted at the ends of these days, under the version and at the moment of knowledge of a frozen number.</summary>
    public static Task<List<(DateOnly On, long N)>> PathAsync(this PortalDbContext db, Guid target, FrozenFigure figure, DateOnly[] days, CancellationToken cancellationToken) => db.ListAsync(
        PublishingSql.Path, r => (r.GetFieldValue<DateOnly>(0), r.GetInt64(1)), cancellationToken,
        new NpgsqlParameter("target", target), new NpgsqlParameter("version", figure.Version), new NpgsqlParameter("days", days), Counting.At("known", figure.KnownAt));
}

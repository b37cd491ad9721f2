using Npgsql;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

/// <summary>Keeps the fact of a tranche, and the sums of its commitment, in step with the tranche.</summary>
public static class TrancheFacts
{
    /// <summary>Writes the fact of a saved tranche and counts it. Scope must be everything.</summary>
    public static async Task WriteTrancheFactAsync(this PortalDbContext db, Tranche tranche, TimeProvider clock, (Guid? Id, string Name) by, CancellationToken cancellationToken)
    {
        NpgsqlParameter which() => new("tranche", tranche.Id);
        await db.RunAsync(TrancheSql.Lock, cancellationToken, which());
        await db.TouchAsync([tranche.Id], cancellationToken);
        var at = await db.BeginKnowingAsync(clock, new(KnowingKind.Tranche, tranche.Id, by.Id, by.Name), cancellationToken);
        await db.RunAsync(TrancheSql.Write, cancellationToken, Counting.At("at", at), new NpgsqlParameter("fact", Guid.CreateVersion7(at)), which());
        await db.CountAsync([tranche.Id], at, null, cancellationToken);
    }
}

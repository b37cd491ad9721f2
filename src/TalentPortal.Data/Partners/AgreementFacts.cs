using Npgsql;
using NpgsqlTypes;
using TalentPortal.Data.Commitments;
using TalentPortal.Domain.Commitments;
using TalentPortal.Domain.Partners;

namespace TalentPortal.Data.Partners;

/// <summary>Keeps the fact of an agreement, and the counts of partners, in step with the agreement.</summary>
public static class AgreementFacts
{
    /// <summary>Writes the fact of a saved agreement and counts its partner. Scope must be everything.</summary>
    public static async Task WriteAgreementFactAsync(this PortalDbContext db, Agreement agreement, TimeProvider clock, (Guid? Id, string Name) by, CancellationToken cancellationToken)
    {
        await db.RunAsync(AgreementSql.LockPartner, cancellationToken, new NpgsqlParameter("partner", agreement.PartnerId));
        var at = await db.BeginKnowingOfAsync(clock, new(KnowingKind.Agreement, agreement.Id, by.Id, by.Name), [agreement.PartnerId], cancellationToken);
        await db.RunAsync(
            AgreementSql.Write,
            cancellationToken,
            Counting.At("at", at),
            new NpgsqlParameter("fact", Guid.CreateVersion7(at)),
            new NpgsqlParameter("partner", agreement.PartnerId),
            new NpgsqlParameter("agreement", agreement.Id),
            new NpgsqlParameter("effective", NpgsqlDbType.Date) { Value = agreement.EffectiveOn },
            new NpgsqlParameter("expires", NpgsqlDbType.Date) { Value = (object?)agreement.ExpiresOn ?? DBNull.Value });
        await db.CountAsync([agreement.PartnerId], at, null, cancellationToken);
    }
}

using Npgsql;
using TalentPortal.Domain.Commitments;

namespace TalentPortal.Data.Commitments;

/// <summary>Carries a changed noun to the facts that copied it, and counts whom that concerns. Save the noun first; scope must be everything.</summary>
public static class FactCorrections
{
    public static Task<int> CorrectFactsOfPartnerAsync(this PortalDbContext db, Guid partner, TimeProvider clock, (Guid? Id, string Name) by, CancellationToken cancellationToken) =>
        db.CorrectAsync("f.partner_id = @id", partner, clock, by, cancellationToken);

    public static Task<int> CorrectFactsOfProgrammeAsync(this PortalDbContext db, Guid programme, TimeProvider clock, (Guid? Id, string Name) by, CancellationToken cancellationToken) =>
        db.CorrectAsync("f.programme_id = @id", programme, clock, by, cancellationToken);

    public static Task<int> CorrectFactsOfCohortAsync(this PortalDbContext db, Guid cohort, TimeProvider clock, (Guid? Id, string Name) by, CancellationToken cancellationToken) =>
        db.CorrectAsync("f.cohort_id = @id", cohort, clock, by, cancellationToken);

    private static async Task<int> CorrectAsync(this PortalDbContext db, string of, Guid id, TimeProvider clock, (Guid? Id, string Name) by, CancellationToken cancellationToken)
    {
        await db.RunAsync(FactCorrectionSql.Find(of), cancellationToken, new NpgsqlParameter("id", id));
        await using var found = db.Command(FactCorrectionSql.Found);
        var wrong = (int)(await found.ExecuteScalarAsync(cancellationToken))!;
        if (wrong == 0)
        {
            return 0;
        }

        var at = await db.BeginKnowingAsync(clock, new(KnowingKind.Catalogue, id, by.Id, by.Name), cancellationToken);
        var ids = new NpgsqlParameter<Guid[]>("ids", [.. Enumerable.Range(0, wrong).Select(_ => Guid.CreateVersion7(at))]);
        await db.RunAsync(FactCorrectionSql.Write, cancellationToken, Counting.At("at", at), ids);
        await db.CountTouchedAsync(at, null, null, cancellationToken);
        return wrong;
    }
}

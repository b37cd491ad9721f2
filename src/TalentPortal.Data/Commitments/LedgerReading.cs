namespace TalentPortal.Data.Commitments;

/// <summary>The ledger read from end to end.</summary>
public static class LedgerReading
{
    /// <summary>What follows in this unit of work is read row by row in the order of its index: for lists that leave as they are read.</summary>
    public static Task ReadInOrderAsync(this PortalDbContext db, CancellationToken cancellationToken) => db.RunAsync(LedgerReadingSql.InOrder, cancellationToken);
}

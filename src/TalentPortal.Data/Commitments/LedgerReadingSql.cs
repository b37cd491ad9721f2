namespace TalentPortal.Data.Commitments;

internal static class LedgerReadingSql
{
    /// <summary>Rows leave in the order of their index from the first on, each looked up: a plan that sorts or hashes would hold a million of them before it gives one.</summary>
    public const string InOrder = "set local enable_sort = off; set local enable_hashjoin = off; set local enable_mergejoin = off";
}

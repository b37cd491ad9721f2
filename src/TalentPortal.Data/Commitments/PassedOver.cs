namespace TalentPortal.Data.Commitments;

/// <summary>
/// Why a fact (<c>f</c>) never meets a rule (<c>r</c>): the conditions for which the counting statement makes no row at all, in the order in which
/// they are asked. What comes after them has its reason in the ledger.
/// </summary>
internal static class PassedOver
{
    /// <summary>The first condition it fails.</summary>
    public const string Reason =
        $"""
        case when r.levels <> '{Empty}' and not coalesce(f.level = any (r.levels), false) then 'wrong-level' when r.programmes <> '{Empty}' and not coalesce(f.programme_id = any (r.programmes), false) then 'wrong-programme'
          when r.kinds <> '{Empty}' and not coalesce(f.programme_kind = any (r.kinds), false) then 'wrong-kind' when r.countries <> '{Empty}' and not coalesce(f.country = any (r.countries), false) then 'wrong-place'
          when r.currency is not null and f.currency is distinct from r.currency then 'wrong-currency'
          when f.commitment_id is not null and f.commitment_id <> (select g.commitment_id from target g where g.id = r.target_id) then 'wrong-commitment'
          else 'wrong-partner-kind' end
        """;

    /// <summary>The later, the nearer.</summary>
    public const string InOrder = "array['wrong-level', 'wrong-programme', 'wrong-kind', 'wrong-place', 'wrong-commitment', 'wrong-currency', 'wrong-partner-kind']";

    private const string Empty = "{}";
}

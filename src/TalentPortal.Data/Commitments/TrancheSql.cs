namespace TalentPortal.Data.Commitments;

/// <summary>The fact that a tranche makes: so much money was paid out on a day.</summary>
internal static class TrancheSql
{
    /// <summary>Writers of one tranche go one after the other.</summary>
    public const string Lock = "select 1 from tranche where id = @tranche for no key update";

    /// <summary>Closes the fact where it no longer says what the tranche says; opens the right one where none stands and the money was paid out.</summary>
    public const string Write =
        """
        update fact f set known_to = @at from tranche t
        where t.id = @tranche and f.kind = 'disbursed' and f.source_id = t.id and f.known_to = 'infinity' and (f.on_date, f.amount, f.currency) is distinct from (t.disbursed_on, t.amount, t.currency);
        insert into fact (id, kind, source_id, subject_id, on_date, until_date, amount, currency, commitment_id, known_from, known_to)
        select @fact, 'disbursed', t.id, t.id, t.disbursed_on, 'infinity', t.amount, t.currency, t.commitment_id, @at, 'infinity'
        from tranche t where t.id = @tranche and t.disbursed_on is not null
          and not exists (select 1 from fact f where f.kind = 'disbursed' and f.source_id = t.id and f.known_to = 'infinity');
        """;
}

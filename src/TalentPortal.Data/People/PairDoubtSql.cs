namespace TalentPortal.Data.People;

/// <summary>From when to when pairs are undecided.</summary>
internal static class PairDoubtSql
{
    /// <summary>Ends the doubts about pairs that are answered.</summary>
    public const string Close =
        """
        update pair_doubt d set known_to = @at where d.known_to = 'infinity' and d.known_from < @at
          and not exists (select 1 from pair_decision p where p.id = d.pair_id and p.status in ('open', 'need-info'))
        """;

    /// <summary>Begins the doubts about pairs that are asked.</summary>
    public const string Open =
        """
        insert into pair_doubt (pair_id, record_b, known_from, known_to)
        select p.id, p.record_b, @at, 'infinity' from pair_decision p where p.status in ('open', 'need-info')
          and not exists (select 1 from pair_doubt d where d.pair_id = p.id and d.known_to = 'infinity')
        """;
}

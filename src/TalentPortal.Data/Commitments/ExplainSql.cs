namespace TalentPortal.Data.Commitments;

/// <summary>Why a person does not count where the ledger has no row of them: nothing they did meets the rule's event, level, programme, kind and place.</summary>
internal static class ExplainSql
{
    /// <summary>
    /// Of every public promise to people without a row of @person: the reason of the nearest of their facts in the countries the asker may see (@countries;
    /// all where null). Where none is seen the reason is <c>no-fact</c>, and not told to who sees some countries only.
    /// </summary>
    public const string WhyNot =
        $"""
        select m.code, m.name, coalesce(n.failing, 'no-fact'), n.on_date, n.programme
        from rule_version r join target t on t.id = r.target_id and t.unit = 'people' join commitment m on m.id = t.commitment_id and m.state <> 'draft'
        left join lateral (
          select n.failing, f.on_date, g.name as programme
          from person_link l join fact f on f.record_id = l.record_id and f.known_to = 'infinity' and f.kind = r.event left join programme g on g.id = f.programme_id
          cross join lateral (select {PassedOver.Reason} as failing) n
          where l.person_id = @person and l.known_to = 'infinity' and (cast(@countries as text[]) is null or f.country = any (@countries))
          order by array_position({PassedOver.InOrder}, n.failing) desc, f.on_date, f.id limit 1) n on true
        where r.status = 'effective' and (n.failing is not null or cast(@countries as text[]) is null)
          and not exists (select 1 from contribution c where c.subject_id = @person and c.target_id = r.target_id and c.version = r.version and c.known_to = 'infinity')
        order by m.name, t.ordinal, t.code
        """;
}

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
        select m.code, m.name, t.code, coalesce(n.failing, 'no-fact'), n.on_date, n.programme
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

    /// <summary>
    /// Those to whom the event of a rule happened and who have no row under it, in the order of their keys after <c>@after</c>: each with the condition that the nearest
    /// of their facts fails. People, or partners where <c>@partners</c>; of facts only those that the filters let through.
    /// </summary>
    public const string PassedOverPage =
        $"""
        select s.id, n.failing, n.on_date, coalesce(o.full_name, q.name), g.name, h.name, n.roster_id, n.row_no
        from rule_version r
        cross join lateral (select p.id from person p where not @partners and p.id > @after union all select p.id from partner p where @partners and p.id > @after) s
        cross join lateral (
          select f.*, x.failing
          from (select f.* from person_link l join fact f on f.record_id = l.record_id and f.known_to = 'infinity' where l.person_id = s.id and l.known_to = 'infinity' and not @partners
                union all select f.* from fact f where f.subject_id = s.id and f.known_to = 'infinity' and @partners) f
          cross join lateral (select {PassedOver.Reason} as failing) x
          where f.kind = r.event and (cast(@countries as text[]) is null or f.country = any (@countries))
            and (cast(@partner as uuid) is null or f.partner_id = @partner) and (cast(@cohort as uuid) is null or f.cohort_id = @cohort) and (cast(@country as text) is null or f.country = @country)
          order by array_position({PassedOver.InOrder}, x.failing) desc, f.on_date, f.id limit 1) n
        left join person_record o on o.id = n.record_id left join partner q on q.id = n.subject_id left join programme g on g.id = n.programme_id left join cohort h on h.id = n.cohort_id
        where r.target_id = @target and r.status = 'effective' and (cast(@reason as text) is null or n.failing = @reason)
          and not exists (select 1 from contribution c where c.subject_id = s.id and c.target_id = r.target_id and c.version = r.version and c.known_to = 'infinity')
        order by s.id limit @many
        """;
}

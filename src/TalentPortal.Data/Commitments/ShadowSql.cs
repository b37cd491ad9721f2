namespace TalentPortal.Data.Commitments;

/// <summary>Counting a version of a rule beside the one in force, and comparing the two.</summary>
internal static class ShadowSql
{
    /// <summary>The next @many subjects after @after, in the order of their keys: people, partners where the rule counts agreements, payments where it sums.</summary>
    public const string TouchNext =
        """
        drop table if exists touched;
        create temp table touched on commit drop as
        select s.id as subject_id from (
          select p.id from person p where @over = 'person' and p.id > @after
          union all select p.id from partner p where @over = 'partner' and p.id > @after
          union all select t.id from tranche t where @over = 'tranche' and t.id > @after) s order by s.id limit @many;
        alter table touched add primary key (subject_id);
        analyze touched;
        """;

    /// <summary>Whoever counts a version and whoever decides on it wait for each other.</summary>
    public const string LockVersion = "select 1 from rule_version where target_id = @target and version = @version for no key update";

    /// <summary>Everybody who stands in a target of @groups or in @target: when rules that share their people change, so does whom each of them gets.</summary>
    public const string TouchThoseWhoShare =
        """
        drop table if exists touched;
        create temp table touched on commit drop as
        select distinct c.subject_id from contribution c where c.known_to = 'infinity' and (c.target_id = @target or c.target_id in (
          select r.target_id from rule_version r where r.exclusivity_group = any (@groups) and r.status in ('effective', 'shadow')));
        analyze touched;
        """;

    /// <summary>Targets whose rules are counted and share @groups.</summary>
    public const string ThoseWhoShare = "select distinct r.target_id from rule_version r where r.exclusivity_group = any (@groups) and r.status in ('effective', 'shadow')";

    /// <summary>How many were touched, and the last of them.</summary>
    public const string Touched = "select count(*)::int, (select subject_id from touched order by subject_id desc limit 1) from touched";

    /// <summary>How far it is, in per cent.</summary>
    public const string SoFar =
        """
        select (100 * count(*) filter (where id <= @after) / greatest(1, count(*)))::int
        from (select id from person where @over = 'person' union all select id from partner where @over = 'partner' union all select id from tranche where @over = 'tranche') s
        """;

    /// <summary>Closes the open rows of a version that is not counted any more.</summary>
    public const string Forget =
        """
        update contribution set known_to = greatest(@at, known_from + interval '1 microsecond') where target_id = @target and version = @version and known_to = 'infinity'
        """;

    /// <summary>Its figures go back to nothing.</summary>
    public const string ForgetFigures = "update figure set n = 0 where target_id = @target and version = @version and dim <> 'change'";

    // Both as they stand: of one the subject may have no row at all.
    private const string Both =
        """
        (select coalesce(a.subject_id, b.subject_id) as subject_id, coalesce(b.fact_id, a.fact_id) as fact_id, coalesce(a.state, 'none') as was, a.reason as was_reason, coalesce(b.state, 'none') as becomes, b.reason
         from (select * from contribution where target_id = @target and version = @was and known_to = 'infinity') a
         full join (select * from contribution where target_id = @target and version = @version and known_to = 'infinity') b on b.subject_id = a.subject_id
         where coalesce(a.state, 'none') <> coalesce(b.state, 'none') or a.reason is distinct from b.reason)
        """;

    /// <summary>How many stand otherwise, by what they were and would be.</summary>
    public const string Differences = $"select was, was_reason, becomes, reason, count(*) from {Both} d group by 1, 2, 3, 4 order by 5 desc, 1, 2, 3, 4";

    /// <summary>Who they are, after a subject, of the countries the asker may see.</summary>
    public const string Persons =
        $"""
        select d.subject_id, coalesce(r.full_name, p.name), d.was, d.was_reason, d.becomes, d.reason, f.on_date, h.name, g.name, p.id is not null
        from {Both} d join fact f on f.id = d.fact_id
        left join person_record r on r.id = f.record_id left join partner p on p.id = f.subject_id left join cohort h on h.id = f.cohort_id left join programme g on g.id = f.programme_id
        where d.subject_id > @after and (cast(@countries as text[]) is null or f.country = any (@countries))
          and (cast(@only as text) is null or concat_ws('~', d.was, coalesce(d.was_reason, ''), d.becomes, coalesce(d.reason, '')) = @only)
        order by d.subject_id limit @many
        """;
}

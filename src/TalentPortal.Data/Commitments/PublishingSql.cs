namespace TalentPortal.Data.Commitments;

/// <summary>What a published number is made up of.</summary>
internal static class PublishingSql
{
    /// <summary>The counted by dimension and key, as of a day, as known at a moment, under the version in force then.</summary>
    public const string Groups =
        """
        select coalesce(jsonb_object_agg(d.dim, d.groups), '{}')::text from (
          select n.dim, jsonb_object_agg(n.key, n.n) as groups from (
            select g.dim, g.key, sum(c.amount)::bigint as n
            from contribution c cross join lateral (values
              ('audience', coalesce(c.audience, '')), ('gender', coalesce(c.gender, '')), ('age-band', coalesce(c.age_band, '')), ('region', coalesce(c.region, '')), ('sector', coalesce(c.sector, '')),
              ('evidence', c.evidence), ('partner', coalesce(c.partner_id::text, '')), ('cohort', coalesce(c.cohort_id::text, ''))) g(dim, key)
            where c.target_id = @target and c.version = @version and c.state = 'counted' and c.on_date <= @day and @day < c.until_date and (c.held is null or c.held @> @day) and c.known_from <= @known and @known < c.known_to
            group by 1, 2) n
          group by 1) d
        """;

    /// <summary>The counted at the ends of days, as known at a moment, under a version: days with their numbers.</summary>
    public const string Path =
        """
        with stretch as (
          select on_date, until_date, held, sum(amount)::bigint as n from contribution
          where target_id = @target and version = @version and state = 'counted' and known_from <= @known and @known < known_to
          group by 1, 2, 3)
        select d.day, coalesce(sum(s.n), 0)::bigint
        from unnest(@days) d(day) left join stretch s on s.on_date <= d.day and d.day < s.until_date and (s.held is null or s.held @> d.day)
        group by 1 order by 1
        """;
}

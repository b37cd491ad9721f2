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
}

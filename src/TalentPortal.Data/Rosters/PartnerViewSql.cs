namespace TalentPortal.Data.Rosters;

/// <summary>What a partner's own pages read: the quality of its files month by month, and where its learners stand.</summary>
internal static class PartnerViewSql
{
    /// <summary>
    /// Files and rows by month of upload (@zone); what is in doubt and what completions prove, of those that stand applied.
    /// A file that was read twice is one file; one that was never read has no rows.
    /// </summary>
    public const string Months =
        """
        with own as (
          select r.id, date_trunc('month', r.uploaded_at at time zone @zone)::date as month, r.state in ('applied', 'partly-undone') as stands, r.rows, r.doubtful,
            coalesce((r.outcomes ->> 'error')::int, 0) as errors, coalesce((r.outcomes ->> 'needs-decision')::int, 0) as undecided
          from roster r where r.partner_id = @partner and r.uploaded_at >= @since and r.rows > 0 and r.outcomes <> '{}' and (cast(@countries as text[]) is null or r.country = any (@countries))
        ), proof as (
          select o.month, count(*)::int as completions, count(s.completed_on)::int as dated, count(coalesce(s.nationality, p.nationality))::int as national
          from own o join roster_row s on s.roster_id = o.id left join person_record p on p.id = coalesce(s.record_id, s.new_record)
          where o.stands and s.status = 'completed' and s.outcome in ('create', 'update', 'unchanged', 'conflict') group by o.month
        )
        select o.month, count(*)::int, sum(o.rows)::int, sum(o.errors)::int, coalesce(sum(o.rows) filter (where o.stands), 0)::int,
          coalesce(sum(o.doubtful + o.undecided) filter (where o.stands), 0)::int, coalesce(max(f.completions), 0), coalesce(max(f.dated), 0), coalesce(max(f.national), 0)
        from own o left join proof f on f.month = o.month group by o.month order by o.month
        """;

    /// <summary>The cohorts that ended, the latest first, each with the roster that first brought its completions and the days that took.</summary>
    public const string Ended =
        """
        select c.code, c.name, c.ends_on, f.roster_id, f.file, greatest(0, (f.known_from at time zone c.time_zone)::date - c.ends_on)
        from cohort c left join (
          select distinct on (x.cohort_id) x.cohort_id, x.roster_id, x.known_from, s.name as file
          from fact x join roster r on r.id = x.roster_id and r.state in ('applied', 'partly-undone') join stored_file s on s.id = r.file_id
          where x.partner_id = @partner and x.kind = 'completed' order by x.cohort_id, x.known_from, x.id) f on f.cohort_id = c.id
        where c.partner_id = @partner and c.ends_on >= @from and c.ends_on < @today and c.state <> 'cancelled' and (cast(@countries as text[]) is null or c.country = any (@countries))
        order by c.ends_on desc, c.code
        """;
}

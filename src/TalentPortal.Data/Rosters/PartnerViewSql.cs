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

    /// <summary>
    /// Where learners stand for each promise that asks for something this partner proved of them. The contribution is shown only where this
    /// partner's evidence carries it. Where another's does, the learner's own record says why not; where it would count, the person is counted already.
    /// A reason that only another partner's record can give is not told.
    /// </summary>
    public const string Standing =
        """
        with own as (
          select r.id as record_id, r.person_id, v.target_id, v.version, f.on_date,
            case when v.measure = 'distinct-active' and (f.on_date > g.ends_on or f.until_date <= g.starts_on) or v.measure <> 'distinct-active' and f.on_date not between g.starts_on and g.ends_on then 'outside-window'
              when v.nationalities <> '{}' and r.nationality is null then 'nationality-not-stated'
              when v.nationalities <> '{}' and not r.nationality = any (v.nationalities) then 'wrong-nationality'
              when v.audiences <> '{}' and r.audience is null then 'audience-not-stated'
              when v.audiences <> '{}' and not r.audience = any (v.audiences) then 'wrong-audience' end as failing
          from person_record r join fact f on f.record_id = r.id and f.known_to = 'infinity' and f.partner_id = @partner
          join rule_version v on v.status = 'effective' and v.event = f.kind
            and (v.levels = '{}' or f.level = any (v.levels)) and (v.programmes = '{}' or f.programme_id = any (v.programmes))
            and (v.kinds = '{}' or f.programme_kind = any (v.kinds)) and (v.countries = '{}' or f.country = any (v.countries))
            and (v.partner_kinds = '{}' or f.partner_kind = any (v.partner_kinds))
          join target g on g.id = v.target_id
          where r.id = any (@records) and r.partner_id = @partner
        ), nearest as (select distinct on (record_id, target_id) * from own order by record_id, target_id, failing is not null, on_date
        ), carried as (
          select r.id as record_id, c.target_id, c.state, c.reason from person_record r
          join contribution c on c.subject_id = r.person_id and c.known_to = 'infinity' and c.partner_id = @partner
          join rule_version v on v.target_id = c.target_id and v.version = c.version and v.status = 'effective'
          where r.id = any (@records) and r.partner_id = @partner
        )
        select coalesce(c.record_id, n.record_id), m.code, m.name, coalesce(c.state, 'excluded'),
          case when c.state = 'counted' then null
            when c.target_id is null then coalesce(n.failing, 'already-counted')
            when c.reason like '%-nationality' or c.reason like 'nationality-%' or c.reason like '%-audience' or c.reason like 'audience-%' then case when c.reason = n.failing then c.reason else 'other-evidence' end
            else c.reason end
        from nearest n full join carried c on c.record_id = n.record_id and c.target_id = n.target_id
        join target t on t.id = coalesce(c.target_id, n.target_id) join commitment m on m.id = t.commitment_id
        order by 1, m.name, t.ordinal, t.code
        """;
}

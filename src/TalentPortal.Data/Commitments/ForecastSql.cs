using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentPortal.Domain.Commitments.Forecasting;

namespace TalentPortal.Data.Commitments;

/// <summary>
/// What forecasts are made from: a row per cohort, summed in the database, never a row per person. Scope must be everything, because a forecast is an
/// aggregate over all partners.
/// </summary>
public static class ForecastSql
{
    /// <summary>The targets that want a forecast: no one stands for today, for what they promise now and for the cohorts that fell away until now.</summary>
    /// <remarks>On the window's last day none is made; afterwards the outcome is kept, once.</remarks>
    public const string Due =
        """
        select t.id, least((@now at time zone t.zone)::date, t.ends_on), t.revision
        from target t join commitment c on c.id = t.commitment_id
        where c.state in ('published', 'restated') and t.dropped_at is null and t.amount is not null and t.counting_since is null
          and (@now at time zone t.zone)::date <> t.ends_on and (@now at time zone t.zone)::date >= t.starts_on
          and exists (select 1 from rule_version r where r.target_id = t.id and r.status = 'effective')
          and not exists (select 1 from forecast f where f.target_id = t.id and f.target_revision = t.revision and f.as_of = least((@now at time zone t.zone)::date, t.ends_on)
            and (f.fallen_away = @fallen or f.kind = 'over'))
        order by t.id
        """;

    /// <summary>A number that moves whenever a cohort is cancelled, postponed, or taken up again.</summary>
    public const string FallenAway = "select coalesce(sum(revision + 1), 0)::bigint from cohort where state in ('cancelled', 'postponed')";

    /// <summary>
    /// Every cohort whose people may count under the rule in force, in the target's window: its dates and seats, how many were ever enrolled, of how many the
    /// result is known, how many did what the rule asks for and on which day half of them were known, and how many count through it.
    /// </summary>
    /// <remarks>Each sum is made on its own and joined by cohort: of row security the planner thinks that it lets nothing through, and would loop.</remarks>
    public const string Cohorts =
        """
        with rule as materialized (
          select r.*, t.starts_on as first_day, t.ends_on as last_day, t.zone, r.event in ('enrolled', 'attended') as at_start
          from rule_version r join target t on t.id = r.target_id where r.target_id = @target and r.status = 'effective'
        ), run as materialized (
          select c.id, c.code, c.programme_id, c.state, c.starts_on, c.seats, case when r.at_start then c.starts_on else c.ends_on end as counts_from, (c.created_at at time zone r.zone)::date as planned_on
          from rule r cross join cohort c join programme p on p.id = c.programme_id join partner o on o.id = c.partner_id
          where (r.levels = '{}' or p.level = any (r.levels)) and (r.programmes = '{}' or p.id = any (r.programmes)) and (r.kinds = '{}' or p.kind = any (r.kinds))
            and (r.countries = '{}' or c.country = any (r.countries)) and (r.partner_kinds = '{}' or o.kind = any (r.partner_kinds)) and (r.funders = '{}' or c.funder = any (r.funders))
            and case when r.at_start then c.starts_on else c.ends_on end between r.first_day and r.last_day
        ), learner as materialized (
          select e.cohort_id, count(*)::int as enrolled, (count(*) filter (where e.result <> 'none'))::int as judged
          from enrolment e where e.cohort_id = any (array(select id from run)) and e.state not in ('waiting', 'offered') group by 1
        ), done as materialized (
          select f.cohort_id, count(distinct f.record_id)::int as qualified,
            percentile_disc(0.5) within group (order by (coalesce(f.first_known, f.known_from) at time zone (select zone from rule))::date) as known_on
          from fact f where f.known_to = 'infinity' and f.kind = (select event from rule) and f.cohort_id = any (array(select id from run)) group by 1
        ), counted as materialized (
          select n.key, n.n from figure n join rule r on r.target_id = n.target_id and r.version = n.version where n.dim = 'cohort' and n.key <> ''
        )
        select run.id, run.code, run.programme_id, run.state, run.starts_on, run.counts_from, run.seats, run.planned_on, coalesce(l.enrolled, 0),
          coalesce(case when (select at_start from rule) then d.qualified else l.judged end, 0), coalesce(d.qualified, 0), coalesce(n.n, 0), d.known_on
        from run left join learner l on l.cohort_id = run.id left join done d on d.cohort_id = run.id left join counted n on n.key = run.id::text
        order by run.counts_from, run.id
        limit @most
        """;

    /// <summary>Of the agreements that ran out until a day: how many were followed by another within three months, and how many there were.</summary>
    public const string Renewals =
        """
        select count(*) filter (where n.followed)::int, count(*)::int from (
          select exists (select 1 from agreement o where o.partner_id = a.partner_id and o.id <> a.id and o.effective_on <= a.expires_on + 90 and coalesce(o.expires_on, 'infinity') > a.expires_on) as followed
          from agreement a where a.expires_on <= @day) n
        """;

    private const string Newest =
        """
        select f.* from unnest(@targets) t(id) cross join lateral (select * from forecast f where f.target_id = t.id order by f.as_of desc, f.made_at desc limit 1) f
        """;

    private const string Monthly =
        """
        select * from (select distinct on (date_trunc('month', f.as_of)) f.* from forecast f where f.target_id = @target order by date_trunc('month', f.as_of) desc, f.as_of desc, f.made_at desc) m
        order by m.as_of desc limit @most
        """;

    /// <summary>What was counted on each day of which a forecast was made, as it was known then.</summary>
    public const string CountedThen = "select distinct on (f.as_of) f.as_of, f.counted from forecast f where f.target_id = @target order by f.as_of desc, f.made_at desc limit @most";

    /// <summary>The newest forecast of each target.</summary>
    internal static IQueryable<Forecast> NewestOf(PortalDbContext db, Guid[] targets) => db.Set<Forecast>().FromSqlRaw(Newest, new NpgsqlParameter("targets", targets)).AsNoTracking();

    /// <summary>The last forecast of each month, the latest first: what is compared with what came.</summary>
    internal static IQueryable<Forecast> MonthlyOf(PortalDbContext db, Guid target, int most) =>
        db.Set<Forecast>().FromSqlRaw(Monthly, new NpgsqlParameter("target", target), new NpgsqlParameter("most", most)).AsNoTracking();
}

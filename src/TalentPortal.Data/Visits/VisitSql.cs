namespace TalentPortal.Data.Visits;

internal static class VisitSql
{
    /// <summary>Notes that somebody is there, and tells when their visit before this one ended. Whoever is noted already writes nothing.</summary>
    public const string Come =
        """
        with held as (
          select v.at, v.before from visit v where v.account_id = @account
        ), noted as ( -- two tabs at once both come here: the second finds what the first one wrote
          insert into visit as v (account_id, at) select @account, @now where not exists (select 1 from held where at > @now - @noted)
          on conflict (account_id) do update set before = case when v.at <= @now - @break then v.at else v.before end, at = greatest(v.at, @now)
          returning v.before)
        select before from noted union all select before from held where not exists (select 1 from noted)
        """;
}

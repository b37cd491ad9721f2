namespace TalentPortal.Data.Visits;

internal static class VisitSql
{
    /// <summary>Notes that somebody is there, and tells when their visit before this one ended. Whoever is noted already writes nothing.</summary>
    public const string Come =
        """
        with noted as (
          insert into visit as v (account_id, at) values (@account, @now)
          on conflict (account_id) do update set before = case when v.at <= @now - @break then v.at else v.before end, at = @now where v.at <= @now - @noted
          returning v.before)
        select before from noted union all select v.before from visit v where v.account_id = @account and not exists (select 1 from noted) limit 1
        """;
}

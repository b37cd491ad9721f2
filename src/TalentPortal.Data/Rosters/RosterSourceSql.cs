namespace TalentPortal.Data.Rosters;

/// <summary>The first roster of a partner makes its usual source; of two at once, one makes it and the other finds it.</summary>
internal static class RosterSourceSql
{
    public const string Make =
        """
        insert into roster_source (id, partner_id, code, name, mapping, cohorts, leads, revision, created_at)
        values (@id, @partner, @code, '', '{}', '{}', '{}', 1, @at) on conflict (partner_id, code) do nothing
        """;
}

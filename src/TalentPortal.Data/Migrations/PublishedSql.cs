using Microsoft.EntityFrameworkCore.Migrations;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say of published figures and of doubts: who may write what, and the doubts there were before any were kept.</summary>
internal static class PublishedSql
{
    public static void After(MigrationBuilder migration)
    {
        migration.Sql(ScopeSql.Policies(new Dictionary<string, bool[]>(StringComparer.Ordinal) { ["pair_doubt"] = [false, false] }, ["figure_proposal"]));
        migration.Sql(
            $"""
            -- What was told stays told: a restatement is another row.
            grant select, insert on published to {PortalDatabase.Role};
            revoke update on pair_doubt from {PortalDatabase.Role};
            grant update (known_to) on pair_doubt to {PortalDatabase.Role};

            -- A stock with gaps: the days on which the subject counts, where they are not all from on_date until until_date.
            alter table contribution add column held datemultirange;

            insert into pair_doubt (pair_id, record_b, known_from, known_to)
            select id, record_b, at, case when status in ('open', 'need-info') then 'infinity' else decided_at end from pair_decision
            where status in ('open', 'need-info') or decided_at > at;
            """);
    }
}

using Microsoft.EntityFrameworkCore.Migrations;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say of wordings: who may write them, and the words that stood before any were kept.</summary>
internal static class WordingsSql
{
    public static void After(MigrationBuilder migration)
    {
        // Public words and the approval of them: no personal data but the names of staff.
        migration.Sql(ScopeSql.Policies(new Dictionary<string, bool[]>(StringComparer.Ordinal), ["commitment_wording", "target_plan", "approval"]));
        migration.Sql(
            """
            insert into commitment_wording (commitment_id, n, name, quote, said_by, announced_on, source, interpretation, zone, country, written_by_name, how, known_from, known_to)
            select id, 1, name, quote, said_by, announced_on, source, interpretation, zone, country, '', 'key', created_at, 'infinity' from commitment where state <> 'draft';
            insert into target_plan (target_id, n, amount, starts_on, ends_on, zone, baseline, milestones, known_from, known_to)
            select t.id, 1, t.amount, t.starts_on, t.ends_on, t.zone, t.baseline, t.milestones, c.created_at, 'infinity'
            from target t join commitment c on c.id = t.commitment_id where c.state <> 'draft';
            """);
    }
}

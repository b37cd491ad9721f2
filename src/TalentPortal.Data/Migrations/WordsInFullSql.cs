using Microsoft.EntityFrameworkCore.Migrations;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say of statements, splits, copies and history: who may write them, and at what count closed commitments were closed.</summary>
internal static class WordsInFullSql
{
    private static readonly Dictionary<string, bool[]> Protected = new(StringComparer.Ordinal)
    {
        // People of old spreadsheets: whoever sees everything, and is let in by the handlers.
        ["history_batch"] = [false, false],
        ["history_entry"] = [false, false],
    };

    public static void After(MigrationBuilder migration)
    {
        migration.Sql(ScopeSql.Policies(Protected, ["source_copy"]));
        migration.Sql(
            """
            set local app."all" = 'on';
            update target t set closed_count = (
              select count(*) from contribution c join rule_version r on r.target_id = c.target_id and r.version = c.version
              where c.target_id = t.id and c.state = 'counted' and c.on_date <= least(k.closed_on, t.ends_on) and least(k.closed_on, t.ends_on) < c.until_date
                and c.known_from <= a.decided_at and a.decided_at < c.known_to and r.known_from <= a.decided_at and a.decided_at < coalesce(r.known_to, 'infinity'))
            from commitment k join approval a on a.commitment_id = k.id and a.kind = 'closing' and a.state = 'approved'
            where k.id = t.commitment_id and k.state = 'closed';
            """);
    }
}

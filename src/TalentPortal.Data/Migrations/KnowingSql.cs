using Microsoft.EntityFrameworkCore.Migrations;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say of moments of knowledge: who may see them, that they are never changed, and those there were before.</summary>
internal static class KnowingSql
{
    private static readonly Dictionary<string, bool[]> Protected = new(StringComparer.Ordinal) { ["knowing"] = [false, false] };

    public static void After(MigrationBuilder migration)
    {
        migration.Sql(ScopeSql.Policies(Protected, []));
        migration.Sql($"revoke update on knowing from {PortalDatabase.Role};");

        // Whatever says most of a moment says why. A roster's undo and corrections write facts of the roster again, so a fact that was there before tells nothing.
        migration.Sql(
            """
            set local app."all" = 'on';
            insert into knowing (at, kind, ref)
            select distinct on (m.at) m.at, m.kind, m.ref from (
              select r.undone_at as at, 'undo' as kind, r.id as ref, 1 as rank from roster r where r.undone_at is not null
              union all select r.applied_at, 'roster', r.id, 2 from roster r where r.applied_at is not null
              union all select l.known_from, case l.why when 'taken-back' then 'unmerge' else 'merge' end, l.decision_id, 3 from person_link l where l.decision_id is not null
              union all select f.known_from, 'agreement', f.source_id, 4 from fact f where f.kind = 'agreement-in-force'
              union all (select f.known_from, 'roster', f.roster_id, 5 from fact f where f.roster_id is not null
                and not exists (select 1 from fact b where b.kind = f.kind and b.source_id = f.source_id and b.known_from < f.known_from) group by 1, 2, 3)
              union all (select known_from, 'unknown', null, 6 from fact group by 1)
              union all (select known_to, 'unknown', null, 6 from fact where known_to < 'infinity' group by 1)
              union all (select known_from, 'unknown', null, 6 from person_link group by 1)
              union all (select known_from, 'unknown', null, 6 from trait group by 1)
              union all (select known_to, 'unknown', null, 6 from trait where known_to < 'infinity' group by 1)
              union all (select known_from, 'unknown', null, 6 from contribution group by 1)
              union all (select known_to, 'unknown', null, 6 from contribution where known_to < 'infinity' group by 1)
            ) m order by m.at, m.rank, m.ref;
            """);
    }
}

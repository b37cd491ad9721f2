using Microsoft.EntityFrameworkCore.Migrations;

namespace TalentPortal.Data.Migrations;

/// <summary>How large rosters are stored and checked.</summary>
internal static class RosterSpeedSql
{
    public static void After(MigrationBuilder migration)
    {
        // Kept for thirty days, read once or twice: packing a chunk took longer than writing it.
        migration.Sql("alter table stored_chunk alter column data set storage external");
        migration.Sql(ReplaceFunction);
    }

    /// <summary>
    /// As <see cref="ReferenceSql.CreateFunction"/>, and each parent is looked up by its key whatever the planner believes: where statistics were gathered
    /// in the middle of a large write it took the parents for none and read them all for each row.
    /// </summary>
    private const string ReplaceFunction =
        """
        create or replace function check_reference() returns trigger language plpgsql set app."all" = 'on' as $$
        declare
          child text[] := string_to_array(tg_argv[0], ',');
          parent text := tg_argv[1];
          keys text[] := string_to_array(tg_argv[2], ',');
          filled text := (select string_agg(format('n.%I is not null', c), ' and ') from unnest(child) c);
          -- Found by the id alone: with fresh rows and old statistics a planner took all of a partner's rows for each.
          same text := (select string_agg(format(case when keys[i] = 'id' or not 'id' = any (keys) then 'p.%I = n.%I' else 'p.%I is not distinct from n.%I' end, keys[i], child[i]), ' and ') from generate_subscripts(child, 1) i);
          missing boolean;
        begin
          execute format('select exists (select 1 from added n where %s and not exists (select 1 from %I p where %s offset 0))', filled, parent, same) into missing;
          if missing then
            raise foreign_key_violation using message = format('%s (%s) names a row that %s does not have', tg_table_name, tg_argv[0], parent), constraint = tg_name, table = tg_table_name;
          end if;
          return null;
        end $$;
        """;
}

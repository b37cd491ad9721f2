namespace TalentPortal.Data.Migrations;

/// <summary>
/// References of the tables that rosters write by the ten thousand: checked by PostgreSQL once a statement over all its rows, because a foreign
/// key is checked row by row and was half the cost of an apply. Their parents are never deleted, so nothing is left to check on that side. ADR 9.
/// </summary>
internal static class ReferenceSql
{
    /// <summary>Child, its columns, parent, its key. Keys that carry the partner keep a row from pointing into another partner's.</summary>
    public static IReadOnlyList<(string Child, string Columns, string Parent, string Keys)> References { get; } =
    [
        ("person_record", "partner_id", "partner", "id"),
        ("person_record", "person_id", "person", "id"),
        ("person_link", "record_id", "person_record", "id"),
        ("person_link", "person_id", "person", "id"),
        ("trait", "person_id", "person", "id"),
        ("enrolment", "partner_id,cohort_id", "cohort", "partner_id,id"),
        ("enrolment", "partner_id,record_id", "person_record", "partner_id,id"),
        ("fact", "record_id", "person_record", "id"),
        ("contribution", "target_id,version", "rule_version", "target_id,version"),
        ("contribution", "fact_id", "fact", "id"),
        ("roster_row", "partner_id,roster_id", "roster", "partner_id,id"),
        ("roster_change", "partner_id,roster_id", "roster", "partner_id,id"),
        ("attendance", "partner_id,cohort_id", "cohort", "partner_id,id"),
        ("attendance", "enrolment_id", "enrolment", "id"),
    ];

    /// <summary>Sees every row of the parent whatever the scope of the writer, as a foreign key does.</summary>
    public const string CreateFunction =
        """
        create function check_reference() returns trigger language plpgsql set app."all" = 'on' as $$
        declare
          child text[] := string_to_array(tg_argv[0], ',');
          parent text := tg_argv[1];
          keys text[] := string_to_array(tg_argv[2], ',');
          filled text := (select string_agg(format('n.%I is not null', c), ' and ') from unnest(child) c);
          -- Found by the id alone: with fresh rows and old statistics a planner took all of a partner's rows for each.
          same text := (select string_agg(format(case when keys[i] = 'id' or not 'id' = any (keys) then 'p.%I = n.%I' else 'p.%I is not distinct from n.%I' end, keys[i], child[i]), ' and ') from generate_subscripts(child, 1) i);
          missing boolean;
        begin
          execute format('select exists (select 1 from added n where %s and not exists (select 1 from %I p where %s))', filled, parent, same) into missing;
          if missing then
            raise foreign_key_violation using message = format('%s (%s) names a row that %s does not have', tg_table_name, tg_argv[0], parent), constraint = tg_name, table = tg_table_name;
          end if;
          return null;
        end $$;
        """;

    public static string CreateTrigger(string child, string columns, string parent, string keys, string on) =>
        $"""
        create trigger {on}_{child}_{columns.Replace(',', '_')} after {on} on {child} referencing new table as added
        for each statement execute function check_reference('{columns}', '{parent}', '{keys}');
        """;
}

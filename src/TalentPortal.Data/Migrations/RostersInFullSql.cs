using Microsoft.EntityFrameworkCore.Migrations;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say of rosters in full: policies of the new tables, references checked a statement at a time, and what was there before.</summary>
internal static class RostersInFullSql
{
    private static readonly Dictionary<string, bool[]> Protected = new(StringComparer.Ordinal)
    {
        ["roster_source"] = [true, false],
        ["attendance"] = [true, false],
    };

    public static void Before(MigrationBuilder migration) => migration.Sql(
        """
        alter table enrolment drop constraint fk_enrolment_record;
        drop index enrolment_partner_record;
        alter table person_record drop constraint ak_person_record_partner;
        """);

    /// <summary>After the columns, before the keys that need them filled.</summary>
    public static void Between(MigrationBuilder migration) => migration.Sql(
        """
        set local app."all" = 'on';
        insert into roster_source (id, partner_id, code, name, mapping, cohorts, leads, revision, created_at)
        select gen_random_uuid(), r.partner_id, 'usual', '', '{}', '{}', '{}', 1, min(r.uploaded_at) from roster r group by r.partner_id;
        update roster r set source_id = s.id from roster_source s where s.partner_id = r.partner_id;
        update roster r set country = c.country from cohort c where c.id = r.cohort_id;
        update pair_decision set id = gen_random_uuid();
        update person_record set student_key = lower(student_id), email_key = lower(email);
        update enrolment e set roster_id = c.roster_id from roster_change c where c.entity = 'enrolment' and c.field = '' and c.entity_id = e.id;
        delete from roster_change where field = '';
        """);

    public static void After(MigrationBuilder migration)
    {
        migration.Sql(ScopeSql.Policies(Protected, ["session", "national_id_matching"]));
        migration.Sql($"grant delete on roster_row, roster_change to {PortalDatabase.Role};");
        migration.Sql(ReferenceSql.CreateFunction);
        foreach (var (child, columns, parent, keys) in ReferenceSql.References)
        {
            migration.Sql(ReferenceSql.CreateTrigger(child, columns, parent, keys, "insert"));
        }

        migration.Sql(ReferenceSql.CreateTrigger("person_record", "person_id", "person", "id", "update"));
    }
}

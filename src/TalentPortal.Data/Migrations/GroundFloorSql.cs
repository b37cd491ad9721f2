using Microsoft.EntityFrameworkCore.Migrations;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say: the product's role, row security, and the keys that keep partners apart.</summary>
internal static class GroundFloorSql
{
    // As they stood then; later tables are a later migration's.
    private static readonly Dictionary<string, bool[]> Protected = new(StringComparer.Ordinal)
    {
        ["person_record"] = [true, true],
        ["person_link"] = [false, false],
        ["identifier"] = [false, false],
        ["pair_decision"] = [false, false],
        ["trait"] = [false, false],
        ["enrolment"] = [true, false],
        ["agreement"] = [true, false],
        ["fact"] = [true, false],
        ["contribution"] = [true, false],
        ["roster"] = [true, false],
        ["roster_row"] = [true, false],
        ["roster_change"] = [true, false],
        ["stored_file"] = [true, false],
        ["stored_chunk"] = [false, false],
        ["audit_entry"] = [false, false],
    };

    private static readonly string[] Open = ["partner", "programme", "cohort", "commitment", "target", "rule_version", "figure", "person", "job"];

    public static void Before(MigrationBuilder migration) => migration.Sql(ScopeSql.CreateRole);

    public static void After(MigrationBuilder migration)
    {
        // Foreign keys are checked without row security: only a key that includes the partner stops a row from pointing into another's.
        migration.Sql(
            """
            alter table person_record add constraint ak_person_record_partner unique (partner_id, id);
            alter table enrolment add constraint fk_enrolment_record foreign key (partner_id, record_id) references person_record (partner_id, id);
            create index enrolment_partner_record on enrolment (partner_id, record_id);
            """);
        migration.Sql(ScopeSql.Policies(Protected, Open));
        migration.Sql($"grant delete on identifier, stored_chunk to {PortalDatabase.Role};");
    }
}

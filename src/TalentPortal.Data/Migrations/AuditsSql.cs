using Microsoft.EntityFrameworkCore.Migrations;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say of audits: who reads and writes what, and that nothing of a signed one changes, whoever tries.</summary>
internal static class AuditsSql
{
    public static void After(MigrationBuilder migration)
    {
        migration.Sql(ScopeSql.Policies(
            new Dictionary<string, bool[]>(StringComparer.Ordinal) { ["audit_member"] = [false, false], ["audit_verdict_change"] = [false, false], ["audit_answer"] = [false, false], ["audit_paper"] = [false, false] },
            ["audit_sample", "audit_stratum", "monthly_pack"]));
        migration.Sql(
            $"""
            revoke update on monthly_pack, audit_stratum, audit_verdict_change, audit_answer, audit_paper from {PortalDatabase.Role};

            create function audit_is_signed() returns trigger language plpgsql as $$
            begin
              if tg_table_name = 'audit_sample' then
                if old.signed_at is not null then raise exception 'a signed audit does not change' using errcode = 'check_violation'; end if;
              elsif exists (select 1 from audit_sample s where s.id = coalesce(new.sample_id, old.sample_id) and s.signed_at is not null) then
                raise exception 'a signed audit does not change' using errcode = 'check_violation';
              end if;
              return coalesce(new, old);
            end $$;
            create trigger audit_sample_signed before update or delete on audit_sample for each row execute function audit_is_signed();
            create trigger audit_stratum_signed before insert or update or delete on audit_stratum for each row execute function audit_is_signed();
            create trigger audit_member_signed before insert or update or delete on audit_member for each row execute function audit_is_signed();
            create trigger audit_verdict_signed before insert or update or delete on audit_verdict_change for each row execute function audit_is_signed();
            """);
    }

    /// <summary>What dropping the tables leaves.</summary>
    public static void Before(MigrationBuilder migration) => migration.Sql("drop function audit_is_signed();");
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace TalentPortal.Data.Migrations;

/// <summary>What the product's role may do with money: it holds no personal data, so everybody's scope reads it.</summary>
internal static class RulePartsSql
{
    public static void After(MigrationBuilder migration) => migration.Sql($"grant select, insert, update on tranche to {PortalDatabase.Role};");
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace TalentPortal.Data.Migrations;

/// <summary>What was told in public stays told: the product adds releases and reads them.</summary>
internal static class PublicReleasesSql
{
    public static void After(MigrationBuilder migration) => migration.Sql($"grant select, insert on figure_release to {PortalDatabase.Role};");
}

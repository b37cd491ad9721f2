using Microsoft.EntityFrameworkCore.Migrations;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say of forecasts: what was said stays said.</summary>
internal static class ForecastsSql
{
    public static void After(MigrationBuilder migration) => migration.Sql($"grant select, insert on forecast to {PortalDatabase.Role};");
}

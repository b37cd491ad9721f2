using Microsoft.EntityFrameworkCore.Migrations;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say of visits: the product writes them.</summary>
internal static class VisitsSql
{
    public static void After(MigrationBuilder migration) => migration.Sql(ScopeSql.Policies(new Dictionary<string, bool[]>(StringComparer.Ordinal), ["visit"]));
}

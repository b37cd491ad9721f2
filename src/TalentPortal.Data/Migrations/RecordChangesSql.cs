using Microsoft.EntityFrameworkCore.Migrations;
using TalentPortal.Data.Scopes;

namespace TalentPortal.Data.Migrations;

/// <summary>What the model cannot say of corrections in place: who may see them.</summary>
internal static class RecordChangesSql
{
    private static readonly Dictionary<string, bool[]> Protected = new(StringComparer.Ordinal) { ["record_change"] = [true, false] };

    public static void After(MigrationBuilder migration) => migration.Sql(ScopeSql.Policies(Protected, []));
}

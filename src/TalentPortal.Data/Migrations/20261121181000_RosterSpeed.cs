using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class RosterSpeed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_roster_row_roster_id_outcome_row_no",
                table: "roster_row");

            migrationBuilder.CreateIndex(
                name: "ix_roster_row_roster_id_outcome_row_no",
                table: "roster_row",
                columns: new[] { "roster_id", "outcome", "row_no" },
                filter: "outcome not in ('create', 'unchanged')");

            RosterSpeedSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_roster_row_roster_id_outcome_row_no",
                table: "roster_row");

            migrationBuilder.CreateIndex(
                name: "ix_roster_row_roster_id_outcome_row_no",
                table: "roster_row",
                columns: new[] { "roster_id", "outcome", "row_no" });
        }
    }
}

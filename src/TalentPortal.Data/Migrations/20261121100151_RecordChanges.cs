using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class RecordChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "record_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    field = table.Column<string>(type: "text", nullable: false),
                    was = table.Column<string>(type: "text", nullable: true),
                    became = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_change", x => x.id);
                    table.ForeignKey(
                        name: "fk_record_change_person_record_record_id",
                        column: x => x.record_id,
                        principalTable: "person_record",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "person_link_decision",
                table: "person_link",
                column: "decision_id",
                filter: "decision_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_record_change_record_id_at",
                table: "record_change",
                columns: new[] { "record_id", "at" });

            RecordChangesSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "record_change");

            migrationBuilder.DropIndex(
                name: "person_link_decision",
                table: "person_link");
        }
    }
}

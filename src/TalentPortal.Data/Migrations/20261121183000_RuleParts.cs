using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class RuleParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "rule_version",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "evidence",
                table: "rule_version",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<int>(
                name: "evidence_at_least",
                table: "rule_version",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "exclusivity_group",
                table: "rule_version",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "funders",
                table: "rule_version",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<DateOnly>(
                name: "late_until",
                table: "rule_version",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "residences",
                table: "rule_version",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<Guid>(
                name: "commitment_id",
                table: "fact",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "first_known",
                table: "fact",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "funder",
                table: "fact",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "funder",
                table: "cohort",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "tranche",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    commitment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(20,4)", precision: 20, scale: 4, nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    disbursed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    evidence = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tranche", x => x.id);
                    table.CheckConstraint("ck_tranche_amount", "amount >= 0 and amount = trunc(amount)");
                    table.ForeignKey(
                        name: "fk_tranche_commitment_commitment_id",
                        column: x => x.commitment_id,
                        principalTable: "commitment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "fact_attended",
                table: "fact",
                column: "record_id",
                filter: "kind = 'attended'");

            migrationBuilder.CreateIndex(
                name: "ix_tranche_code",
                table: "tranche",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_tranche_commitment_id",
                table: "tranche",
                column: "commitment_id");

            RulePartsSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "tranche");

            migrationBuilder.DropIndex(
                name: "fact_attended",
                table: "fact");

            migrationBuilder.DropColumn(
                name: "currency",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "evidence",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "evidence_at_least",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "exclusivity_group",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "funders",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "late_until",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "residences",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "commitment_id",
                table: "fact");

            migrationBuilder.DropColumn(
                name: "first_known",
                table: "fact");

            migrationBuilder.DropColumn(
                name: "funder",
                table: "fact");

            migrationBuilder.DropColumn(
                name: "funder",
                table: "cohort");
        }
    }
}

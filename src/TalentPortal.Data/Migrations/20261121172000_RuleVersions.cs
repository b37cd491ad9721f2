using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class RuleVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "approved_by_name",
                table: "rule_version",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "author_name",
                table: "rule_version",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rejected_because",
                table: "rule_version",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "shadow_cursor",
                table: "rule_version",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "shadow_done_at",
                table: "rule_version",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "why",
                table: "rule_version",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "rule_version_shadow",
                table: "rule_version",
                column: "target_id",
                unique: true,
                filter: "status = 'shadow'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "rule_version_shadow",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "approved_by_name",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "author_name",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "rejected_because",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "shadow_cursor",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "shadow_done_at",
                table: "rule_version");

            migrationBuilder.DropColumn(
                name: "why",
                table: "rule_version");
        }
    }
}

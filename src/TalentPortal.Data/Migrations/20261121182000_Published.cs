using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class Published : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "figure_proposal",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    known_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    n = table.Column<long>(type: "bigint", nullable: false),
                    members_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    groups = table.Column<string>(type: "jsonb", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_by_name = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by_name = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_proposal", x => x.id);
                    table.ForeignKey(
                        name: "fk_figure_proposal_rule_version_target_id_version",
                        columns: x => new { x.target_id, x.version },
                        principalTable: "rule_version",
                        principalColumns: new[] { "target_id", "version" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "pair_doubt",
                columns: table => new
                {
                    pair_id = table.Column<Guid>(type: "uuid", nullable: false),
                    known_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    record_b = table.Column<Guid>(type: "uuid", nullable: false),
                    known_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'infinity'")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pair_doubt", x => new { x.pair_id, x.known_from });
                    table.CheckConstraint("ck_pair_doubt_known", "known_from < known_to");
                });

            migrationBuilder.CreateTable(
                name: "published",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    known_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    n = table.Column<long>(type: "bigint", nullable: false),
                    members_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    groups = table.Column<string>(type: "jsonb", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_by_name = table.Column<string>(type: "text", nullable: false),
                    how = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published", x => x.id);
                    table.ForeignKey(
                        name: "fk_published_rule_version_target_id_version",
                        columns: x => new { x.target_id, x.version },
                        principalTable: "rule_version",
                        principalColumns: new[] { "target_id", "version" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "figure_proposal_open",
                table: "figure_proposal",
                column: "target_id",
                unique: true,
                filter: "state = 'waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_figure_proposal_target_id_version",
                table: "figure_proposal",
                columns: new[] { "target_id", "version" });

            migrationBuilder.CreateIndex(
                name: "pair_doubt_now",
                table: "pair_doubt",
                column: "pair_id",
                unique: true,
                filter: "known_to = 'infinity'");

            migrationBuilder.CreateIndex(
                name: "ix_published_target_id_at_id",
                table: "published",
                columns: new[] { "target_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_published_target_id_version",
                table: "published",
                columns: new[] { "target_id", "version" });

            PublishedSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "figure_proposal");

            migrationBuilder.DropTable(
                name: "pair_doubt");

            migrationBuilder.DropTable(
                name: "published");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class PublicReleases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "shows_figures",
                table: "partner",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "draft",
                table: "figure_proposal",
                type: "jsonb",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "figure_release",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    commitment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character(10)", fixedLength: true, maxLength: 10, nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    n = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    replaces = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    content = table.Column<string>(type: "jsonb", nullable: false),
                    truth = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_release", x => x.id);
                    table.ForeignKey(
                        name: "fk_figure_release_commitment_commitment_id",
                        column: x => x.commitment_id,
                        principalTable: "commitment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_figure_release_figure_release_replaces",
                        column: x => x.replaces,
                        principalTable: "figure_release",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_figure_release_published_id",
                        column: x => x.id,
                        principalTable: "published",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_figure_release_target_target_id",
                        column: x => x.target_id,
                        principalTable: "target",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_figure_release_at_id",
                table: "figure_release",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_figure_release_code",
                table: "figure_release",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_figure_release_commitment_id_target_id_at",
                table: "figure_release",
                columns: new[] { "commitment_id", "target_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_figure_release_n",
                table: "figure_release",
                column: "n");

            migrationBuilder.CreateIndex(
                name: "ix_figure_release_replaces",
                table: "figure_release",
                column: "replaces");

            migrationBuilder.CreateIndex(
                name: "ix_figure_release_target_id",
                table: "figure_release",
                column: "target_id");

            PublicReleasesSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "figure_release");

            migrationBuilder.DropColumn(
                name: "shows_figures",
                table: "partner");

            migrationBuilder.DropColumn(
                name: "draft",
                table: "figure_proposal");
        }
    }
}

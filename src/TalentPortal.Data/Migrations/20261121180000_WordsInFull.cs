using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class WordsInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "split",
                table: "target_plan",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "closed_count",
                table: "target",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "counting_cursor",
                table: "target",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "counting_since",
                table: "target",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "split",
                table: "target",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "source_copy_id",
                table: "commitment_wording",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "statements",
                table: "commitment_wording",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<Guid>(
                name: "source_copy_id",
                table: "commitment",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "statements",
                table: "commitment",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.CreateTable(
                name: "history_batch",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    grade = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    imported_by = table.Column<Guid>(type: "uuid", nullable: true),
                    imported_by_name = table.Column<string>(type: "text", nullable: false),
                    imported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kept_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    people = table.Column<int>(type: "integer", nullable: false),
                    taken_back_by_name = table.Column<string>(type: "text", nullable: true),
                    taken_back_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    taken_back_because = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_history_batch", x => x.id);
                    table.ForeignKey(
                        name: "fk_history_batch_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_history_batch_target_target_id",
                        column: x => x.target_id,
                        principalTable: "target",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "source_copy",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    commitment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    media = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    stored_by_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_copy", x => x.id);
                    table.ForeignKey(
                        name: "fk_source_copy_commitment_commitment_id",
                        column: x => x.commitment_id,
                        principalTable: "commitment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_source_copy_stored_file_id",
                        column: x => x.id,
                        principalTable: "stored_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "history_entry",
                columns: table => new
                {
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_no = table.Column<int>(type: "integer", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    finding = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    identifier = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    on = table.Column<DateOnly>(type: "date", nullable: true),
                    person_key = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    live = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_history_entry", x => new { x.batch_id, x.row_no });
                    table.ForeignKey(
                        name: "fk_history_entry_history_batch_batch_id",
                        column: x => x.batch_id,
                        principalTable: "history_batch",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_commitment_wording_source_copy_id",
                table: "commitment_wording",
                column: "source_copy_id");

            migrationBuilder.CreateIndex(
                name: "ix_commitment_source_copy_id",
                table: "commitment",
                column: "source_copy_id");

            migrationBuilder.CreateIndex(
                name: "ix_history_batch_file_id",
                table: "history_batch",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_history_batch_target_id_imported_at",
                table: "history_batch",
                columns: new[] { "target_id", "imported_at" });

            migrationBuilder.CreateIndex(
                name: "history_entry_live",
                table: "history_entry",
                columns: new[] { "target_id", "person_key" },
                unique: true,
                filter: "live");

            migrationBuilder.CreateIndex(
                name: "ix_history_entry_batch_id_outcome_row_no",
                table: "history_entry",
                columns: new[] { "batch_id", "outcome", "row_no" });

            migrationBuilder.CreateIndex(
                name: "ix_source_copy_commitment_id_sha256",
                table: "source_copy",
                columns: new[] { "commitment_id", "sha256" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_commitment_source_copy_source_copy_id",
                table: "commitment",
                column: "source_copy_id",
                principalTable: "source_copy",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_commitment_wording_source_copy_source_copy_id",
                table: "commitment_wording",
                column: "source_copy_id",
                principalTable: "source_copy",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            WordsInFullSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_commitment_source_copy_source_copy_id",
                table: "commitment");

            migrationBuilder.DropForeignKey(
                name: "fk_commitment_wording_source_copy_source_copy_id",
                table: "commitment_wording");

            migrationBuilder.DropTable(
                name: "history_entry");

            migrationBuilder.DropTable(
                name: "source_copy");

            migrationBuilder.DropTable(
                name: "history_batch");

            migrationBuilder.DropIndex(
                name: "ix_commitment_wording_source_copy_id",
                table: "commitment_wording");

            migrationBuilder.DropIndex(
                name: "ix_commitment_source_copy_id",
                table: "commitment");

            migrationBuilder.DropColumn(
                name: "split",
                table: "target_plan");

            migrationBuilder.DropColumn(
                name: "closed_count",
                table: "target");

            migrationBuilder.DropColumn(
                name: "counting_cursor",
                table: "target");

            migrationBuilder.DropColumn(
                name: "counting_since",
                table: "target");

            migrationBuilder.DropColumn(
                name: "split",
                table: "target");

            migrationBuilder.DropColumn(
                name: "source_copy_id",
                table: "commitment_wording");

            migrationBuilder.DropColumn(
                name: "statements",
                table: "commitment_wording");

            migrationBuilder.DropColumn(
                name: "source_copy_id",
                table: "commitment");

            migrationBuilder.DropColumn(
                name: "statements",
                table: "commitment");
        }
    }
}

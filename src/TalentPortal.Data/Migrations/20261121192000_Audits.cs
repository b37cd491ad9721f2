using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class Audits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_sample",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    known_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    published_id = table.Column<Guid>(type: "uuid", nullable: true),
                    population = table.Column<long>(type: "bigint", nullable: false),
                    members_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    seed = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    confidence = table.Column<int>(type: "integer", nullable: false),
                    tolerable = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: true),
                    drawn = table.Column<int>(type: "integer", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: true),
                    opened_by_name = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    signed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    signed_by_name = table.Column<string>(type: "text", nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    not_confirmed = table.Column<int>(type: "integer", nullable: false),
                    missing = table.Column<int>(type: "integer", nullable: false),
                    projected = table.Column<long>(type: "bigint", nullable: false),
                    lower = table.Column<long>(type: "bigint", nullable: false),
                    upper = table.Column<long>(type: "bigint", nullable: false),
                    at_most = table.Column<long>(type: "bigint", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_sample", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_sample_published_published_id",
                        column: x => x.published_id,
                        principalTable: "published",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_audit_sample_rule_version_target_id_version",
                        columns: x => new { x.target_id, x.version },
                        principalTable: "rule_version",
                        principalColumns: new[] { "target_id", "version" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "monthly_pack",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(11)", maxLength: 11, nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    known_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    is_final = table.Column<bool>(type: "boolean", nullable: false),
                    figures = table.Column<string>(type: "jsonb", nullable: false, defaultValueSql: "'[]'"),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_monthly_pack", x => x.id);
                    table.ForeignKey(
                        name: "fk_monthly_pack_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_paper",
                columns: table => new
                {
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_paper", x => x.sample_id);
                    table.ForeignKey(
                        name: "fk_audit_paper_audit_sample_sample_id",
                        column: x => x.sample_id,
                        principalTable: "audit_sample",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_stratum",
                columns: table => new
                {
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    partner_name = table.Column<string>(type: "text", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    drawn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_stratum", x => new { x.sample_id, x.no });
                    table.ForeignKey(
                        name: "fk_audit_stratum_audit_sample_sample_id",
                        column: x => x.sample_id,
                        principalTable: "audit_sample",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_member",
                columns: table => new
                {
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    stratum_no = table.Column<int>(type: "integer", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    contribution_id = table.Column<long>(type: "bigint", nullable: false),
                    fact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    judged_by = table.Column<Guid>(type: "uuid", nullable: true),
                    judged_by_name = table.Column<string>(type: "text", nullable: true),
                    judged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_member", x => new { x.sample_id, x.no });
                    table.ForeignKey(
                        name: "fk_audit_member_audit_stratum_sample_id_stratum_no",
                        columns: x => new { x.sample_id, x.stratum_no },
                        principalTable: "audit_stratum",
                        principalColumns: new[] { "sample_id", "no" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_answer",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_no = table.Column<int>(type: "integer", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_answer", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_answer_audit_member_sample_id_member_no",
                        columns: x => new { x.sample_id, x.member_no },
                        principalTable: "audit_member",
                        principalColumns: new[] { "sample_id", "no" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_verdict_change",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    sample_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_no = table.Column<int>(type: "integer", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_verdict_change", x => x.id);
                    table.ForeignKey(
                        name: "fk_audit_verdict_change_audit_member_sample_id_member_no",
                        columns: x => new { x.sample_id, x.member_no },
                        principalTable: "audit_member",
                        principalColumns: new[] { "sample_id", "no" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_answer_sample_id_member_no",
                table: "audit_answer",
                columns: new[] { "sample_id", "member_no" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_member_sample_id_stratum_no",
                table: "audit_member",
                columns: new[] { "sample_id", "stratum_no" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_member_sample_id_subject_id",
                table: "audit_member",
                columns: new[] { "sample_id", "subject_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_sample_published_id",
                table: "audit_sample",
                column: "published_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_sample_target_id_opened_at_id",
                table: "audit_sample",
                columns: new[] { "target_id", "opened_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_sample_target_id_version",
                table: "audit_sample",
                columns: new[] { "target_id", "version" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_verdict_change_sample_id_member_no",
                table: "audit_verdict_change",
                columns: new[] { "sample_id", "member_no" });

            migrationBuilder.CreateIndex(
                name: "ix_monthly_pack_code_language",
                table: "monthly_pack",
                columns: new[] { "code", "language" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_monthly_pack_file_id",
                table: "monthly_pack",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "monthly_pack_final",
                table: "monthly_pack",
                columns: new[] { "month", "language" },
                unique: true,
                filter: "is_final");

            AuditsSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_answer");

            migrationBuilder.DropTable(
                name: "audit_paper");

            migrationBuilder.DropTable(
                name: "audit_verdict_change");

            migrationBuilder.DropTable(
                name: "monthly_pack");

            migrationBuilder.DropTable(
                name: "audit_member");

            migrationBuilder.DropTable(
                name: "audit_stratum");

            migrationBuilder.DropTable(
                name: "audit_sample");

            AuditsSql.Before(migrationBuilder);
        }
    }
}

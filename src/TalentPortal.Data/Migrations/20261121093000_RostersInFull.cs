using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class RostersInFull : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            RostersInFullSql.Before(migrationBuilder);

            migrationBuilder.DropForeignKey(
                name: "fk_contribution_fact_fact_id",
                table: "contribution");

            migrationBuilder.DropForeignKey(
                name: "fk_contribution_rule_version_target_id_version",
                table: "contribution");

            migrationBuilder.DropForeignKey(
                name: "fk_enrolment_cohort_partner_id_cohort_id",
                table: "enrolment");

            migrationBuilder.DropForeignKey(
                name: "fk_person_link_person_person_id",
                table: "person_link");

            migrationBuilder.DropForeignKey(
                name: "fk_person_link_person_record_record_id",
                table: "person_link");

            migrationBuilder.DropForeignKey(
                name: "fk_person_record_partner_partner_id",
                table: "person_record");

            migrationBuilder.DropForeignKey(
                name: "fk_person_record_person_person_id",
                table: "person_record");

            migrationBuilder.DropForeignKey(
                name: "fk_roster_change_roster_partner_id_roster_id",
                table: "roster_change");

            migrationBuilder.DropForeignKey(
                name: "fk_roster_row_roster_partner_id_roster_id",
                table: "roster_row");

            migrationBuilder.DropForeignKey(
                name: "fk_trait_person_person_id",
                table: "trait");

            migrationBuilder.DropTable(
                name: "identifier");

            migrationBuilder.DropIndex(
                name: "ix_roster_row_partner_id_roster_id",
                table: "roster_row");

            migrationBuilder.DropIndex(
                name: "ix_roster_change_partner_id_roster_id",
                table: "roster_change");

            migrationBuilder.DropIndex(
                name: "person_record_student_id",
                table: "person_record");

            migrationBuilder.DropIndex(
                name: "pair_decision_open",
                table: "pair_decision");

            migrationBuilder.DropIndex(
                name: "fact_rule",
                table: "fact");

            migrationBuilder.DropIndex(
                name: "ix_fact_roster_id",
                table: "fact");

            migrationBuilder.DropIndex(
                name: "ix_enrolment_partner_id_cohort_id",
                table: "enrolment");

            migrationBuilder.DropIndex(
                name: "contribution_now",
                table: "contribution");

            migrationBuilder.DropIndex(
                name: "contribution_subject",
                table: "contribution");

            migrationBuilder.DropIndex(
                name: "ix_contribution_fact_id",
                table: "contribution");

            migrationBuilder.AddColumn<string>(
                name: "attendance",
                table: "roster_row",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "cleared",
                table: "roster_row",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<Guid>(
                name: "cohort_id",
                table: "roster_row",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "cohort_text",
                table: "roster_row",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "email_key",
                table: "roster_row",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "in_file",
                table: "roster_row",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<int>(
                name: "minutes",
                table: "roster_row",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mobile_key",
                table: "roster_row",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_key",
                table: "roster_row",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_word",
                table: "roster_row",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "national_id_hash",
                table: "roster_row",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "person_id",
                table: "roster_row",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "row_key",
                table: "roster_row",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "session_no",
                table: "roster_row",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "session_on",
                table: "roster_row",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "student_key",
                table: "roster_row",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "undone",
                table: "roster_change",
                type: "boolean",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "cohort_id",
                table: "roster",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<string>(
                name: "answers",
                table: "roster",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "approved_at",
                table: "roster",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "approved_by",
                table: "roster",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "approved_by_name",
                table: "roster",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "attests_nationality",
                table: "roster",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "brake",
                table: "roster",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string[]>(
                name: "countries",
                table: "roster",
                type: "text[]",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "country",
                table: "roster",
                type: "character varying(2)",
                maxLength: 2,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "doubtful",
                table: "roster",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "format",
                table: "roster",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "overrides_protected",
                table: "roster",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "questions",
                table: "roster",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "samples",
                table: "roster",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<string>(
                name: "sheet",
                table: "roster",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "source_id",
                table: "roster",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "superseded_by",
                table: "roster",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "undo_conflicts",
                table: "roster",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "undone_at",
                table: "roster",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "undone_by",
                table: "roster",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "undone_by_name",
                table: "roster",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "email_key",
                table: "person_record",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "held",
                table: "person_record",
                type: "jsonb",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mobile_key",
                table: "person_record",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_key",
                table: "person_record",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "name_word",
                table: "person_record",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "national_key",
                table: "person_record",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "student_key",
                table: "person_record",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "by_name",
                table: "pair_decision",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "decided_at",
                table: "pair_decision",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "id",
                table: "pair_decision",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "pair_decision",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string[]>(
                name: "reasons",
                table: "pair_decision",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "pair_decision",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "roster_id",
                table: "pair_decision",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "score",
                table: "pair_decision",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "roster_id",
                table: "enrolment",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "national_id_matching",
                columns: table => new
                {
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    protected_key = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    by_name = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    off_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_national_id_matching", x => x.country);
                });

            migrationBuilder.CreateTable(
                name: "roster_source",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    mapping = table.Column<string>(type: "jsonb", nullable: false),
                    cohorts = table.Column<string>(type: "jsonb", nullable: false),
                    date_order = table.Column<string>(type: "text", nullable: true),
                    leads = table.Column<string[]>(type: "text[]", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster_source", x => x.id);
                    table.UniqueConstraint("ak_roster_source_partner_id_id", x => new { x.partner_id, x.id });
                    table.ForeignKey(
                        name: "fk_roster_source_partner_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partner",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    n = table.Column<int>(type: "integer", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: true),
                    minutes = table.Column<int>(type: "integer", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_session", x => x.id);
                    table.ForeignKey(
                        name: "fk_session_cohort_cohort_id",
                        column: x => x.cohort_id,
                        principalTable: "cohort",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "attendance",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mark = table.Column<string>(type: "text", nullable: false),
                    minutes = table.Column<int>(type: "integer", nullable: true),
                    roster_id = table.Column<Guid>(type: "uuid", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attendance", x => x.id);
                    table.ForeignKey(
                        name: "fk_attendance_session_session_id",
                        column: x => x.session_id,
                        principalTable: "session",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            RostersInFullSql.Between(migrationBuilder);

            migrationBuilder.CreateIndex(
                name: "ix_roster_partner_id_source_id",
                table: "roster",
                columns: new[] { "partner_id", "source_id" });

            migrationBuilder.CreateIndex(
                name: "person_record_email_key",
                table: "person_record",
                column: "email_key",
                filter: "email_key is not null and state = 'live'");

            migrationBuilder.CreateIndex(
                name: "person_record_mobile_key",
                table: "person_record",
                column: "mobile_key",
                filter: "mobile_key is not null and state = 'live'");

            migrationBuilder.CreateIndex(
                name: "person_record_name_key",
                table: "person_record",
                columns: new[] { "birth_date", "name_key" },
                filter: "birth_date is not null and state = 'live'");

            migrationBuilder.CreateIndex(
                name: "person_record_name_word",
                table: "person_record",
                columns: new[] { "birth_date", "name_word" },
                filter: "birth_date is not null and state = 'live'");

            migrationBuilder.CreateIndex(
                name: "person_record_national_key",
                table: "person_record",
                column: "national_key",
                filter: "national_key is not null and state = 'live'");

            migrationBuilder.CreateIndex(
                name: "person_record_student_key",
                table: "person_record",
                columns: new[] { "partner_id", "student_key" },
                unique: true,
                filter: "student_key is not null and state = 'live'");

            migrationBuilder.CreateIndex(
                name: "ix_pair_decision_id",
                table: "pair_decision",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "pair_decision_later",
                table: "pair_decision",
                column: "record_b");

            migrationBuilder.CreateIndex(
                name: "pair_decision_queue",
                table: "pair_decision",
                columns: new[] { "status", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "fact_closed_by",
                table: "fact",
                column: "closed_by",
                filter: "closed_by is not null");

            migrationBuilder.CreateIndex(
                name: "enrolment_cohort_record",
                table: "enrolment",
                columns: new[] { "cohort_id", "record_id" });

            migrationBuilder.CreateIndex(
                name: "contribution_now",
                table: "contribution",
                columns: new[] { "subject_id", "target_id", "version" },
                unique: true,
                filter: "known_to = 'infinity'");

            migrationBuilder.CreateIndex(
                name: "ix_attendance_enrolment_id_session_id",
                table: "attendance",
                columns: new[] { "enrolment_id", "session_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_attendance_session_id",
                table: "attendance",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "ix_roster_source_partner_id_code",
                table: "roster_source",
                columns: new[] { "partner_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_session_cohort_id_n",
                table: "session",
                columns: new[] { "cohort_id", "n" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_roster_roster_source_partner_id_source_id",
                table: "roster",
                columns: new[] { "partner_id", "source_id" },
                principalTable: "roster_source",
                principalColumns: new[] { "partner_id", "id" },
                onDelete: ReferentialAction.Restrict);

            RostersInFullSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_roster_roster_source_partner_id_source_id",
                table: "roster");

            migrationBuilder.DropTable(
                name: "attendance");

            migrationBuilder.DropTable(
                name: "national_id_matching");

            migrationBuilder.DropTable(
                name: "roster_source");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropIndex(
                name: "ix_roster_partner_id_source_id",
                table: "roster");

            migrationBuilder.DropIndex(
                name: "person_record_email_key",
                table: "person_record");

            migrationBuilder.DropIndex(
                name: "person_record_mobile_key",
                table: "person_record");

            migrationBuilder.DropIndex(
                name: "person_record_name_key",
                table: "person_record");

            migrationBuilder.DropIndex(
                name: "person_record_name_word",
                table: "person_record");

            migrationBuilder.DropIndex(
                name: "person_record_national_key",
                table: "person_record");

            migrationBuilder.DropIndex(
                name: "person_record_student_key",
                table: "person_record");

            migrationBuilder.DropIndex(
                name: "ix_pair_decision_id",
                table: "pair_decision");

            migrationBuilder.DropIndex(
                name: "pair_decision_later",
                table: "pair_decision");

            migrationBuilder.DropIndex(
                name: "pair_decision_queue",
                table: "pair_decision");

            migrationBuilder.DropIndex(
                name: "fact_closed_by",
                table: "fact");

            migrationBuilder.DropIndex(
                name: "enrolment_cohort_record",
                table: "enrolment");

            migrationBuilder.DropIndex(
                name: "contribution_now",
                table: "contribution");

            migrationBuilder.DropColumn(
                name: "attendance",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "cleared",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "cohort_id",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "cohort_text",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "email_key",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "in_file",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "minutes",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "mobile_key",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "name_key",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "name_word",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "national_id_hash",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "person_id",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "row_key",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "session_no",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "session_on",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "student_key",
                table: "roster_row");

            migrationBuilder.DropColumn(
                name: "undone",
                table: "roster_change");

            migrationBuilder.DropColumn(
                name: "answers",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "approved_at",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "approved_by",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "approved_by_name",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "attests_nationality",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "brake",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "countries",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "country",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "doubtful",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "format",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "overrides_protected",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "questions",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "samples",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "sheet",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "source_id",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "superseded_by",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "undo_conflicts",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "undone_at",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "undone_by",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "undone_by_name",
                table: "roster");

            migrationBuilder.DropColumn(
                name: "email_key",
                table: "person_record");

            migrationBuilder.DropColumn(
                name: "held",
                table: "person_record");

            migrationBuilder.DropColumn(
                name: "mobile_key",
                table: "person_record");

            migrationBuilder.DropColumn(
                name: "name_key",
                table: "person_record");

            migrationBuilder.DropColumn(
                name: "name_word",
                table: "person_record");

            migrationBuilder.DropColumn(
                name: "national_key",
                table: "person_record");

            migrationBuilder.DropColumn(
                name: "student_key",
                table: "person_record");

            migrationBuilder.DropColumn(
                name: "by_name",
                table: "pair_decision");

            migrationBuilder.DropColumn(
                name: "decided_at",
                table: "pair_decision");

            migrationBuilder.DropColumn(
                name: "id",
                table: "pair_decision");

            migrationBuilder.DropColumn(
                name: "note",
                table: "pair_decision");

            migrationBuilder.DropColumn(
                name: "reasons",
                table: "pair_decision");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "pair_decision");

            migrationBuilder.DropColumn(
                name: "roster_id",
                table: "pair_decision");

            migrationBuilder.DropColumn(
                name: "score",
                table: "pair_decision");

            migrationBuilder.DropColumn(
                name: "roster_id",
                table: "enrolment");

            migrationBuilder.AlterColumn<Guid>(
                name: "cohort_id",
                table: "roster",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);

            migrationBuilder.CreateTable(
                name: "identifier",
                columns: table => new
                {
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    scope_partner = table.Column<Guid>(type: "uuid", nullable: false),
                    strength = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identifier", x => new { x.record_id, x.kind, x.value });
                    table.ForeignKey(
                        name: "fk_identifier_person_record_record_id",
                        column: x => x.record_id,
                        principalTable: "person_record",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_roster_row_partner_id_roster_id",
                table: "roster_row",
                columns: new[] { "partner_id", "roster_id" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_change_partner_id_roster_id",
                table: "roster_change",
                columns: new[] { "partner_id", "roster_id" });

            migrationBuilder.CreateIndex(
                name: "person_record_student_id",
                table: "person_record",
                columns: new[] { "partner_id", "student_id" },
                unique: true,
                filter: "student_id is not null and state = 'live'");

            migrationBuilder.CreateIndex(
                name: "pair_decision_open",
                table: "pair_decision",
                column: "record_b",
                filter: "status = 'open'");

            migrationBuilder.CreateIndex(
                name: "fact_rule",
                table: "fact",
                columns: new[] { "kind", "level", "programme_id", "country" });

            migrationBuilder.CreateIndex(
                name: "ix_fact_roster_id",
                table: "fact",
                column: "roster_id");

            migrationBuilder.CreateIndex(
                name: "ix_enrolment_partner_id_cohort_id",
                table: "enrolment",
                columns: new[] { "partner_id", "cohort_id" });

            migrationBuilder.CreateIndex(
                name: "contribution_now",
                table: "contribution",
                columns: new[] { "target_id", "version", "subject_id" },
                unique: true,
                filter: "known_to = 'infinity'");

            migrationBuilder.CreateIndex(
                name: "contribution_subject",
                table: "contribution",
                column: "subject_id",
                filter: "known_to = 'infinity'");

            migrationBuilder.CreateIndex(
                name: "ix_contribution_fact_id",
                table: "contribution",
                column: "fact_id");

            migrationBuilder.CreateIndex(
                name: "identifier_find",
                table: "identifier",
                columns: new[] { "kind", "value", "scope_partner" });

            migrationBuilder.AddForeignKey(
                name: "fk_contribution_fact_fact_id",
                table: "contribution",
                column: "fact_id",
                principalTable: "fact",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_contribution_rule_version_target_id_version",
                table: "contribution",
                columns: new[] { "target_id", "version" },
                principalTable: "rule_version",
                principalColumns: new[] { "target_id", "version" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_enrolment_cohort_partner_id_cohort_id",
                table: "enrolment",
                columns: new[] { "partner_id", "cohort_id" },
                principalTable: "cohort",
                principalColumns: new[] { "partner_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_person_link_person_person_id",
                table: "person_link",
                column: "person_id",
                principalTable: "person",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_person_link_person_record_record_id",
                table: "person_link",
                column: "record_id",
                principalTable: "person_record",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_person_record_partner_partner_id",
                table: "person_record",
                column: "partner_id",
                principalTable: "partner",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_person_record_person_person_id",
                table: "person_record",
                column: "person_id",
                principalTable: "person",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_roster_change_roster_partner_id_roster_id",
                table: "roster_change",
                columns: new[] { "partner_id", "roster_id" },
                principalTable: "roster",
                principalColumns: new[] { "partner_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_roster_row_roster_partner_id_roster_id",
                table: "roster_row",
                columns: new[] { "partner_id", "roster_id" },
                principalTable: "roster",
                principalColumns: new[] { "partner_id", "id" },
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_trait_person_person_id",
                table: "trait",
                column: "person_id",
                principalTable: "person",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}

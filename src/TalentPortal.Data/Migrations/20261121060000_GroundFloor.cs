using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class GroundFloor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            GroundFloorSql.Before(migrationBuilder);

            migrationBuilder.CreateTable(
                name: "audit_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<Guid>(type: "uuid", nullable: true),
                    on_behalf = table.Column<Guid>(type: "uuid", nullable: true),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action = table.Column<string>(type: "text", nullable: false),
                    entity = table.Column<string>(type: "text", nullable: false),
                    entity_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    fields = table.Column<string[]>(type: "text[]", nullable: false),
                    digest = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "commitment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    quote = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    said_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    announced_on = table.Column<DateOnly>(type: "date", nullable: false),
                    source = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    interpretation = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_commitment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fact",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: true),
                    on_date = table.Column<DateOnly>(type: "date", nullable: false),
                    until_date = table.Column<DateOnly>(type: "date", nullable: false, defaultValueSql: "'infinity'"),
                    amount = table.Column<decimal>(type: "numeric(20,4)", precision: 20, scale: 4, nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    partner_kind = table.Column<string>(type: "text", nullable: true),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: true),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    programme_kind = table.Column<string>(type: "text", nullable: true),
                    level = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "text", nullable: true),
                    roster_id = table.Column<Guid>(type: "uuid", nullable: true),
                    row_no = table.Column<int>(type: "integer", nullable: true),
                    known_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    known_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'infinity'"),
                    closed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fact", x => x.id);
                    table.CheckConstraint("ck_fact_dates", "on_date < until_date");
                    table.CheckConstraint("ck_fact_known", "known_from < known_to");
                    table.CheckConstraint("ck_fact_one_subject", "num_nonnulls(record_id, subject_id) = 1");
                });

            migrationBuilder.CreateTable(
                name: "figure",
                columns: table => new
                {
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    dim = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    n = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure", x => new { x.target_id, x.version, x.dim, x.key });
                });

            migrationBuilder.CreateTable(
                name: "job",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "jsonb", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    token = table.Column<Guid>(type: "uuid", nullable: true),
                    progress = table.Column<int>(type: "integer", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pair_decision",
                columns: table => new
                {
                    record_a = table.Column<Guid>(type: "uuid", nullable: false),
                    record_b = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    by = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pair_decision", x => new { x.record_a, x.record_b });
                    table.CheckConstraint("ck_pair_decision_order", "record_a < record_b");
                });

            migrationBuilder.CreateTable(
                name: "partner",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    external_ids = table.Column<string>(type: "jsonb", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner", x => x.id);
                    table.ForeignKey(
                        name: "fk_partner_partner_parent_id",
                        column: x => x.parent_id,
                        principalTable: "partner",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "programme",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "text", nullable: true),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    sector = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stored_file",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    media = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_file", x => x.id);
                    table.UniqueConstraint("ak_stored_file_partner_id_id", x => new { x.partner_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "target",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    commitment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(20,4)", precision: 20, scale: 4, nullable: true),
                    unit = table.Column<string>(type: "text", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    baseline = table.Column<decimal>(type: "numeric(20,4)", precision: 20, scale: 4, nullable: false),
                    milestones = table.Column<string>(type: "jsonb", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_target", x => x.id);
                    table.CheckConstraint("ck_target_window", "starts_on <= ends_on");
                    table.ForeignKey(
                        name: "fk_target_commitment_commitment_id",
                        column: x => x.commitment_id,
                        principalTable: "commitment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "agreement",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    signed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    expires_on = table.Column<DateOnly>(type: "date", nullable: true),
                    scope = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement", x => x.id);
                    table.CheckConstraint("ck_agreement_period", "effective_on < expires_on");
                    table.ForeignKey(
                        name: "fk_agreement_partner_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partner",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "person_record",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    full_name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    mobile = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    student_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    nationality = table.Column<string>(type: "text", nullable: true),
                    audience = table.Column<string>(type: "text", nullable: true),
                    gender = table.Column<string>(type: "text", nullable: true),
                    birth_year = table.Column<int>(type: "integer", nullable: true),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: true),
                    region = table.Column<string>(type: "text", nullable: true),
                    employer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    sector = table.Column<string>(type: "text", nullable: true),
                    disability = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_record", x => x.id);
                    table.CheckConstraint("ck_person_record_source", "(source = 'partner') = (partner_id is not null)");
                    table.ForeignKey(
                        name: "fk_person_record_partner_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partner",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_person_record_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "trait",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    known_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    nationality = table.Column<string>(type: "text", nullable: true),
                    audience = table.Column<string>(type: "text", nullable: true),
                    gender = table.Column<string>(type: "text", nullable: true),
                    birth_year = table.Column<int>(type: "integer", nullable: true),
                    region = table.Column<string>(type: "text", nullable: true),
                    sector = table.Column<string>(type: "text", nullable: true),
                    known_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'infinity'")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trait", x => new { x.person_id, x.known_from });
                    table.CheckConstraint("ck_trait_known", "known_from < known_to");
                    table.ForeignKey(
                        name: "fk_trait_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cohort",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    country = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    countries = table.Column<string[]>(type: "text[]", nullable: false),
                    time_zone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    seats = table.Column<int>(type: "integer", nullable: true),
                    taken = table.Column<int>(type: "integer", nullable: false),
                    next_place = table.Column<long>(type: "bigint", nullable: false),
                    series = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    state_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    completion_by = table.Column<string>(type: "text", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cohort", x => x.id);
                    table.UniqueConstraint("ak_cohort_partner_id_id", x => new { x.partner_id, x.id });
                    table.CheckConstraint("ck_cohort_dates", "starts_on <= ends_on");
                    table.CheckConstraint("ck_cohort_taken", "taken >= 0");
                    table.ForeignKey(
                        name: "fk_cohort_partner_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partner",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cohort_programme_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programme",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stored_chunk",
                columns: table => new
                {
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    n = table.Column<int>(type: "integer", nullable: false),
                    data = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stored_chunk", x => new { x.file_id, x.n });
                    table.ForeignKey(
                        name: "fk_stored_chunk_stored_file_file_id",
                        column: x => x.file_id,
                        principalTable: "stored_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rule_version",
                columns: table => new
                {
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    measure = table.Column<string>(type: "text", nullable: false),
                    @event = table.Column<string>(name: "event", type: "text", nullable: false),
                    levels = table.Column<string[]>(type: "text[]", nullable: false),
                    programmes = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    kinds = table.Column<string[]>(type: "text[]", nullable: false),
                    countries = table.Column<string[]>(type: "text[]", nullable: false),
                    nationalities = table.Column<string[]>(type: "text[]", nullable: false),
                    audiences = table.Column<string[]>(type: "text[]", nullable: false),
                    partner_kinds = table.Column<string[]>(type: "text[]", nullable: false),
                    author = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    known_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    known_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    written_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rule_version", x => new { x.target_id, x.version });
                    table.ForeignKey(
                        name: "fk_rule_version_target_target_id",
                        column: x => x.target_id,
                        principalTable: "target",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

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

            migrationBuilder.CreateTable(
                name: "person_link",
                columns: table => new
                {
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    known_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    known_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'infinity'"),
                    why = table.Column<string>(type: "text", nullable: false),
                    decision_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_link", x => new { x.record_id, x.known_from });
                    table.CheckConstraint("ck_person_link_known", "known_from < known_to");
                    table.ForeignKey(
                        name: "fk_person_link_person_person_id",
                        column: x => x.person_id,
                        principalTable: "person",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_person_link_person_record_record_id",
                        column: x => x.record_id,
                        principalTable: "person_record",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enrolment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<long>(type: "bigint", nullable: true),
                    result = table.Column<string>(type: "text", nullable: false),
                    enrolled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    completed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    score = table.Column<decimal>(type: "numeric(9,3)", precision: 9, scale: 3, nullable: true),
                    grade = table.Column<string>(type: "text", nullable: true),
                    certificate_no = table.Column<string>(type: "text", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_enrolment", x => x.id);
                    table.ForeignKey(
                        name: "fk_enrolment_cohort_partner_id_cohort_id",
                        columns: x => new { x.partner_id, x.cohort_id },
                        principalTable: "cohort",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "roster",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    mode = table.Column<string>(type: "text", nullable: false),
                    apply = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<byte[]>(type: "bytea", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    uploaded_by = table.Column<Guid>(type: "uuid", nullable: true),
                    uploaded_by_name = table.Column<string>(type: "text", nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    previewed_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    applied_by = table.Column<Guid>(type: "uuid", nullable: true),
                    applied_by_name = table.Column<string>(type: "text", nullable: true),
                    columns = table.Column<string[]>(type: "text[]", nullable: false),
                    mapping = table.Column<string[]>(type: "text[]", nullable: false),
                    dropped = table.Column<string[]>(type: "text[]", nullable: false),
                    encoding = table.Column<string>(type: "text", nullable: true),
                    delimiter = table.Column<string>(type: "text", nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    outcomes = table.Column<string>(type: "jsonb", nullable: false),
                    effects = table.Column<string>(type: "jsonb", nullable: false),
                    problem = table.Column<string>(type: "jsonb", nullable: true),
                    same_as = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster", x => x.id);
                    table.UniqueConstraint("ak_roster_partner_id_id", x => new { x.partner_id, x.id });
                    table.ForeignKey(
                        name: "fk_roster_cohort_partner_id_cohort_id",
                        columns: x => new { x.partner_id, x.cohort_id },
                        principalTable: "cohort",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_roster_stored_file_partner_id_file_id",
                        columns: x => new { x.partner_id, x.file_id },
                        principalTable: "stored_file",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contribution",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    fact_id = table.Column<Guid>(type: "uuid", nullable: false),
                    on_date = table.Column<DateOnly>(type: "date", nullable: false),
                    until_date = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(20,4)", precision: 20, scale: 4, nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    cohort_id = table.Column<Guid>(type: "uuid", nullable: true),
                    audience = table.Column<string>(type: "text", nullable: true),
                    gender = table.Column<string>(type: "text", nullable: true),
                    age_band = table.Column<string>(type: "text", nullable: true),
                    region = table.Column<string>(type: "text", nullable: true),
                    sector = table.Column<string>(type: "text", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: false),
                    known_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    known_to = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false, defaultValueSql: "'infinity'")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contribution", x => x.id);
                    table.CheckConstraint("ck_contribution_known", "known_from < known_to");
                    table.ForeignKey(
                        name: "fk_contribution_fact_fact_id",
                        column: x => x.fact_id,
                        principalTable: "fact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_contribution_rule_version_target_id_version",
                        columns: x => new { x.target_id, x.version },
                        principalTable: "rule_version",
                        principalColumns: new[] { "target_id", "version" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "roster_change",
                columns: table => new
                {
                    roster_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entity = table.Column<string>(type: "text", nullable: false),
                    entity_id = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "text", nullable: false),
                    row_no = table.Column<int>(type: "integer", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    was = table.Column<string>(type: "text", nullable: true),
                    became = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster_change", x => new { x.roster_id, x.entity, x.entity_id, x.field });
                    table.ForeignKey(
                        name: "fk_roster_change_roster_partner_id_roster_id",
                        columns: x => new { x.partner_id, x.roster_id },
                        principalTable: "roster",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "roster_row",
                columns: table => new
                {
                    roster_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row_no = table.Column<int>(type: "integer", nullable: false),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cells = table.Column<string[]>(type: "text[]", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    findings = table.Column<string>(type: "jsonb", nullable: false),
                    student_id = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    full_name = table.Column<string>(type: "text", nullable: true),
                    mobile = table.Column<string>(type: "text", nullable: true),
                    nationality = table.Column<string>(type: "text", nullable: true),
                    region = table.Column<string>(type: "text", nullable: true),
                    gender = table.Column<string>(type: "text", nullable: true),
                    birth_date = table.Column<DateOnly>(type: "date", nullable: true),
                    birth_year = table.Column<int>(type: "integer", nullable: true),
                    audience = table.Column<string>(type: "text", nullable: true),
                    employer = table.Column<string>(type: "text", nullable: true),
                    sector = table.Column<string>(type: "text", nullable: true),
                    disability = table.Column<string>(type: "text", nullable: true),
                    enrolled_on = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "text", nullable: true),
                    completed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    score = table.Column<decimal>(type: "numeric(9,3)", precision: 9, scale: 3, nullable: true),
                    grade = table.Column<string>(type: "text", nullable: true),
                    certificate_no = table.Column<string>(type: "text", nullable: true),
                    record_id = table.Column<Guid>(type: "uuid", nullable: true),
                    enrolment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    seen_revision = table.Column<int>(type: "integer", nullable: true),
                    seen_enrolment = table.Column<int>(type: "integer", nullable: true),
                    new_person = table.Column<Guid>(type: "uuid", nullable: false),
                    new_record = table.Column<Guid>(type: "uuid", nullable: false),
                    new_enrolment = table.Column<Guid>(type: "uuid", nullable: false),
                    new_fact = table.Column<Guid>(type: "uuid", nullable: false),
                    new_enrolled_fact = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roster_row", x => new { x.roster_id, x.row_no });
                    table.ForeignKey(
                        name: "fk_roster_row_roster_partner_id_roster_id",
                        columns: x => new { x.partner_id, x.roster_id },
                        principalTable: "roster",
                        principalColumns: new[] { "partner_id", "id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agreement_partner_id_number",
                table: "agreement",
                columns: new[] { "partner_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_entity_entity_id",
                table: "audit_entry",
                columns: new[] { "entity", "entity_id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entry_partner_id",
                table: "audit_entry",
                column: "partner_id");

            migrationBuilder.CreateIndex(
                name: "ix_cohort_code",
                table: "cohort",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cohort_programme_id",
                table: "cohort",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_commitment_code",
                table: "commitment",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "contribution_list",
                table: "contribution",
                columns: new[] { "target_id", "version", "state", "on_date", "id" },
                filter: "known_to = 'infinity'");

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
                name: "enrolment_live",
                table: "enrolment",
                columns: new[] { "cohort_id", "record_id" },
                unique: true,
                filter: "state in ('waiting','offered','enrolled')");

            migrationBuilder.CreateIndex(
                name: "ix_enrolment_partner_id_cohort_id",
                table: "enrolment",
                columns: new[] { "partner_id", "cohort_id" });

            migrationBuilder.CreateIndex(
                name: "ix_enrolment_record_id",
                table: "enrolment",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "fact_now",
                table: "fact",
                columns: new[] { "kind", "source_id" },
                unique: true,
                filter: "known_to = 'infinity'");

            migrationBuilder.CreateIndex(
                name: "fact_record",
                table: "fact",
                column: "record_id",
                filter: "known_to = 'infinity'");

            migrationBuilder.CreateIndex(
                name: "fact_rule",
                table: "fact",
                columns: new[] { "kind", "level", "programme_id", "country" });

            migrationBuilder.CreateIndex(
                name: "fact_subject",
                table: "fact",
                column: "subject_id",
                filter: "subject_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_fact_roster_id",
                table: "fact",
                column: "roster_id");

            migrationBuilder.CreateIndex(
                name: "identifier_find",
                table: "identifier",
                columns: new[] { "kind", "value", "scope_partner" });

            migrationBuilder.CreateIndex(
                name: "ix_job_key",
                table: "job",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "job_open",
                table: "job",
                column: "due_at",
                filter: "state in ('queued','running')");

            migrationBuilder.CreateIndex(
                name: "pair_decision_open",
                table: "pair_decision",
                column: "record_b",
                filter: "status = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_partner_code",
                table: "partner",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_parent_id",
                table: "partner",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_person_link_person_id",
                table: "person_link",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "person_link_now",
                table: "person_link",
                column: "record_id",
                unique: true,
                filter: "known_to = 'infinity'");

            migrationBuilder.CreateIndex(
                name: "ix_person_record_person_id",
                table: "person_record",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "person_record_student_id",
                table: "person_record",
                columns: new[] { "partner_id", "student_id" },
                unique: true,
                filter: "student_id is not null and state = 'live'");

            migrationBuilder.CreateIndex(
                name: "ix_programme_code",
                table: "programme",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_roster_partner_id_cohort_id",
                table: "roster",
                columns: new[] { "partner_id", "cohort_id" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_partner_id_file_id",
                table: "roster",
                columns: new[] { "partner_id", "file_id" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_partner_id_sha256",
                table: "roster",
                columns: new[] { "partner_id", "sha256" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_partner_id_uploaded_at",
                table: "roster",
                columns: new[] { "partner_id", "uploaded_at" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_change_partner_id_roster_id",
                table: "roster_change",
                columns: new[] { "partner_id", "roster_id" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_change_roster_id_row_no",
                table: "roster_change",
                columns: new[] { "roster_id", "row_no" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_row_partner_id_roster_id",
                table: "roster_row",
                columns: new[] { "partner_id", "roster_id" });

            migrationBuilder.CreateIndex(
                name: "ix_roster_row_roster_id_outcome_row_no",
                table: "roster_row",
                columns: new[] { "roster_id", "outcome", "row_no" });

            migrationBuilder.CreateIndex(
                name: "ix_rule_version_event",
                table: "rule_version",
                column: "event");

            migrationBuilder.CreateIndex(
                name: "rule_version_effective",
                table: "rule_version",
                column: "target_id",
                unique: true,
                filter: "status = 'effective'");

            migrationBuilder.CreateIndex(
                name: "ix_target_code",
                table: "target",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_target_commitment_id",
                table: "target",
                column: "commitment_id");

            migrationBuilder.CreateIndex(
                name: "trait_now",
                table: "trait",
                column: "person_id",
                unique: true,
                filter: "known_to = 'infinity'");

            GroundFloorSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agreement");

            migrationBuilder.DropTable(
                name: "audit_entry");

            migrationBuilder.DropTable(
                name: "contribution");

            migrationBuilder.DropTable(
                name: "enrolment");

            migrationBuilder.DropTable(
                name: "figure");

            migrationBuilder.DropTable(
                name: "identifier");

            migrationBuilder.DropTable(
                name: "job");

            migrationBuilder.DropTable(
                name: "pair_decision");

            migrationBuilder.DropTable(
                name: "person_link");

            migrationBuilder.DropTable(
                name: "roster_change");

            migrationBuilder.DropTable(
                name: "roster_row");

            migrationBuilder.DropTable(
                name: "stored_chunk");

            migrationBuilder.DropTable(
                name: "trait");

            migrationBuilder.DropTable(
                name: "fact");

            migrationBuilder.DropTable(
                name: "rule_version");

            migrationBuilder.DropTable(
                name: "person_record");

            migrationBuilder.DropTable(
                name: "roster");

            migrationBuilder.DropTable(
                name: "target");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "cohort");

            migrationBuilder.DropTable(
                name: "stored_file");

            migrationBuilder.DropTable(
                name: "commitment");

            migrationBuilder.DropTable(
                name: "partner");

            migrationBuilder.DropTable(
                name: "programme");
        }
    }
}

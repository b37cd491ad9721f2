using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TalentPortal.Data.Migrations
{
    /// <inheritdoc />
    public partial class Forecasts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "forecast",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    target_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rule_version = table.Column<int>(type: "integer", nullable: false),
                    target_revision = table.Column<int>(type: "integer", nullable: false),
                    fallen_away = table.Column<long>(type: "bigint", nullable: false),
                    form = table.Column<string>(type: "text", nullable: false),
                    seed = table.Column<long>(type: "bigint", nullable: false),
                    inputs_digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    method = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: true),
                    amount = table.Column<decimal>(type: "numeric(20,4)", precision: 20, scale: 4, nullable: true),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    counted = table.Column<long>(type: "bigint", nullable: false),
                    p10 = table.Column<long>(type: "bigint", nullable: true),
                    p50 = table.Column<long>(type: "bigint", nullable: true),
                    p90 = table.Column<long>(type: "bigint", nullable: true),
                    probability = table.Column<double>(type: "double precision", nullable: true),
                    reached_on = table.Column<DateOnly>(type: "date", nullable: true),
                    fan = table.Column<string>(type: "jsonb", nullable: false, defaultValueSql: "'[]'"),
                    closes = table.Column<string>(type: "jsonb", nullable: true),
                    ingredients = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_forecast", x => x.id);
                    table.CheckConstraint("ck_forecast_interval", "num_nonnulls(p10, p50, p90) in (0, 3)");
                    table.CheckConstraint("ck_forecast_order", "p10 <= p50 and p50 <= p90");
                    table.ForeignKey(
                        name: "fk_forecast_target_target_id",
                        column: x => x.target_id,
                        principalTable: "target",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_forecast_target_id_as_of_made_at",
                table: "forecast",
                columns: new[] { "target_id", "as_of", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_forecast_target_id_as_of_target_revision_fallen_away",
                table: "forecast",
                columns: new[] { "target_id", "as_of", "target_revision", "fallen_away" },
                unique: true);

            ForecastsSql.After(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "forecast");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VanLang.Workdays.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "workdays");

            migrationBuilder.CreateTable(
                name: "audit_rows",
                schema: "workdays",
                columns: table => new
                {
                    node = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    actor_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    organization = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: true),
                    position = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    action = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    detail = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_rows", x => new { x.node, x.number });
                });

            migrationBuilder.CreateTable(
                name: "counters",
                schema: "workdays",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    value = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "event_rows",
                schema: "workdays",
                columns: table => new
                {
                    node = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    type = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    payload = table.Column<string>(type: "character varying(100000)", maxLength: 100000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_rows", x => new { x.node, x.number });
                });

            migrationBuilder.CreateTable(
                name: "office_hours",
                schema: "workdays",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    monday = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    tuesday = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    wednesday = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    thursday = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    friday = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    saturday = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    sunday = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_hours", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_calendar_decisions",
                schema: "workdays",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    deciding_text = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    decided_on = table.Column<DateOnly>(type: "date", nullable: true),
                    source_note = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_calendar_decisions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "decided_days",
                schema: "workdays",
                columns: table => new
                {
                    decision_id = table.Column<Guid>(type: "uuid", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    replaces = table.Column<DateOnly>(type: "date", nullable: true),
                    name_vi = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    name_en = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    basis = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    verified = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_decided_days", x => new { x.decision_id, x.date });
                    table.ForeignKey(
                        name: "fk_decided_days_work_calendar_decisions_decision_id",
                        column: x => x.decision_id,
                        principalSchema: "workdays",
                        principalTable: "work_calendar_decisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_office_hours_organization_code_valid_from",
                schema: "workdays",
                table: "office_hours",
                columns: new[] { "organization_code", "valid_from" });

            migrationBuilder.CreateIndex(
                name: "ix_work_calendar_decisions_year_revision",
                schema: "workdays",
                table: "work_calendar_decisions",
                columns: new[] { "year", "revision" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_rows",
                schema: "workdays");

            migrationBuilder.DropTable(
                name: "counters",
                schema: "workdays");

            migrationBuilder.DropTable(
                name: "decided_days",
                schema: "workdays");

            migrationBuilder.DropTable(
                name: "event_rows",
                schema: "workdays");

            migrationBuilder.DropTable(
                name: "office_hours",
                schema: "workdays");

            migrationBuilder.DropTable(
                name: "work_calendar_decisions",
                schema: "workdays");
        }
    }
}

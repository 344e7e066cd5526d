using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VanLang.Data.Audit.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "audit");

            migrationBuilder.CreateTable(
                name: "audit_rows",
                schema: "audit",
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
                name: "checkpoints",
                schema: "audit",
                columns: table => new
                {
                    node = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    head = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    kid = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoints", x => new { x.node, x.size });
                });

            migrationBuilder.CreateTable(
                name: "cosignatures",
                schema: "audit",
                columns: table => new
                {
                    node = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    kid = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    signature = table.Column<byte[]>(type: "bytea", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cosignatures", x => new { x.node, x.size, x.kid });
                });

            migrationBuilder.CreateTable(
                name: "counters",
                schema: "audit",
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
                name: "entries",
                schema: "audit",
                columns: table => new
                {
                    node = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    module = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
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
                    row_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    chain_hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    folded = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entries", x => new { x.node, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "event_rows",
                schema: "audit",
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
                name: "leases",
                schema: "audit",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    owner = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    incarnation = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    token = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "refusals",
                schema: "audit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kid = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    node = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    text = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refusals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subtrees",
                schema: "audit",
                columns: table => new
                {
                    node = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    index = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subtrees", x => new { x.node, x.level, x.index });
                });

            migrationBuilder.CreateTable(
                name: "witnesses",
                schema: "audit",
                columns: table => new
                {
                    kid = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    x = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    y = table.Column<string>(type: "character varying(43)", maxLength: 43, nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_witnesses", x => x.kid);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cosignatures_kid_node_size",
                schema: "audit",
                table: "cosignatures",
                columns: new[] { "kid", "node", "size" });

            migrationBuilder.CreateIndex(
                name: "ix_entries_at_node_seq",
                schema: "audit",
                table: "entries",
                columns: new[] { "at", "node", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_entries_node_module_number",
                schema: "audit",
                table: "entries",
                columns: new[] { "node", "module", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_entries_organization_at",
                schema: "audit",
                table: "entries",
                columns: new[] { "organization", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_entries_subject_at",
                schema: "audit",
                table: "entries",
                columns: new[] { "subject", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_refusals_at",
                schema: "audit",
                table: "refusals",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_witnesses_name",
                schema: "audit",
                table: "witnesses",
                column: "name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_rows",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "checkpoints",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "cosignatures",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "counters",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "entries",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "event_rows",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "leases",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "refusals",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "subtrees",
                schema: "audit");

            migrationBuilder.DropTable(
                name: "witnesses",
                schema: "audit");
        }
    }
}

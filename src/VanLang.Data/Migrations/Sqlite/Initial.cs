using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VanLang.Data.Audit.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_rows",
                columns: table => new
                {
                    node = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    actor_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    organization = table.Column<string>(type: "TEXT", maxLength: 35, nullable: true),
                    position = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    detail = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true),
                    hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_rows", x => new { x.node, x.number });
                });

            migrationBuilder.CreateTable(
                name: "checkpoints",
                columns: table => new
                {
                    node = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    root = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    head = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    kid = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    signature = table.Column<byte[]>(type: "BLOB", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_checkpoints", x => new { x.node, x.size });
                });

            migrationBuilder.CreateTable(
                name: "cosignatures",
                columns: table => new
                {
                    node = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    kid = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    signature = table.Column<byte[]>(type: "BLOB", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cosignatures", x => new { x.node, x.size, x.kid });
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "entries",
                columns: table => new
                {
                    node = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    module = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    actor_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    organization = table.Column<string>(type: "TEXT", maxLength: 35, nullable: true),
                    position = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    action = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    detail = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true),
                    row_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    chain_hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    folded = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_entries", x => new { x.node, x.seq });
                });

            migrationBuilder.CreateTable(
                name: "event_rows",
                columns: table => new
                {
                    node = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    payload = table.Column<string>(type: "TEXT", maxLength: 100000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_event_rows", x => new { x.node, x.number });
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    owner = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    incarnation = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    token = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "refusals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kid = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    node = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_refusals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "subtrees",
                columns: table => new
                {
                    node = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    index = table.Column<long>(type: "INTEGER", nullable: false),
                    root = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subtrees", x => new { x.node, x.level, x.index });
                });

            migrationBuilder.CreateTable(
                name: "witnesses",
                columns: table => new
                {
                    kid = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    x = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    y = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    registered_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_witnesses", x => x.kid);
                });

            migrationBuilder.CreateIndex(
                name: "ix_cosignatures_kid_node_size",
                table: "cosignatures",
                columns: new[] { "kid", "node", "size" });

            migrationBuilder.CreateIndex(
                name: "ix_entries_at_node_seq",
                table: "entries",
                columns: new[] { "at", "node", "seq" });

            migrationBuilder.CreateIndex(
                name: "ix_entries_node_module_number",
                table: "entries",
                columns: new[] { "node", "module", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_entries_organization_at",
                table: "entries",
                columns: new[] { "organization", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_entries_subject_at",
                table: "entries",
                columns: new[] { "subject", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_refusals_at",
                table: "refusals",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_witnesses_name",
                table: "witnesses",
                column: "name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_rows");

            migrationBuilder.DropTable(
                name: "checkpoints");

            migrationBuilder.DropTable(
                name: "cosignatures");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "entries");

            migrationBuilder.DropTable(
                name: "event_rows");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "refusals");

            migrationBuilder.DropTable(
                name: "subtrees");

            migrationBuilder.DropTable(
                name: "witnesses");
        }
    }
}

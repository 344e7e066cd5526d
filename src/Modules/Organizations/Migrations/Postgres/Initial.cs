using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VanLang.Organizations.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "organizations");

            migrationBuilder.CreateTable(
                name: "audit_rows",
                schema: "organizations",
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
                schema: "organizations",
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
                schema: "organizations",
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
                name: "import_drafts",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    by_actor = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "legal_texts",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: true),
                    issuer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    unconfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_texts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    full_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    folded = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    email = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organizations",
                schema: "organizations",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    active_from = table.Column<DateOnly>(type: "date", nullable: false),
                    active_to = table.Column<DateOnly>(type: "date", nullable: true),
                    successor_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: true),
                    end_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    basis_id = table.Column<Guid>(type: "uuid", nullable: true),
                    end_basis_id = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    email = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    telephone = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    fax = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    website = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizations", x => x.code);
                    table.ForeignKey(
                        name: "fk_organizations_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalSchema: "organizations",
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organizations_legal_texts_end_basis_id",
                        column: x => x.end_basis_id,
                        principalSchema: "organizations",
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organizations_organizations_successor_code",
                        column: x => x.successor_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exchange_locks",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    locked_from = table.Column<DateOnly>(type: "date", nullable: false),
                    locked_until = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_locks", x => x.id);
                    table.ForeignKey(
                        name: "fk_exchange_locks_organizations_organization_code",
                        column: x => x.organization_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mergers",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "date", nullable: false),
                    continuing_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    basis_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mergers", x => x.id);
                    table.ForeignKey(
                        name: "fk_mergers_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalSchema: "organizations",
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mergers_organizations_continuing_code",
                        column: x => x.continuing_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_identifiers",
                schema: "organizations",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    scheme = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    value = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    source = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    basis_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_identifiers", x => new { x.organization_code, x.scheme, x.value });
                    table.ForeignKey(
                        name: "fk_organization_identifiers_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalSchema: "organizations",
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_identifiers_organizations_organization_code",
                        column: x => x.organization_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_names",
                schema: "organizations",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    short_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    folded = table.Column<string>(type: "character varying(401)", maxLength: 401, nullable: false),
                    basis_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_names", x => new { x.organization_code, x.valid_from });
                    table.ForeignKey(
                        name: "fk_organization_names_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalSchema: "organizations",
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_names_organizations_organization_code",
                        column: x => x.organization_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_parents",
                schema: "organizations",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    parent_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    basis_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_parents", x => new { x.organization_code, x.valid_from });
                    table.ForeignKey(
                        name: "fk_organization_parents_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalSchema: "organizations",
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_parents_organizations_organization_code",
                        column: x => x.organization_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_organization_parents_organizations_parent_code",
                        column: x => x.parent_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "units",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_units", x => x.id);
                    table.ForeignKey(
                        name: "fk_units_organizations_organization_code",
                        column: x => x.organization_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "merger_members",
                schema: "organizations",
                columns: table => new
                {
                    merger_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merger_members", x => new { x.merger_id, x.organization_code });
                    table.ForeignKey(
                        name: "fk_merger_members_mergers_merger_id",
                        column: x => x.merger_id,
                        principalSchema: "organizations",
                        principalTable: "mergers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_merger_members_organizations_organization_code",
                        column: x => x.organization_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "positions",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    role_list = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_positions", x => x.id);
                    table.ForeignKey(
                        name: "fk_positions_organizations_organization_code",
                        column: x => x.organization_code,
                        principalSchema: "organizations",
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_positions_units_unit_id",
                        column: x => x.unit_id,
                        principalSchema: "organizations",
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "held_positions",
                schema: "organizations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position_id = table.Column<Guid>(type: "uuid", nullable: false),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    substitute = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    end_reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_held_positions", x => x.id);
                    table.ForeignKey(
                        name: "fk_held_positions_people_person_id",
                        column: x => x.person_id,
                        principalSchema: "organizations",
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_held_positions_positions_position_id",
                        column: x => x.position_id,
                        principalSchema: "organizations",
                        principalTable: "positions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_exchange_locks_organization_code",
                schema: "organizations",
                table: "exchange_locks",
                column: "organization_code");

            migrationBuilder.CreateIndex(
                name: "ix_held_positions_person_id",
                schema: "organizations",
                table: "held_positions",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_held_positions_position_id",
                schema: "organizations",
                table: "held_positions",
                column: "position_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_drafts_at",
                schema: "organizations",
                table: "import_drafts",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_legal_texts_number",
                schema: "organizations",
                table: "legal_texts",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_merger_members_organization_code",
                schema: "organizations",
                table: "merger_members",
                column: "organization_code");

            migrationBuilder.CreateIndex(
                name: "ix_mergers_basis_id",
                schema: "organizations",
                table: "mergers",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_mergers_continuing_code",
                schema: "organizations",
                table: "mergers",
                column: "continuing_code");

            migrationBuilder.CreateIndex(
                name: "ix_organization_identifiers_basis_id",
                schema: "organizations",
                table: "organization_identifiers",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_identifiers_value",
                schema: "organizations",
                table: "organization_identifiers",
                column: "value");

            migrationBuilder.CreateIndex(
                name: "ix_organization_names_basis_id",
                schema: "organizations",
                table: "organization_names",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_parents_basis_id",
                schema: "organizations",
                table: "organization_parents",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_parents_parent_code",
                schema: "organizations",
                table: "organization_parents",
                column: "parent_code");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_basis_id",
                schema: "organizations",
                table: "organizations",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_end_basis_id",
                schema: "organizations",
                table: "organizations",
                column: "end_basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_successor_code",
                schema: "organizations",
                table: "organizations",
                column: "successor_code");

            migrationBuilder.CreateIndex(
                name: "ix_people_email",
                schema: "organizations",
                table: "people",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_positions_organization_code_rank",
                schema: "organizations",
                table: "positions",
                columns: new[] { "organization_code", "rank" });

            migrationBuilder.CreateIndex(
                name: "ix_positions_unit_id",
                schema: "organizations",
                table: "positions",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_units_organization_code_name",
                schema: "organizations",
                table: "units",
                columns: new[] { "organization_code", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_rows",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "counters",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "event_rows",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "exchange_locks",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "held_positions",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "import_drafts",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "merger_members",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "organization_identifiers",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "organization_names",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "organization_parents",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "people",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "positions",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "mergers",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "units",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "organizations",
                schema: "organizations");

            migrationBuilder.DropTable(
                name: "legal_texts",
                schema: "organizations");
        }
    }
}

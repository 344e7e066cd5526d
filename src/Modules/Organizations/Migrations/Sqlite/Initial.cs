using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VanLang.Organizations.Migrations.Sqlite
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
                name: "import_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    by_actor = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "legal_texts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    issuer = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    unconfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_legal_texts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    full_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    folded = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_people", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organizations",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    active_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    active_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    successor_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: true),
                    end_reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    basis_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    end_basis_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    email = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    telephone = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    fax = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    website = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizations", x => x.code);
                    table.ForeignKey(
                        name: "fk_organizations_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organizations_legal_texts_end_basis_id",
                        column: x => x.end_basis_id,
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organizations_organizations_successor_code",
                        column: x => x.successor_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exchange_locks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    locked_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    locked_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_locks", x => x.id);
                    table.ForeignKey(
                        name: "fk_exchange_locks_organizations_organization_code",
                        column: x => x.organization_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "mergers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    effective_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    continuing_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    basis_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mergers", x => x.id);
                    table.ForeignKey(
                        name: "fk_mergers_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_mergers_organizations_continuing_code",
                        column: x => x.continuing_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organization_identifiers",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    scheme = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    value = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    basis_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_identifiers", x => new { x.organization_code, x.scheme, x.value });
                    table.ForeignKey(
                        name: "fk_organization_identifiers_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_identifiers_organizations_organization_code",
                        column: x => x.organization_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_names",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    short_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    folded = table.Column<string>(type: "TEXT", maxLength: 401, nullable: false),
                    basis_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_names", x => new { x.organization_code, x.valid_from });
                    table.ForeignKey(
                        name: "fk_organization_names_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_names_organizations_organization_code",
                        column: x => x.organization_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "organization_parents",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    parent_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    basis_id = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization_parents", x => new { x.organization_code, x.valid_from });
                    table.ForeignKey(
                        name: "fk_organization_parents_legal_texts_basis_id",
                        column: x => x.basis_id,
                        principalTable: "legal_texts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organization_parents_organizations_organization_code",
                        column: x => x.organization_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_organization_parents_organizations_parent_code",
                        column: x => x.parent_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "units",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_units", x => x.id);
                    table.ForeignKey(
                        name: "fk_units_organizations_organization_code",
                        column: x => x.organization_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "merger_members",
                columns: table => new
                {
                    merger_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merger_members", x => new { x.merger_id, x.organization_code });
                    table.ForeignKey(
                        name: "fk_merger_members_mergers_merger_id",
                        column: x => x.merger_id,
                        principalTable: "mergers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_merger_members_organizations_organization_code",
                        column: x => x.organization_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "positions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    unit_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    role_list = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_positions", x => x.id);
                    table.ForeignKey(
                        name: "fk_positions_organizations_organization_code",
                        column: x => x.organization_code,
                        principalTable: "organizations",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_positions_units_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "held_positions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    person_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    substitute = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    end_reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_held_positions", x => x.id);
                    table.ForeignKey(
                        name: "fk_held_positions_people_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_held_positions_positions_position_id",
                        column: x => x.position_id,
                        principalTable: "positions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_exchange_locks_organization_code",
                table: "exchange_locks",
                column: "organization_code");

            migrationBuilder.CreateIndex(
                name: "ix_held_positions_person_id",
                table: "held_positions",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_held_positions_position_id",
                table: "held_positions",
                column: "position_id");

            migrationBuilder.CreateIndex(
                name: "ix_import_drafts_at",
                table: "import_drafts",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_legal_texts_number",
                table: "legal_texts",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_merger_members_organization_code",
                table: "merger_members",
                column: "organization_code");

            migrationBuilder.CreateIndex(
                name: "ix_mergers_basis_id",
                table: "mergers",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_mergers_continuing_code",
                table: "mergers",
                column: "continuing_code");

            migrationBuilder.CreateIndex(
                name: "ix_organization_identifiers_basis_id",
                table: "organization_identifiers",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_identifiers_value",
                table: "organization_identifiers",
                column: "value");

            migrationBuilder.CreateIndex(
                name: "ix_organization_names_basis_id",
                table: "organization_names",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_parents_basis_id",
                table: "organization_parents",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organization_parents_parent_code",
                table: "organization_parents",
                column: "parent_code");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_basis_id",
                table: "organizations",
                column: "basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_end_basis_id",
                table: "organizations",
                column: "end_basis_id");

            migrationBuilder.CreateIndex(
                name: "ix_organizations_successor_code",
                table: "organizations",
                column: "successor_code");

            migrationBuilder.CreateIndex(
                name: "ix_people_email",
                table: "people",
                column: "email",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_positions_organization_code_rank",
                table: "positions",
                columns: new[] { "organization_code", "rank" });

            migrationBuilder.CreateIndex(
                name: "ix_positions_unit_id",
                table: "positions",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_units_organization_code_name",
                table: "units",
                columns: new[] { "organization_code", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_rows");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "event_rows");

            migrationBuilder.DropTable(
                name: "exchange_locks");

            migrationBuilder.DropTable(
                name: "held_positions");

            migrationBuilder.DropTable(
                name: "import_drafts");

            migrationBuilder.DropTable(
                name: "merger_members");

            migrationBuilder.DropTable(
                name: "organization_identifiers");

            migrationBuilder.DropTable(
                name: "organization_names");

            migrationBuilder.DropTable(
                name: "organization_parents");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "positions");

            migrationBuilder.DropTable(
                name: "mergers");

            migrationBuilder.DropTable(
                name: "units");

            migrationBuilder.DropTable(
                name: "organizations");

            migrationBuilder.DropTable(
                name: "legal_texts");
        }
    }
}

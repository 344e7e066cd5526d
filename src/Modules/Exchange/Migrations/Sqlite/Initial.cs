using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VanLang.Exchange.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alert_rules",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    threshold = table.Column<int>(type: "INTEGER", nullable: false),
                    enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_rules", x => x.kind);
                });

            migrationBuilder.CreateTable(
                name: "archive_holds",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    document_id = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    placed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    placed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_holds", x => new { x.sender_code, x.document_id });
                });

            migrationBuilder.CreateTable(
                name: "archived_packets",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    packet_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    archive = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    begins = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archived_packets", x => new { x.sender_code, x.packet_id });
                });

            migrationBuilder.CreateTable(
                name: "archives",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    month = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    packets = table.Column<int>(type: "INTEGER", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    kid = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archives", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    packet_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    content_type = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    stored_sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => new { x.sender_code, x.packet_id, x.number });
                });

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
                name: "axis_agencies",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    queued = table.Column<long>(type: "INTEGER", nullable: false),
                    delivered = table.Column<long>(type: "INTEGER", nullable: false),
                    received = table.Column<long>(type: "INTEGER", nullable: false),
                    assigned = table.Column<long>(type: "INTEGER", nullable: false),
                    processing = table.Column<long>(type: "INTEGER", nullable: false),
                    waiting_since = table.Column<long>(type: "INTEGER", nullable: true),
                    last_sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_fetched_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_axis_agencies", x => x.organization_code);
                });

            migrationBuilder.CreateTable(
                name: "axis_days",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    sent = table.Column<long>(type: "INTEGER", nullable: false),
                    statuses = table.Column<long>(type: "INTEGER", nullable: false),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_to = table.Column<long>(type: "INTEGER", nullable: false),
                    to_arrived = table.Column<long>(type: "INTEGER", nullable: false),
                    to_registered = table.Column<long>(type: "INTEGER", nullable: false),
                    to_finished = table.Column<long>(type: "INTEGER", nullable: false),
                    to_returned = table.Column<long>(type: "INTEGER", nullable: false),
                    came_in = table.Column<long>(type: "INTEGER", nullable: false),
                    in_arrived = table.Column<long>(type: "INTEGER", nullable: false),
                    in_registered = table.Column<long>(type: "INTEGER", nullable: false),
                    in_finished = table.Column<long>(type: "INTEGER", nullable: false),
                    in_returned = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_axis_days", x => new { x.organization_code, x.day });
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
                name: "deadline_days",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    duty = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due = table.Column<long>(type: "INTEGER", nullable: false),
                    started = table.Column<long>(type: "INTEGER", nullable: false),
                    kept = table.Column<long>(type: "INTEGER", nullable: false),
                    late = table.Column<long>(type: "INTEGER", nullable: false),
                    ended = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline_days", x => new { x.organization_code, x.day, x.duty, x.due });
                });

            migrationBuilder.CreateTable(
                name: "deadline_rules",
                columns: table => new
                {
                    duty = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    min_priority = table.Column<int>(type: "INTEGER", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    amount = table.Column<int>(type: "INTEGER", nullable: false),
                    soon_minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    legal_basis = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline_rules", x => new { x.duty, x.min_priority, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    recipient_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    packet_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sender_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    recipient_name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    addressed_as = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    addressed_codes = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    lane = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    state_at = table.Column<long>(type: "INTEGER", nullable: false),
                    queued_at = table.Column<long>(type: "INTEGER", nullable: false),
                    arrived_at = table.Column<long>(type: "INTEGER", nullable: true),
                    before = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ask = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    request_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    acked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    queue = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    assignee = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    assignee_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    due_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    receipt_due = table.Column<long>(type: "INTEGER", nullable: true),
                    register_due = table.Column<long>(type: "INTEGER", nullable: true),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    settlement = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    statuses = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => new { x.recipient_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "delivery_statuses",
                columns: table => new
                {
                    recipient_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    delivery_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    sender_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    staff_department = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    staff_name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    staff_email = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    staff_mobile = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    assignee = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    said_at = table.Column<long>(type: "INTEGER", nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    applied = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_statuses", x => new { x.recipient_code, x.delivery_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "destructions",
                columns: table => new
                {
                    recipient_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    delivery_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    recall_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    status_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    files = table.Column<string>(type: "TEXT", maxLength: 14000, nullable: false),
                    copies = table.Column<int>(type: "INTEGER", nullable: true),
                    archived = table.Column<bool>(type: "INTEGER", nullable: false),
                    copy_list = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    destroyed_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    department = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    destroyed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    statement = table.Column<string>(type: "TEXT", maxLength: 56000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_destructions", x => new { x.recipient_code, x.delivery_id });
                });

            migrationBuilder.CreateTable(
                name: "document_templates",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    folded = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    body = table.Column<string>(type: "TEXT", maxLength: 200000, nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_templates", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    document_id = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    packet_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    events = table.Column<int>(type: "INTEGER", nullable: false),
                    updates = table.Column<int>(type: "INTEGER", nullable: false),
                    recalled_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    recalled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    replaced_by = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents", x => new { x.sender_code, x.document_id });
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
                name: "fetch_delays",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    documents = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fetch_delays", x => new { x.organization_code, x.day, x.step });
                });

            migrationBuilder.CreateTable(
                name: "historic_documents",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    import_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    side = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    notation = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    issued_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    type_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    signer_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    partner = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    partner_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: true),
                    register_number = table.Column<string>(type: "TEXT", maxLength: 50, nullable: true),
                    registered_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    search = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_historic_documents", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "historic_imports",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    side = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    file_name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    checked_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    imported_at = table.Column<long>(type: "INTEGER", nullable: true),
                    added = table.Column<int>(type: "INTEGER", nullable: false),
                    known = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_historic_imports", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "packet_targets",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    packet_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    about_sender = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    about_document = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_packet_targets", x => new { x.sender_code, x.packet_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "packets",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    match = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    sender_as = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    sender_name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    document_id = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    about_sender = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    about_document = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    event_number = table.Column<int>(type: "INTEGER", nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    notation = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    promulgation_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    type_name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    signer_name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    due_date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    status_code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    status_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    status_applied = table.Column<bool>(type: "INTEGER", nullable: false),
                    waiting = table.Column<string>(type: "TEXT", maxLength: 60000, nullable: true),
                    matched_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    digest = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    receipt = table.Column<string>(type: "TEXT", maxLength: 1500000, nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    send_due = table.Column<long>(type: "INTEGER", nullable: true),
                    idempotency_key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    signature = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    signature_detail = table.Column<string>(type: "TEXT", maxLength: 60000, nullable: true),
                    warnings = table.Column<string>(type: "TEXT", maxLength: 60000, nullable: true),
                    recipients = table.Column<int>(type: "INTEGER", nullable: false),
                    attachments = table.Column<int>(type: "INTEGER", nullable: false),
                    search = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_packets", x => new { x.sender_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "recipient_groups",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    folded = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recipient_groups", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "retention_rules",
                columns: table => new
                {
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    months = table.Column<int>(type: "INTEGER", nullable: false),
                    legal_basis = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_rules", x => x.valid_from);
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    length = table.Column<long>(type: "INTEGER", nullable: false),
                    received = table.Column<long>(type: "INTEGER", nullable: false),
                    metadata = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uploads", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    organization_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    url = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    kinds = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    state_reason = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    state_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recipient_group_members",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    group_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    member_code = table.Column<string>(type: "TEXT", maxLength: 35, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recipient_group_members", x => new { x.owner_code, x.group_id, x.member_code, x.valid_from });
                    table.ForeignKey(
                        name: "fk_recipient_group_members_recipient_groups_owner_code_group_id",
                        columns: x => new { x.owner_code, x.group_id },
                        principalTable: "recipient_groups",
                        principalColumns: new[] { "owner_code", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_cursors",
                columns: table => new
                {
                    webhook_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    arrivals = table.Column<long>(type: "INTEGER", nullable: false),
                    statuses = table.Column<long>(type: "INTEGER", nullable: false),
                    last_success_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_failure_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    last_answer = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_cursors", x => x.webhook_id);
                    table.ForeignKey(
                        name: "fk_webhook_cursors_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_failures",
                columns: table => new
                {
                    webhook_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    event_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_answer = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    last_text = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_failures", x => new { x.webhook_id, x.event_id });
                    table.ForeignKey(
                        name: "fk_webhook_failures_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_archived_packets_archive",
                table: "archived_packets",
                column: "archive");

            migrationBuilder.CreateIndex(
                name: "ix_archived_packets_packet_id",
                table: "archived_packets",
                column: "packet_id");

            migrationBuilder.CreateIndex(
                name: "ix_archives_month",
                table: "archives",
                column: "month");

            migrationBuilder.CreateIndex(
                name: "ix_axis_days_day",
                table: "axis_days",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_deadline_days_day",
                table: "deadline_days",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_answered_late",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" },
                filter: "settled_at > receipt_due");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_packet_id",
                table: "deliveries",
                column: "packet_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_recipient_code_assignee_id_lane",
                table: "deliveries",
                columns: new[] { "recipient_code", "assignee_id", "lane" },
                filter: "assignee_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_recipient_code_lane_position",
                table: "deliveries",
                columns: new[] { "recipient_code", "lane", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_recipient_code_position",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_registered_late",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" },
                filter: "settled_at > register_due");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_sent_asked",
                table: "deliveries",
                columns: new[] { "sender_code", "packet_id" },
                filter: "lane = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_sent_returned",
                table: "deliveries",
                columns: new[] { "sender_code", "packet_id" },
                filter: "state = 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_sent_waiting",
                table: "deliveries",
                columns: new[] { "sender_code", "packet_id" },
                filter: "lane = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_unacknowledged",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" },
                filter: "acked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_unsettled",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" },
                filter: "settled_at IS NULL AND receipt_due IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_statuses_recipient_code_position",
                table: "delivery_statuses",
                columns: new[] { "recipient_code", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_delivery_statuses_sender_code_position",
                table: "delivery_statuses",
                columns: new[] { "sender_code", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_destructions_recall_id",
                table: "destructions",
                column: "recall_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_templates_owner_code_folded",
                table: "document_templates",
                columns: new[] { "owner_code", "folded" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_packet_id",
                table: "documents",
                column: "packet_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_replaced_by",
                table: "documents",
                column: "replaced_by",
                filter: "replaced_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_historic_documents_owner_code_issued_on_key",
                table: "historic_documents",
                columns: new[] { "owner_code", "issued_on", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_historic_documents_owner_code_key",
                table: "historic_documents",
                columns: new[] { "owner_code", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_historic_imports_digest",
                table: "historic_imports",
                column: "digest");

            migrationBuilder.CreateIndex(
                name: "ix_packet_targets_about_sender_about_document",
                table: "packet_targets",
                columns: new[] { "about_sender", "about_document" });

            migrationBuilder.CreateIndex(
                name: "ix_packets_about_sender_about_document",
                table: "packets",
                columns: new[] { "about_sender", "about_document" });

            migrationBuilder.CreateIndex(
                name: "ix_packets_digest",
                table: "packets",
                column: "digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_packets_id",
                table: "packets",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_packets_position",
                table: "packets",
                column: "position",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_packets_sender_code_idempotency_key",
                table: "packets",
                columns: new[] { "sender_code", "idempotency_key" },
                unique: true,
                filter: "idempotency_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_packets_sender_code_position",
                table: "packets",
                columns: new[] { "sender_code", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_packets_sent_late",
                table: "packets",
                columns: new[] { "sender_code", "position" },
                filter: "accepted_at > send_due");

            migrationBuilder.CreateIndex(
                name: "ix_packets_unmatched",
                table: "packets",
                columns: new[] { "sender_code", "position" },
                filter: "match = 'Unmatched'");

            migrationBuilder.CreateIndex(
                name: "ix_recipient_groups_owner_code_folded",
                table: "recipient_groups",
                columns: new[] { "owner_code", "folded" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_uploads_expires_at",
                table: "uploads",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_failures_state_next_at",
                table: "webhook_failures",
                columns: new[] { "state", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_organization_code_url",
                table: "webhooks",
                columns: new[] { "organization_code", "url" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_rules");

            migrationBuilder.DropTable(
                name: "archive_holds");

            migrationBuilder.DropTable(
                name: "archived_packets");

            migrationBuilder.DropTable(
                name: "archives");

            migrationBuilder.DropTable(
                name: "attachments");

            migrationBuilder.DropTable(
                name: "audit_rows");

            migrationBuilder.DropTable(
                name: "axis_agencies");

            migrationBuilder.DropTable(
                name: "axis_days");

            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "deadline_days");

            migrationBuilder.DropTable(
                name: "deadline_rules");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "delivery_statuses");

            migrationBuilder.DropTable(
                name: "destructions");

            migrationBuilder.DropTable(
                name: "document_templates");

            migrationBuilder.DropTable(
                name: "documents");

            migrationBuilder.DropTable(
                name: "event_rows");

            migrationBuilder.DropTable(
                name: "fetch_delays");

            migrationBuilder.DropTable(
                name: "historic_documents");

            migrationBuilder.DropTable(
                name: "historic_imports");

            migrationBuilder.DropTable(
                name: "packet_targets");

            migrationBuilder.DropTable(
                name: "packets");

            migrationBuilder.DropTable(
                name: "recipient_group_members");

            migrationBuilder.DropTable(
                name: "retention_rules");

            migrationBuilder.DropTable(
                name: "uploads");

            migrationBuilder.DropTable(
                name: "webhook_cursors");

            migrationBuilder.DropTable(
                name: "webhook_failures");

            migrationBuilder.DropTable(
                name: "recipient_groups");

            migrationBuilder.DropTable(
                name: "webhooks");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace VanLang.Exchange.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "exchange");

            migrationBuilder.CreateTable(
                name: "alert_rules",
                schema: "exchange",
                columns: table => new
                {
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    threshold = table.Column<int>(type: "integer", nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_alert_rules", x => x.kind);
                });

            migrationBuilder.CreateTable(
                name: "archive_holds",
                schema: "exchange",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    document_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    placed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_holds", x => new { x.sender_code, x.document_id });
                });

            migrationBuilder.CreateTable(
                name: "archived_packets",
                schema: "exchange",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    packet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    archive = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    begins = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archived_packets", x => new { x.sender_code, x.packet_id });
                });

            migrationBuilder.CreateTable(
                name: "archives",
                schema: "exchange",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    month = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    packets = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    kid = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    rule = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archives", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "attachments",
                schema: "exchange",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    packet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    content_type = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    stored_sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => new { x.sender_code, x.packet_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "audit_rows",
                schema: "exchange",
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
                name: "axis_agencies",
                schema: "exchange",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    queued = table.Column<long>(type: "bigint", nullable: false),
                    delivered = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    assigned = table.Column<long>(type: "bigint", nullable: false),
                    processing = table.Column<long>(type: "bigint", nullable: false),
                    waiting_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_fetched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_axis_agencies", x => x.organization_code);
                });

            migrationBuilder.CreateTable(
                name: "axis_days",
                schema: "exchange",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    sent = table.Column<long>(type: "bigint", nullable: false),
                    statuses = table.Column<long>(type: "bigint", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    sent_to = table.Column<long>(type: "bigint", nullable: false),
                    to_arrived = table.Column<long>(type: "bigint", nullable: false),
                    to_registered = table.Column<long>(type: "bigint", nullable: false),
                    to_finished = table.Column<long>(type: "bigint", nullable: false),
                    to_returned = table.Column<long>(type: "bigint", nullable: false),
                    came_in = table.Column<long>(type: "bigint", nullable: false),
                    in_arrived = table.Column<long>(type: "bigint", nullable: false),
                    in_registered = table.Column<long>(type: "bigint", nullable: false),
                    in_finished = table.Column<long>(type: "bigint", nullable: false),
                    in_returned = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_axis_days", x => new { x.organization_code, x.day });
                });

            migrationBuilder.CreateTable(
                name: "counters",
                schema: "exchange",
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
                name: "deadline_days",
                schema: "exchange",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    duty = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started = table.Column<long>(type: "bigint", nullable: false),
                    kept = table.Column<long>(type: "bigint", nullable: false),
                    late = table.Column<long>(type: "bigint", nullable: false),
                    ended = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline_days", x => new { x.organization_code, x.day, x.duty, x.due });
                });

            migrationBuilder.CreateTable(
                name: "deadline_rules",
                schema: "exchange",
                columns: table => new
                {
                    duty = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    min_priority = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    amount = table.Column<int>(type: "integer", nullable: false),
                    soon_minutes = table.Column<int>(type: "integer", nullable: false),
                    legal_basis = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline_rules", x => new { x.duty, x.min_priority, x.valid_from });
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                schema: "exchange",
                columns: table => new
                {
                    recipient_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    packet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sender_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    recipient_name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    addressed_as = table.Column<string>(type: "character varying(200000)", maxLength: 200000, nullable: false),
                    addressed_codes = table.Column<string>(type: "character varying(200000)", maxLength: 200000, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    lane = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    queued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    before = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ask = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    request_id = table.Column<Guid>(type: "uuid", nullable: true),
                    acked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    queue = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    assignee = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    assignee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    due_date = table.Column<DateOnly>(type: "date", nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    receipt_due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    register_due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    settled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    settlement = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    statuses = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => new { x.recipient_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "delivery_statuses",
                schema: "exchange",
                columns: table => new
                {
                    recipient_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    sender_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    code = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    staff_department = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    staff_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    staff_email = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    staff_mobile = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    assignee = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    said_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    applied = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_delivery_statuses", x => new { x.recipient_code, x.delivery_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "destructions",
                schema: "exchange",
                columns: table => new
                {
                    recipient_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recall_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status_id = table.Column<Guid>(type: "uuid", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    files = table.Column<string>(type: "character varying(14000)", maxLength: 14000, nullable: false),
                    copies = table.Column<int>(type: "integer", nullable: true),
                    archived = table.Column<bool>(type: "boolean", nullable: false),
                    copy_list = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    destroyed_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    department = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    destroyed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    statement = table.Column<string>(type: "character varying(56000)", maxLength: 56000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_destructions", x => new { x.recipient_code, x.delivery_id });
                });

            migrationBuilder.CreateTable(
                name: "document_templates",
                schema: "exchange",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    folded = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    body = table.Column<string>(type: "character varying(200000)", maxLength: 200000, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_templates", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "documents",
                schema: "exchange",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    document_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    packet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    events = table.Column<int>(type: "integer", nullable: false),
                    updates = table.Column<int>(type: "integer", nullable: false),
                    recalled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    recalled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    replaced_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_documents", x => new { x.sender_code, x.document_id });
                });

            migrationBuilder.CreateTable(
                name: "event_rows",
                schema: "exchange",
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
                name: "fetch_delays",
                schema: "exchange",
                columns: table => new
                {
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    step = table.Column<int>(type: "integer", nullable: false),
                    documents = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fetch_delays", x => new { x.organization_code, x.day, x.step });
                });

            migrationBuilder.CreateTable(
                name: "historic_documents",
                schema: "exchange",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    side = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    number = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    notation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    issued_on = table.Column<DateOnly>(type: "date", nullable: false),
                    type_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    subject = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    signer_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    partner = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    partner_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: true),
                    register_number = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    registered_on = table.Column<DateOnly>(type: "date", nullable: true),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    search = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_historic_documents", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "historic_imports",
                schema: "exchange",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    side = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    file_name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    checked_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    imported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    added = table.Column<int>(type: "integer", nullable: false),
                    known = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_historic_imports", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "packet_targets",
                schema: "exchange",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    packet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    about_sender = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    about_document = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_packet_targets", x => new { x.sender_code, x.packet_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "packets",
                schema: "exchange",
                columns: table => new
                {
                    sender_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    match = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sender_as = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    sender_name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    document_id = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    about_sender = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    about_document = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    event_number = table.Column<int>(type: "integer", nullable: false),
                    subject = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    notation = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    promulgation_date = table.Column<DateOnly>(type: "date", nullable: true),
                    type_name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    signer_name = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    due_date = table.Column<DateOnly>(type: "date", nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    status_code = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    status_id = table.Column<Guid>(type: "uuid", nullable: true),
                    status_applied = table.Column<bool>(type: "boolean", nullable: false),
                    waiting = table.Column<string>(type: "character varying(60000)", maxLength: 60000, nullable: true),
                    matched_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    receipt = table.Column<string>(type: "character varying(1500000)", maxLength: 1500000, nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    send_due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    idempotency_key = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    signature = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    signature_detail = table.Column<string>(type: "character varying(60000)", maxLength: 60000, nullable: true),
                    warnings = table.Column<string>(type: "character varying(60000)", maxLength: 60000, nullable: true),
                    recipients = table.Column<int>(type: "integer", nullable: false),
                    attachments = table.Column<int>(type: "integer", nullable: false),
                    search = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_packets", x => new { x.sender_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "recipient_groups",
                schema: "exchange",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    folded = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recipient_groups", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "retention_rules",
                schema: "exchange",
                columns: table => new
                {
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    months = table.Column<int>(type: "integer", nullable: false),
                    legal_basis = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_rules", x => x.valid_from);
                });

            migrationBuilder.CreateTable(
                name: "uploads",
                schema: "exchange",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<long>(type: "bigint", nullable: false),
                    metadata = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uploads", x => new { x.owner_code, x.id });
                });

            migrationBuilder.CreateTable(
                name: "webhooks",
                schema: "exchange",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organization_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    url = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    kinds = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    state_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    state_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recipient_group_members",
                schema: "exchange",
                columns: table => new
                {
                    owner_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    group_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_code = table.Column<string>(type: "character varying(35)", maxLength: 35, nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recipient_group_members", x => new { x.owner_code, x.group_id, x.member_code, x.valid_from });
                    table.ForeignKey(
                        name: "fk_recipient_group_members_recipient_groups_owner_code_group_id",
                        columns: x => new { x.owner_code, x.group_id },
                        principalSchema: "exchange",
                        principalTable: "recipient_groups",
                        principalColumns: new[] { "owner_code", "id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_cursors",
                schema: "exchange",
                columns: table => new
                {
                    webhook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    arrivals = table.Column<long>(type: "bigint", nullable: false),
                    statuses = table.Column<long>(type: "bigint", nullable: false),
                    last_success_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_failure_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failing_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_answer = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_cursors", x => x.webhook_id);
                    table.ForeignKey(
                        name: "fk_webhook_cursors_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalSchema: "exchange",
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "webhook_failures",
                schema: "exchange",
                columns: table => new
                {
                    webhook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    content = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    first_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_answer = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    last_text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhook_failures", x => new { x.webhook_id, x.event_id });
                    table.ForeignKey(
                        name: "fk_webhook_failures_webhooks_webhook_id",
                        column: x => x.webhook_id,
                        principalSchema: "exchange",
                        principalTable: "webhooks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_archived_packets_archive",
                schema: "exchange",
                table: "archived_packets",
                column: "archive");

            migrationBuilder.CreateIndex(
                name: "ix_archived_packets_packet_id",
                schema: "exchange",
                table: "archived_packets",
                column: "packet_id");

            migrationBuilder.CreateIndex(
                name: "ix_archives_month",
                schema: "exchange",
                table: "archives",
                column: "month");

            migrationBuilder.CreateIndex(
                name: "ix_axis_days_day",
                schema: "exchange",
                table: "axis_days",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_deadline_days_day",
                schema: "exchange",
                table: "deadline_days",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_answered_late",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" },
                filter: "settled_at > receipt_due");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_packet_id",
                schema: "exchange",
                table: "deliveries",
                column: "packet_id");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_recipient_code_assignee_id_lane",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "recipient_code", "assignee_id", "lane" },
                filter: "assignee_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_recipient_code_lane_position",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "recipient_code", "lane", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_recipient_code_position",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_registered_late",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" },
                filter: "settled_at > register_due");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_sent_asked",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "sender_code", "packet_id" },
                filter: "lane = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_sent_returned",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "sender_code", "packet_id" },
                filter: "state = 'Rejected'");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_sent_waiting",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "sender_code", "packet_id" },
                filter: "lane = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_unacknowledged",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" },
                filter: "acked_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_unsettled",
                schema: "exchange",
                table: "deliveries",
                columns: new[] { "recipient_code", "position" },
                filter: "settled_at IS NULL AND receipt_due IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_delivery_statuses_recipient_code_position",
                schema: "exchange",
                table: "delivery_statuses",
                columns: new[] { "recipient_code", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_delivery_statuses_sender_code_position",
                schema: "exchange",
                table: "delivery_statuses",
                columns: new[] { "sender_code", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_destructions_recall_id",
                schema: "exchange",
                table: "destructions",
                column: "recall_id");

            migrationBuilder.CreateIndex(
                name: "ix_document_templates_owner_code_folded",
                schema: "exchange",
                table: "document_templates",
                columns: new[] { "owner_code", "folded" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_documents_packet_id",
                schema: "exchange",
                table: "documents",
                column: "packet_id");

            migrationBuilder.CreateIndex(
                name: "ix_documents_replaced_by",
                schema: "exchange",
                table: "documents",
                column: "replaced_by",
                filter: "replaced_by IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_historic_documents_owner_code_issued_on_key",
                schema: "exchange",
                table: "historic_documents",
                columns: new[] { "owner_code", "issued_on", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_historic_documents_owner_code_key",
                schema: "exchange",
                table: "historic_documents",
                columns: new[] { "owner_code", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_historic_imports_digest",
                schema: "exchange",
                table: "historic_imports",
                column: "digest");

            migrationBuilder.CreateIndex(
                name: "ix_packet_targets_about_sender_about_document",
                schema: "exchange",
                table: "packet_targets",
                columns: new[] { "about_sender", "about_document" });

            migrationBuilder.CreateIndex(
                name: "ix_packets_about_sender_about_document",
                schema: "exchange",
                table: "packets",
                columns: new[] { "about_sender", "about_document" });

            migrationBuilder.CreateIndex(
                name: "ix_packets_digest",
                schema: "exchange",
                table: "packets",
                column: "digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_packets_id",
                schema: "exchange",
                table: "packets",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_packets_position",
                schema: "exchange",
                table: "packets",
                column: "position",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_packets_sender_code_idempotency_key",
                schema: "exchange",
                table: "packets",
                columns: new[] { "sender_code", "idempotency_key" },
                unique: true,
                filter: "idempotency_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_packets_sender_code_position",
                schema: "exchange",
                table: "packets",
                columns: new[] { "sender_code", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_packets_sent_late",
                schema: "exchange",
                table: "packets",
                columns: new[] { "sender_code", "position" },
                filter: "accepted_at > send_due");

            migrationBuilder.CreateIndex(
                name: "ix_packets_unmatched",
                schema: "exchange",
                table: "packets",
                columns: new[] { "sender_code", "position" },
                filter: "match = 'Unmatched'");

            migrationBuilder.CreateIndex(
                name: "ix_recipient_groups_owner_code_folded",
                schema: "exchange",
                table: "recipient_groups",
                columns: new[] { "owner_code", "folded" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_uploads_expires_at",
                schema: "exchange",
                table: "uploads",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_webhook_failures_state_next_at",
                schema: "exchange",
                table: "webhook_failures",
                columns: new[] { "state", "next_at" });

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_organization_code_url",
                schema: "exchange",
                table: "webhooks",
                columns: new[] { "organization_code", "url" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_rules",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "archive_holds",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "archived_packets",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "archives",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "attachments",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "audit_rows",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "axis_agencies",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "axis_days",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "counters",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "deadline_days",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "deadline_rules",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "deliveries",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "delivery_statuses",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "destructions",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "document_templates",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "documents",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "event_rows",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "fetch_delays",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "historic_documents",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "historic_imports",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "packet_targets",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "packets",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "recipient_group_members",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "retention_rules",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "uploads",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "webhook_cursors",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "webhook_failures",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "recipient_groups",
                schema: "exchange");

            migrationBuilder.DropTable(
                name: "webhooks",
                schema: "exchange");
        }
    }
}

using VanLang.Web.Modules;

namespace VanLang.Exchange;

internal static class ExchangePermissions
{
    public const string Send = "exchange.send";
    public const string Receive = "exchange.receive";
    public const string Assign = "exchange.assign";
    public const string Work = "exchange.work";
    public const string Read = "exchange.read";
    public const string Board = "exchange.board";
    public const string ImportHistory = "exchange.history-import";
    public const string BoardOfAll = "exchange.board-of-all";
    public const string ManageBoard = "exchange.board-rules";
    public const string Webhooks = "exchange.webhooks";
    public const string WebhooksOfAll = "exchange.webhooks-of-all";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(Send, "Gửi văn bản qua Trục liên thông", "Send documents over the exchange", Roles.Clerk, Roles.Client),
        new(Receive, "Tiếp nhận hoặc trả lại văn bản đến", "Register or return incoming documents", Roles.Clerk, Roles.Client),
        new(Assign, "Phân công xử lý văn bản đến", "Assign incoming documents", Roles.Leader, Roles.Clerk),
        new(Work, "Xử lý văn bản được phân công", "Work on assigned documents", Roles.Officer, Roles.Leader, Roles.Clerk),
        new(Read, "Xem văn bản đi, đến của cơ quan", "Read the organisation's documents", Roles.Clerk, Roles.Officer, Roles.Leader, Roles.Client),
        new(Board, "Xem bảng theo dõi Trục của cơ quan", "Read the organisation's board of the exchange", Roles.Clerk, Roles.Leader, Roles.OrganizationAdmin, Roles.SystemAdmin, Roles.Auditor, Roles.Client),
        new(ImportHistory, "Nhập sổ văn bản của cơ quan từ trước khi kết nối", "Bring the organisation's register of before it was connected", Roles.Clerk, Roles.OrganizationAdmin),
        new(BoardOfAll, "Xem bảng theo dõi Trục của mọi cơ quan (số liệu, không xem nội dung văn bản)", "Read the board of the exchange for all organisations (figures, no documents)", Roles.SystemAdmin, Roles.Auditor),
        new(ManageBoard, "Đặt quy tắc cảnh báo của Trục", "Set the alert rules of the exchange", Roles.SystemAdmin),
        new(Webhooks, "Đăng ký địa chỉ nhận tin báo của Trục (webhook)", "Register addresses to which the exchange pushes events (webhooks)", Roles.OrganizationAdmin, Roles.SystemAdmin, Roles.Client),
        new(WebhooksOfAll, "Quản lý địa chỉ nhận tin báo của mọi cơ quan", "Manage the addresses of all organisations to which events are pushed", Roles.SystemAdmin),
    ];
}

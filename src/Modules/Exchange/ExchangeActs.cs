using VanLang.Web.Modules;

namespace VanLang.Exchange;

/// <summary>Acts of this module. In plain words for whoever reads the audit log; the codes are what the log keeps.</summary>
internal static class ExchangeActs
{
    public static IReadOnlyList<AuditAct> All { get; } =
    [
        new("exchange.packets.archived", "Chuyển nội dung gói tin cũ vào tệp lưu trữ", "Moved the content of old packets into an archive file"),
        new("exchange.archive.held", "Giữ lại văn bản, chưa cho lưu trữ", "Put a document under a hold"),
        new("exchange.archive.released", "Thôi giữ lại văn bản", "Ended the hold of a document"),
        new("exchange.retention-rule.recorded", "Ghi quy tắc thời hạn giữ mới", "Recorded a retention rule"),
        new("exchange.retention-rules.seeded", "Ghi quy tắc thời hạn giữ ban đầu", "Recorded the first retention rules"),
        new("exchange.blobs.swept", "Xóa nội dung không gói tin nào dùng", "Deleted stored bytes that no packet names"),
        new("exchange.alert-rule.changed", "Đổi quy tắc cảnh báo của Trục", "Changed an alert rule of the exchange"),
        new("exchange.alert-rules.seeded", "Ghi quy tắc cảnh báo ban đầu", "Recorded the first alert rules"),
        new("exchange.deadline-rules.seeded", "Ghi quy tắc thời hạn ban đầu", "Recorded the first deadline rules"),
        new("exchange.deadline-rule.recorded", "Ghi quy tắc thời hạn mới", "Recorded a deadline rule"),
        new("exchange.group.saved", "Ghi nhóm nơi nhận", "Recorded a group of recipients"),
        new("exchange.group.removed", "Xóa nhóm nơi nhận", "Removed a group of recipients"),
        new("exchange.template.saved", "Ghi mẫu văn bản gửi", "Recorded a template"),
        new("exchange.template.removed", "Xóa mẫu văn bản gửi", "Removed a template"),
        new("exchange.history.checked", "Kiểm tra tệp sổ văn bản trước khi kết nối", "Had a file of earlier documents checked"),
        new("exchange.history.imported", "Nhập sổ văn bản trước khi kết nối", "Took over a file of earlier documents"),
        new("exchange.delivery.queue", "Hệ thống nhận báo tình trạng hàng đợi", "A recipient's system told what it did with a packet in its queue"),
        new("exchange.delivery.arrived", "Nơi nhận đã lấy văn bản", "A recipient took a document off its queue"),
        new("exchange.delivery.status", "Báo trạng thái xử lý văn bản", "Reported the status of a document"),
        new("exchange.webhook.registered", "Đăng ký địa chỉ nhận tin báo", "Registered an address for pushed events"),
        new("exchange.webhook.changed", "Đổi địa chỉ nhận tin báo", "Changed an address for pushed events"),
        new("exchange.webhook.paused", "Tạm dừng địa chỉ nhận tin báo", "Paused an address for pushed events"),
        new("exchange.webhook.resumed", "Cho địa chỉ nhận tin báo hoạt động lại", "Resumed an address for pushed events"),
        new("exchange.webhook.stopped", "Trục dừng địa chỉ nhận tin báo", "The axis stopped an address for pushed events"),
        new("exchange.webhook.ended", "Xóa địa chỉ nhận tin báo", "Removed an address for pushed events"),
        new("exchange.webhook.pinged", "Thử địa chỉ nhận tin báo", "Tried an address for pushed events"),
        new("exchange.webhook.gave-up", "Thôi gửi một tin báo sau nhiều lần", "Gave up on a pushed event after many attempts"),
        new("exchange.webhook.replayed", "Gửi lại tin báo không gửi được", "Replayed events that were given up"),
        new("exchange.packet.accepted", "Trục nhận gói tin", "The axis accepted a packet"),
        new("exchange.packet.refused", "Trục từ chối gói tin", "The axis refused a packet"),
    ];
}

using VanLang.Web.Modules;

namespace VanLang.Organizations;

/// <summary>Acts of this module. In plain words for whoever reads the audit log; the codes are what the log keeps.</summary>
internal static class OrganizationsActs
{
    public static IReadOnlyList<AuditAct> All { get; } =
    [
        new("organizations.catalogue.seeded", "Ghi danh mục cơ quan ban đầu", "Recorded the first directory of agencies"),
        new("organizations.holding.ended", "Kết thúc việc giữ vị trí", "Ended the holding of a position"),
        new("organizations.holding.substituted", "Cử người thay", "Named a substitute for a position"),
        new("organizations.imported", "Nhập danh mục cơ quan", "Imported organisations"),
        new("organizations.person.appointed", "Bổ nhiệm vào vị trí", "Appointed a person to a position"),
        new("organizations.position.added", "Thêm vị trí", "Added a position"),
        new("organizations.unit.added", "Thêm đơn vị", "Added a unit"),
        new("organizations.organization.confirmed", "Xác nhận căn cứ đã đối chiếu", "Confirmed a legal basis against its text"),
        new("organizations.organization.contact", "Sửa thông tin liên hệ", "Changed contact data"),
        new("organizations.organization.ended", "Kết thúc cơ quan", "Ended an organisation"),
        new("organizations.organization.identifier", "Cấp mã định danh", "Gave an identifier"),
        new("organizations.organization.locked", "Khóa cơ quan", "Locked an organisation"),
        new("organizations.organization.merged", "Hợp nhất cơ quan", "Merged organisations"),
        new("organizations.organization.moved", "Chuyển cơ quan cấp trên", "Moved an organisation under another"),
        new("organizations.organization.registered", "Đăng ký cơ quan", "Registered an organisation"),
        new("organizations.organization.renamed", "Đổi tên cơ quan", "Renamed an organisation"),
        new("organizations.organization.unlocked", "Mở khóa cơ quan", "Unlocked an organisation"),
    ];
}

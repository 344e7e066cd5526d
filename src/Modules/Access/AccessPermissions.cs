using VanLang.Web.Modules;

namespace VanLang.Access;

internal static class AccessPermissions
{
    public const string ReadAccounts = "access.accounts.read";
    public const string ManageAccounts = "access.accounts.manage";
    public const string AllOrganizations = "access.all-organizations";
    public const string ManageClients = "access.clients.manage";
    public const string ReadRoles = "access.roles.read";
    public const string ManageRoles = "access.roles.manage";
    public const string ReadMetrics = "access.metrics.read";
    public const string ReadAudit = "access.audit.read";
    public const string ManageWitnesses = "access.witnesses.manage";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(ReadAccounts, "Xem tài khoản của cơ quan", "See the organisation's accounts", Roles.OrganizationAdmin, Roles.SystemAdmin, Roles.Auditor),
        new(ManageAccounts, "Mời, khóa, đặt lại tài khoản của cơ quan", "Invite, lock and reset the organisation's accounts", Roles.OrganizationAdmin, Roles.SystemAdmin),
        new(AllOrganizations, "Làm việc với tài khoản và ứng dụng của mọi cơ quan", "Work on accounts and clients of every organisation", Roles.SystemAdmin, Roles.Auditor),
        new(ManageClients, "Đăng ký, xoay khóa, khóa ứng dụng kết nối của cơ quan", "Register, rotate and lock the organisation's API clients", Roles.OrganizationAdmin, Roles.SystemAdmin),
        new(ReadRoles, "Xem quyền của các vai trò", "See what each role may do", Roles.SystemAdmin, Roles.Auditor),
        new(ManageRoles, "Sửa quyền của các vai trò", "Change what each role may do", Roles.SystemAdmin),
        new(ReadMetrics, "Đọc số đo vận hành", "Read the operating figures", Roles.SystemAdmin),
        new(ReadAudit, "Đọc và xuất nhật ký kiểm toán", "Read and export the audit", Roles.SystemAdmin, Roles.Auditor),
        new(ManageWitnesses, "Đăng ký bên làm chứng cho nhật ký", "Register witnesses of the audit log", Roles.SystemAdmin),
    ];
}

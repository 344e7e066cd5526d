using VanLang.Organizations.Contracts;
using VanLang.Web.Modules;

namespace VanLang.Organizations;

internal static class OrganizationsPermissions
{
    public const string Edit = "organizations.edit";
    public const string ReadPeople = "organizations.people";
    public const string EditPeople = "organizations.people.edit";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(Edit, "Sửa danh mục cơ quan", "Edit the directory of organisations", Roles.SystemAdmin),
        new(ReadPeople, "Xem người và vị trí công tác", "See people and positions", Roles.Clerk, Roles.Officer, Roles.Leader, Roles.OrganizationAdmin, Roles.SystemAdmin, Roles.Auditor),
        new(EditPeople, "Sửa đơn vị, vị trí và người của cơ quan mình", "Edit units, positions and people of the own organisation", Roles.OrganizationAdmin, Roles.SystemAdmin),
        new(ISubordinateUnits.Permission, "Đăng ký, kết thúc đơn vị dưới cơ quan của mình (trung tâm kết nối)", "Register and end units below the own organisation (relay centre)"),
    ];
}

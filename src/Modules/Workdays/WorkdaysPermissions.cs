using VanLang.Web.Modules;

namespace VanLang.Workdays;

internal static class WorkdaysPermissions
{
    public const string Manage = "workdays.manage";
    public const string Hours = "workdays.hours";

    public static IReadOnlyList<Permission> All { get; } =
    [
        new(Manage, "Ghi quyết định về ngày nghỉ, ngày làm bù; đặt giờ làm việc của mọi cơ quan", "Record decisions on days off and make-up days; set the hours of any organisation", Roles.SystemAdmin),
        new(Hours, "Đặt giờ làm việc của cơ quan mình", "Set the hours of the own organisation", Roles.OrganizationAdmin, Roles.SystemAdmin),
    ];
}

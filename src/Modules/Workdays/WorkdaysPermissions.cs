using VanLang.Web.Modules;

namespace VanLang.Workdays;

internal static class WorkdaysPermissions
{
    public static IReadOnlyList<Permission> All { get; } = [];
}

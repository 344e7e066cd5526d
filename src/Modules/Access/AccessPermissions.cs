using VanLang.Web.Modules;

namespace VanLang.Access;

internal static class AccessPermissions
{
    public static IReadOnlyList<Permission> All { get; } = [];
}

using VanLang.Web.Modules;

namespace VanLang.Organizations;

internal static class OrganizationsPermissions
{
    public static IReadOnlyList<Permission> All { get; } = [];
}

using VanLang.Web.Modules;

namespace VanLang.Exchange;

internal static class ExchangePermissions
{
    public static IReadOnlyList<Permission> All { get; } = [];
}

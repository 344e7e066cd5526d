using VanLang.Web.Components;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Access.Pages;

/// <summary>Roles as people call them.</summary>
internal static class RoleNames
{
    private static readonly Dictionary<string, (string Vi, string En)> Names = new()
    {
        [Roles.Clerk] = ("Văn thư", "Clerk"),
        [Roles.Officer] = ("Chuyên viên", "Officer"),
        [Roles.Leader] = ("Lãnh đạo", "Leader"),
        [Roles.OrganizationAdmin] = ("Quản trị cơ quan", "Organisation administrator"),
        [Roles.SystemAdmin] = ("Quản trị hệ thống", "System administrator"),
        [Roles.Auditor] = ("Kiểm toán, thanh tra", "Auditor"),
        [Roles.Client] = ("Ứng dụng kết nối", "API client"),
    };

    public static string Of(string role) => Names.TryGetValue(role, out var name) ? (Problems.Language == "en" ? name.En : name.Vi) : role;

    /// <summary>Roles that a position may carry.</summary>
    public static IEnumerable<Choice> OfPositions(bool high) => Roles.OfPeople
        .Where(r => high || r is not (Roles.SystemAdmin or Roles.Auditor))
        .Select(r => new Choice(r, Of(r)));
}

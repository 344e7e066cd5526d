using VanLang.Web.Text;

namespace VanLang.Organizations.Pages;

/// <summary>Addresses of this module's pages, written in one place.</summary>
internal static class OrganizationLinks
{
    public const string Tree = "/organizations";

    public static string To(string code, DateOnly? at = null) => $"{Tree}/{Uri.EscapeDataString(code)}{At(at, '?')}";

    public static string Edit(string code, string act) => $"{To(code)}/{act}";

    public static string People(string code) => $"{To(code)}/people";

    /// <summary>The tree with these branches open, kept at the row that was pressed.</summary>
    public static string Open(IEnumerable<string> open, DateOnly? at, string row)
    {
        var list = string.Join(',', open.Order(StringComparer.Ordinal));
        var query = (list.Length, at) switch
        {
            (0, null) => "",
            (0, _) => At(at, '?'),
            _ => $"?open={Uri.EscapeDataString(list)}{At(at, '&')}",
        };
        return $"{Tree}{query}#o-{row}";
    }

    private static string At(DateOnly? at, char sign) => at is { } date ? $"{sign}at={Format.Machine(date)}" : "";
}

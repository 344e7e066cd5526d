namespace VanLang.Organizations.Registry;

internal enum OrganizationKind
{
    Ministry,
    MinistryLevel,
    GovernmentAgency,
    Province,
    Department,
    District,
    Commune,
    Other,
}

/// <summary>The kinds as machines and people read them.</summary>
internal static class OrganizationKinds
{
    public static IReadOnlyList<OrganizationKind> All { get; } = Enum.GetValues<OrganizationKind>();

    public static string Code(this OrganizationKind kind) => kind switch
    {
        OrganizationKind.Ministry => "ministry",
        OrganizationKind.MinistryLevel => "ministry-level",
        OrganizationKind.GovernmentAgency => "government-agency",
        OrganizationKind.Province => "province",
        OrganizationKind.Department => "department",
        OrganizationKind.District => "district",
        OrganizationKind.Commune => "commune",
        _ => "other",
    };

    /// <summary>Vietnamese name; its English stands in the resources under this key.</summary>
    public static string Vi(this OrganizationKind kind) => kind switch
    {
        OrganizationKind.Ministry => "Bộ",
        OrganizationKind.MinistryLevel => "Cơ quan ngang bộ",
        OrganizationKind.GovernmentAgency => "Cơ quan thuộc Chính phủ",
        OrganizationKind.Province => "Tỉnh, thành phố",
        OrganizationKind.Department => "Đơn vị trực thuộc",
        OrganizationKind.District => "Quận, huyện",
        OrganizationKind.Commune => "Xã, phường",
        _ => "Tổ chức khác",
    };

    public static OrganizationKind? Parse(string? code)
    {
        foreach (var kind in All)
        {
            if (string.Equals(kind.Code(), code?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>1 ministry or province, 2 department or district, 3 commune and below.</summary>
    public static int UsualLevel(this OrganizationKind kind) => kind switch
    {
        OrganizationKind.Department or OrganizationKind.District or OrganizationKind.Other => 2,
        OrganizationKind.Commune => 3,
        _ => 1,
    };
}

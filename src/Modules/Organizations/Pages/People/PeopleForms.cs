using System.ComponentModel.DataAnnotations;
using VanLang.Organizations.People;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Pages.People;

internal sealed class AppointForm
{
    [Display(Name = "Họ và tên")]
    [StringLength(Person.MaxName)]
    public string? FullName { get; set; }

    [Display(Name = "Thư công vụ")]
    [StringLength(Person.MaxEmail)]
    public string? Email { get; set; }

    [Display(Name = "Vị trí")]
    public string? Position { get; set; }

    [Display(Name = "Từ ngày")]
    public DateOnly? From { get; set; }

    [Display(Name = "Lý do, quyết định bổ nhiệm")]
    [StringLength(Permit.MaxReason)]
    public string? Reason { get; set; }
}

internal sealed class UnitForm
{
    [Display(Name = "Tên đơn vị")]
    [StringLength(Unit.MaxName)]
    public string? Name { get; set; }

    [Display(Name = "Thứ tự")]
    public int Rank { get; set; } = 1;

    [Display(Name = "Lý do")]
    [StringLength(Permit.MaxReason)]
    public string? Reason { get; set; }
}

internal sealed class PositionForm
{
    [Display(Name = "Chức danh")]
    [StringLength(Organizations.People.Position.MaxTitle)]
    public string? Title { get; set; }

    [Display(Name = "Đơn vị")]
    public string? Unit { get; set; }

    [Display(Name = "Vai trò")]
    public List<string> Roles { get; set; } = [];

    [Display(Name = "Thứ tự")]
    public int Rank { get; set; } = 1;

    [Display(Name = "Lý do")]
    [StringLength(Permit.MaxReason)]
    public string? Reason { get; set; }
}

internal sealed class HoldingForm
{
    [Display(Name = "Ngày cuối")]
    public DateOnly? LastDay { get; set; }

    [Display(Name = "Người thay")]
    public string? Person { get; set; }

    [Display(Name = "Từ ngày")]
    public DateOnly? From { get; set; }

    [Display(Name = "Đến hết ngày")]
    public DateOnly? To { get; set; }

    [Display(Name = "Lý do")]
    [StringLength(Permit.MaxReason)]
    public string? Reason { get; set; }
}

/// <summary>Roles in words.</summary>
internal static class RoleNames
{
    /// <summary>Vietnamese; its English stands in the resources under this key.</summary>
    public static string Vi(string role) => role switch
    {
        VanLang.Web.Modules.Roles.Clerk => "Văn thư",
        VanLang.Web.Modules.Roles.Officer => "Chuyên viên",
        VanLang.Web.Modules.Roles.Leader => "Lãnh đạo",
        VanLang.Web.Modules.Roles.OrganizationAdmin => "Quản trị cơ quan",
        VanLang.Web.Modules.Roles.SystemAdmin => "Quản trị hệ thống",
        VanLang.Web.Modules.Roles.Auditor => "Kiểm toán, thanh tra",
        _ => role,
    };
}

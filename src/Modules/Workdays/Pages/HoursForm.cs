using System.ComponentModel.DataAnnotations;
using VanLang.Workdays.Hours;

namespace VanLang.Workdays.Pages;

/// <summary>What is typed to set the hours of an organisation.</summary>
internal sealed class HoursForm
{
    [Display(Name = "Mã cơ quan")]
    [Required]
    [StringLength(35)]
    public string? OrganizationCode { get; set; }

    [Display(Name = "Áp dụng từ ngày")]
    [Required]
    public DateOnly? ValidFrom { get; set; }

    [Display(Name = "Thứ Hai")]
    [StringLength(100)]
    public string? Monday { get; set; } = WeekText.Default.Monday;

    [Display(Name = "Thứ Ba")]
    [StringLength(100)]
    public string? Tuesday { get; set; } = WeekText.Default.Tuesday;

    [Display(Name = "Thứ Tư")]
    [StringLength(100)]
    public string? Wednesday { get; set; } = WeekText.Default.Wednesday;

    [Display(Name = "Thứ Năm")]
    [StringLength(100)]
    public string? Thursday { get; set; } = WeekText.Default.Thursday;

    [Display(Name = "Thứ Sáu")]
    [StringLength(100)]
    public string? Friday { get; set; } = WeekText.Default.Friday;

    [Display(Name = "Thứ Bảy")]
    [StringLength(100)]
    public string? Saturday { get; set; } = WeekText.Default.Saturday;

    [Display(Name = "Chủ nhật")]
    [StringLength(100)]
    public string? Sunday { get; set; } = WeekText.Default.Sunday;

    [Display(Name = "Lý do")]
    [Required]
    [StringLength(SetOfficeHours.MaxReason)]
    public string? Reason { get; set; }

    public SetOfficeHoursInput ToInput() => new(
        OrganizationCode ?? "",
        ValidFrom!.Value,
        new WeekText(Monday ?? "", Tuesday ?? "", Wednesday ?? "", Thursday ?? "", Friday ?? "", Saturday ?? "", Sunday ?? ""),
        Reason ?? "");
}

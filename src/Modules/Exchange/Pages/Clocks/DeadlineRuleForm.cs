using System.ComponentModel.DataAnnotations;
using VanLang.Exchange.Clocks;

namespace VanLang.Exchange.Pages.Clocks;

/// <summary>What a new decree, or a new policy, sets.</summary>
internal sealed class DeadlineRuleForm
{
    [Display(Name = "Loại thời hạn")]
    public string? Duty { get; set; }

    [Display(Name = "Cách tính")]
    public string? Unit { get; set; }

    [Display(Name = "Số lượng")]
    public int? Amount { get; set; }

    [Display(Name = "Có hiệu lực từ ngày")]
    public DateOnly? ValidFrom { get; set; }

    [Display(Name = "Báo sắp đến hạn trước (phút)")]
    public int? SoonMinutes { get; set; }

    [Display(Name = "Chỉ cho văn bản từ mức khẩn trở lên")]
    public bool Urgent { get; set; }

    [Display(Name = "Căn cứ pháp lý")]
    public string? LegalBasis { get; set; }

    [Display(Name = "Lý do, nguồn")]
    public string? Note { get; set; }

    public RecordDeadlineRule.Input ToInput() => new(
        Enum.TryParse<Duty>(Duty, out var duty) ? duty : null,
        Urgent,
        ValidFrom,
        Enum.TryParse<LimitUnit>(Unit, out var unit) ? unit : null,
        Amount,
        SoonMinutes,
        LegalBasis,
        Note);
}

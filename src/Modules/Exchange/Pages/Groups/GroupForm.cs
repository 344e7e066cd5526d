using System.ComponentModel.DataAnnotations;

namespace VanLang.Exchange.Pages.Groups;

/// <summary>A group as a clerk sets it.</summary>
internal sealed class GroupForm
{
    [Display(Name = "Tên nhóm")]
    public string? Name { get; set; }

    [Display(Name = "Ghi chú")]
    public string? Note { get; set; }

    [Display(Name = "Có hiệu lực từ ngày")]
    public DateOnly? From { get; set; }

    [Display(Name = "Thành viên")]
    public List<string> Members { get; set; } = [];

    public long Version { get; set; }
}

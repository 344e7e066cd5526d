using System.ComponentModel.DataAnnotations;
using VanLang.Exchange.Changes;

namespace VanLang.Exchange.Pages.Changes;

/// <summary>Why a document is recalled or taken back, and from whom.</summary>
internal sealed class ReasonForm
{
    [Display(Name = "Lý do")]
    [Required]
    [StringLength(ChangeText.ReasonLength)]
    public string? Reason { get; set; }

    [Display(Name = "Lấy lại từ")]
    public List<string> Recipients { get; set; } = [];
}

/// <summary>A recipient's answer.</summary>
internal sealed class AnswerForm
{
    [Display(Name = "Lý do")]
    [StringLength(ChangeText.ReasonLength)]
    public string? Reason { get; set; }

    [Display(Name = "Số bản đã tiêu hủy")]
    [Range(1, DestructionNote.MostCopies)]
    public int? Copies { get; set; } = 1;

    [Display(Name = "Văn bản đã đưa vào lưu trữ")]
    public bool Archived { get; set; }

    [Display(Name = "Danh mục bản đã tiêu hủy")]
    [StringLength(DestructionNote.CopyListLength)]
    public string? CopyList { get; set; }
}

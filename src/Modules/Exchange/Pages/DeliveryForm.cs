using System.ComponentModel.DataAnnotations;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Pages;

/// <summary>What is typed where a recipient handles a delivery; each button uses its own part.</summary>
internal sealed class DeliveryForm
{
    [Display(Name = "Lý do")]
    [StringLength(PacketLimits.Reason)]
    public string? Reason { get; set; }

    [Display(Name = "Người xử lý")]
    public Guid? Assignee { get; set; }

    [Display(Name = "Hạn xử lý")]
    public DateOnly? DueDate { get; set; }

    [Display(Name = "Ý kiến chỉ đạo")]
    [StringLength(PacketLimits.Reason)]
    public string? Instruction { get; set; }

    [Display(Name = "Kết quả xử lý")]
    [StringLength(PacketLimits.Reason)]
    public string? Outcome { get; set; }
}

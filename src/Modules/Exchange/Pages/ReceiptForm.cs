using System.ComponentModel.DataAnnotations;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Pages;

internal sealed class ReceiptForm
{
    [Display(Name = "Biên nhận")]
    [Required]
    [StringLength(PacketLimits.Receipt)]
    public string? Receipt { get; set; }
}

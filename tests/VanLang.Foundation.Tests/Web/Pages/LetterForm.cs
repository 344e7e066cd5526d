using System.ComponentModel.DataAnnotations;

namespace VanLang.Foundation.Tests.Web.Pages;

/// <summary>A form with every kind of field.</summary>
public sealed class LetterForm
{
    [Display(Name = "Số, ký hiệu")]
    [Required]
    [MaxLength(20)]
    public string? Number { get; set; }

    [Display(Name = "Trích yếu")]
    [Required]
    [StringLength(40, MinimumLength = 3)]
    public string? Subject { get; set; }

    [Display(Name = "Ngày ban hành")]
    public DateOnly? Issued { get; set; }

    [Display(Name = "Số trang")]
    [Range(1, 500)]
    public int Pages { get; set; } = 1;

    [Display(Name = "Thư điện tử")]
    [EmailAddress]
    public string? Email { get; set; }

    [Display(Name = "Báo lại")]
    public bool Tell { get; set; } = true;

    [Display(Name = "Nơi nhận")]
    [MinLength(1, ErrorMessage = "Hãy chọn ít nhất một nơi nhận.")]
    public List<string> To { get; set; } = [];

    [Display(Name = "Ghi chú")]
    public string? Note { get; set; }
}

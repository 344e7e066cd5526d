using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Pages.Templates;
using VanLang.Exchange.Templates;

namespace VanLang.Exchange.Pages;

/// <summary>What a clerk fills in to send a document. Lengths are those of the exchange format.</summary>
internal sealed class ComposeForm : ITemplateFields
{
    [Display(Name = "Loại văn bản")]
    [Required]
    [StringLength(100)]
    public string? Kind { get; set; }

    [Display(Name = "Số")]
    [Required]
    [StringLength(11)]
    public string? Number { get; set; }

    [Display(Name = "Ký hiệu")]
    [Required]
    [StringLength(30)]
    public string? Notation { get; set; }

    [Display(Name = "Nơi ban hành")]
    [Required]
    [StringLength(50)]
    public string? Place { get; set; }

    [Display(Name = "Ngày ban hành")]
    [Required]
    public DateOnly? IssuedOn { get; set; }

    [Display(Name = "Trích yếu")]
    [Required]
    [StringLength(500)]
    public string? Subject { get; set; }

    [Display(Name = "Quyền hạn ký")]
    [StringLength(100)]
    public string? Competence { get; set; }

    [Display(Name = "Chức vụ người ký")]
    [Required]
    [StringLength(100)]
    public string? SignerPosition { get; set; }

    [Display(Name = "Họ tên người ký")]
    [Required]
    [StringLength(50)]
    public string? SignerName { get; set; }

    [Display(Name = "Độ khẩn")]
    [Range(0, 4)]
    public int Priority { get; set; }

    [Display(Name = "Hạn xử lý")]
    public DateOnly? DueDate { get; set; }

    [Display(Name = "Số trang")]
    [Range(1, 65535)]
    public int? Pages { get; set; }

    [Display(Name = "Nơi nhận")]
    public List<string> Recipients { get; set; } = [];

    [Display(Name = "Tệp văn bản và phụ lục")]
    public IReadOnlyList<IFormFile>? Files { get; set; }

    /// <summary>Which of the two buttons was pressed; empty for sending.</summary>
    public string? Act { get; set; }

    [Display(Name = "Tên mẫu")]
    public string? TemplateName { get; set; }

    /// <summary>The form as a template fills it in on a day.</summary>
    public static ComposeForm From(TemplateView template, DateOnly today) => new()
    {
        Kind = template.Content.Kind ?? DocumentKinds.All[0].Name,
        Notation = template.Content.Notation,
        Place = template.Content.Place,
        IssuedOn = today,
        Subject = template.Subject,
        Competence = template.Content.Competence,
        SignerPosition = template.Content.SignerPosition,
        SignerName = template.Content.SignerName,
        Priority = template.Content.Priority,
        Recipients = [.. template.Reach.Reaches],
    };

    [Display(Name = "Lý do cập nhật hoặc thay thế")]
    [StringLength(Exchange.Changes.ChangeText.ReasonLength)]
    public string? Reason { get; set; }

    public SendDocument.Input ToInput(string submission) => new()
    {
        Kind = Kind,
        Number = Number,
        Notation = Notation,
        Place = Place,
        IssuedOn = IssuedOn,
        Subject = Subject,
        Competence = Competence,
        SignerPosition = SignerPosition,
        SignerName = SignerName,
        Priority = Priority,
        DueDate = DueDate,
        Pages = Pages,
        Recipients = Recipients,
        Files = [.. (Files ?? []).Select(f => new SendDocument.File(f.FileName, f.ContentType, f.Length, f.OpenReadStream))],
        IdempotencyKey = submission,
    };
}

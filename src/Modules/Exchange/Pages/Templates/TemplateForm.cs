using System.ComponentModel.DataAnnotations;
using VanLang.Exchange.Templates;

namespace VanLang.Exchange.Pages.Templates;

/// <summary>A template as a clerk sets it.</summary>
internal sealed class TemplateForm : ITemplateFields
{
    [Display(Name = "Tên mẫu")]
    public string? Name { get; set; }

    [Display(Name = "Ghi chú")]
    public string? Note { get; set; }

    [Display(Name = "Loại văn bản")]
    public string? Kind { get; set; }

    [Display(Name = "Ký hiệu")]
    public string? Notation { get; set; }

    [Display(Name = "Nơi ban hành")]
    public string? Place { get; set; }

    [Display(Name = "Trích yếu")]
    public string? Subject { get; set; }

    [Display(Name = "Quyền hạn ký")]
    public string? Competence { get; set; }

    [Display(Name = "Chức vụ người ký")]
    public string? SignerPosition { get; set; }

    [Display(Name = "Họ tên người ký")]
    public string? SignerName { get; set; }

    [Display(Name = "Độ khẩn")]
    public int Priority { get; set; }

    [Display(Name = "Nơi nhận")]
    public List<string> Recipients { get; set; } = [];

    public long Version { get; set; }

    public static TemplateForm Of(TemplateView view) => new()
    {
        Name = view.Name,
        Note = view.Note,
        Kind = view.Content.Kind,
        Notation = view.Content.Notation,
        Place = view.Content.Place,
        Subject = view.Content.Subject,
        Competence = view.Content.Competence,
        SignerPosition = view.Content.SignerPosition,
        SignerName = view.Content.SignerName,
        Priority = view.Content.Priority,
        Recipients = [.. view.Content.Recipients],
        Version = view.Version,
    };
}

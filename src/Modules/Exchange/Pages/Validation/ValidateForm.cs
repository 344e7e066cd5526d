using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace VanLang.Exchange.Pages.Validation;

/// <summary>A packet as a file, or pasted.</summary>
internal sealed class ValidateForm
{
    public const int LongestText = 2_000_000;

    [Display(Name = "Tệp gói tin")]
    public IFormFile? File { get; set; }

    [Display(Name = "Hoặc dán nội dung gói tin")]
    [MaxLength(LongestText)]
    public string? Text { get; set; }
}

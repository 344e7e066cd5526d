using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;

namespace VanLang.Exchange.Pages.History;

/// <summary>A file of an agency's register.</summary>
internal sealed class HistoryForm
{
    [Display(Name = "Sổ")]
    public string? Side { get; set; }

    [Display(Name = "Tệp sổ văn bản")]
    public IFormFile? File { get; set; }
}

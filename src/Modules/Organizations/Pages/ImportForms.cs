using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Pages;

internal sealed class ImportFileForm
{
    [Display(Name = "Tệp CSV")]
    public IFormFile? File { get; set; }
}

internal sealed class ImportReasonForm
{
    [Display(Name = "Lý do nhập")]
    [StringLength(Permit.MaxReason)]
    public string? Reason { get; set; }
}

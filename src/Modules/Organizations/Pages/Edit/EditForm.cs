using System.ComponentModel.DataAnnotations;
using VanLang.Kernel;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Pages.Edit;

/// <summary>What every edit of the directory asks: why, by which text, and which version was seen. Rules are the use case's, so that its sentences are shown.</summary>
internal class EditForm
{
    [Display(Name = "Lý do")]
    [StringLength(Permit.MaxReason)]
    public string? Reason { get; set; }

    [Display(Name = "Số, ký hiệu văn bản")]
    [StringLength(LegalInput.MaxNumber)]
    public string? BasisNumber { get; set; }

    [Display(Name = "Ngày văn bản")]
    public DateOnly? BasisDate { get; set; }

    [Display(Name = "Cơ quan ban hành")]
    [StringLength(LegalInput.MaxIssuer)]
    public string? BasisIssuer { get; set; }

    [Display(Name = "Nguồn, ghi chú")]
    [StringLength(400)]
    public string? BasisSource { get; set; }

    public long? Version { get; set; }

    public LegalInput? Basis => string.IsNullOrWhiteSpace(BasisNumber)
        ? null
        : new LegalInput(BasisNumber, BasisDate, BasisIssuer, BasisSource, BasisSource?.Contains("[M]", StringComparison.Ordinal) == true);

    /// <summary>A date that must be chosen, or the sentence that says so at its field.</summary>
    public static Result<DateOnly> Need(DateOnly? date, string field) => date is { } chosen ? chosen : OrganizationsErrors.DateRequired.At(field);
}

internal sealed class RegisterForm : EditForm
{
    [Display(Name = "Mã định danh (QĐ 20/2020)")]
    [StringLength(CodeRules.MaxLength)]
    public string? Code { get; set; }

    [Display(Name = "Mã QCVN 102:2016")]
    [StringLength(CodeRules.MaxLength)]
    public string? Code102 { get; set; }

    [Display(Name = "Tên cơ quan")]
    [StringLength(NameInput.MaxLength)]
    public string? Name { get; set; }

    [Display(Name = "Tên gọn")]
    [StringLength(NameInput.MaxLength)]
    public string? ShortName { get; set; }

    [Display(Name = "Loại")]
    public string? Kind { get; set; }

    [Display(Name = "Mã cơ quan cấp trên")]
    [StringLength(CodeRules.MaxLength)]
    public string? Parent { get; set; }

    [Display(Name = "Hoạt động từ ngày")]
    public DateOnly? From { get; set; }

    [Display(Name = "Địa chỉ")]
    [StringLength(250)]
    public string? Address { get; set; }

    [Display(Name = "Thư điện tử")]
    [StringLength(100)]
    public string? Email { get; set; }

    [Display(Name = "Điện thoại")]
    [StringLength(20)]
    public string? Telephone { get; set; }

    [Display(Name = "Fax")]
    [StringLength(20)]
    public string? Fax { get; set; }

    [Display(Name = "Trang thông tin")]
    [StringLength(100)]
    public string? Website { get; set; }

    public ContactInput Contact => new(Address, Email, Telephone, Fax, Website);
}

internal sealed class RenameForm : EditForm
{
    [Display(Name = "Tên cơ quan")]
    [StringLength(NameInput.MaxLength)]
    public string? Name { get; set; }

    [Display(Name = "Tên gọn")]
    [StringLength(NameInput.MaxLength)]
    public string? ShortName { get; set; }

    [Display(Name = "Loại")]
    public string? Kind { get; set; }

    [Display(Name = "Hiệu lực từ ngày")]
    public DateOnly? From { get; set; }
}

internal sealed class MoveForm : EditForm
{
    [Display(Name = "Mã cơ quan cấp trên mới")]
    [StringLength(CodeRules.MaxLength)]
    public string? Parent { get; set; }

    [Display(Name = "Hiệu lực từ ngày")]
    public DateOnly? From { get; set; }
}

internal sealed class MergeForm : EditForm
{
    [Display(Name = "Cơ quan hợp nhất vào đây")]
    public List<string> Ending { get; set; } = [];

    [Display(Name = "Tên mới (bỏ trống để giữ tên)")]
    [StringLength(NameInput.MaxLength)]
    public string? NewName { get; set; }

    [Display(Name = "Tên gọn mới")]
    [StringLength(NameInput.MaxLength)]
    public string? NewShortName { get; set; }

    [Display(Name = "Hợp nhất từ ngày")]
    public DateOnly? On { get; set; }
}

internal sealed class EndForm : EditForm
{
    [Display(Name = "Ngày hoạt động cuối")]
    public DateOnly? LastDay { get; set; }

    [Display(Name = "Mã cơ quan kế thừa")]
    [StringLength(CodeRules.MaxLength)]
    public string? Successor { get; set; }
}

internal sealed class ConfirmForm : EditForm
{
    public string? What { get; set; }
}

internal sealed class IdentifierForm : EditForm
{
    [Display(Name = "Hệ mã")]
    public string? Scheme { get; set; }

    [Display(Name = "Mã")]
    [StringLength(CodeRules.MaxLength)]
    public string? Value { get; set; }

    [Display(Name = "Hiệu lực từ ngày")]
    public DateOnly? From { get; set; }

    [Display(Name = "Đến hết ngày")]
    public DateOnly? To { get; set; }

    [Display(Name = "Nguồn xác nhận")]
    [StringLength(400)]
    public string? Source { get; set; }
}

internal sealed class ContactForm : EditForm
{
    [Display(Name = "Địa chỉ")]
    [StringLength(250)]
    public string? Address { get; set; }

    [Display(Name = "Thư điện tử")]
    [StringLength(100)]
    public string? Email { get; set; }

    [Display(Name = "Điện thoại")]
    [StringLength(20)]
    public string? Telephone { get; set; }

    [Display(Name = "Fax")]
    [StringLength(20)]
    public string? Fax { get; set; }

    [Display(Name = "Trang thông tin")]
    [StringLength(100)]
    public string? Website { get; set; }
}

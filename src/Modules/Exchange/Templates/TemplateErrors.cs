using VanLang.Kernel;

namespace VanLang.Exchange.Templates;

/// <summary>Expected failures of templates. Codes are never renumbered.</summary>
internal static class TemplateErrors
{
    public static readonly Error NotFound = new("EXC-0860", ErrorKind.NotFound, "Không có mẫu này trong các mẫu của cơ quan.", "There is no such template among the organisation's own.");
    public static readonly Error NameMissing = new("EXC-0861", ErrorKind.Invalid, "Hãy đặt tên cho mẫu.", "Give the template a name.");
    public static readonly Error NameTaken = new("EXC-0862", ErrorKind.Conflict, "Cơ quan đã có mẫu tên \"{0}\".", "The organisation has a template called \"{0}\" already.");
    public static readonly Error TextTooLong = new("EXC-0863", ErrorKind.Invalid, "Giá trị dài {0} ký tự, tối đa {1}.", "The value has {0} characters; the maximum is {1}.");
    public static readonly Error KindUnknown = new("EXC-0864", ErrorKind.Invalid, "Loại văn bản \"{0}\" không có trong danh mục.", "The kind of document \"{0}\" is not in the list.");
    public static readonly Error RecipientUnknown = new("EXC-0865", ErrorKind.Invalid, "Cơ quan \"{0}\" không có trong danh mục.", "The organisation \"{0}\" is not in the directory.");
    public static readonly Error Stale = new("EXC-0866", ErrorKind.Conflict, "Người khác vừa đổi mẫu này. Hãy mở lại trang rồi sửa.", "Somebody else has just changed this template. Open the page again and repeat.");
    public static readonly Error TooMany = new("EXC-0867", ErrorKind.Invalid, "Cơ quan đã có {0} mẫu, tối đa {0}.", "The organisation has {0} templates, which is the maximum.");
    public static readonly Error PriorityOutOfRange = new("EXC-0868", ErrorKind.Invalid, "Độ khẩn phải từ 0 đến 4.", "The urgency must be from 0 to 4.");
}

using VanLang.Kernel;

namespace VanLang.Exchange.Validation;

/// <summary>
/// What the validator says beside the reader's own findings: VAL-1001 on are deviations from the strict form that the exchange tolerates, and remarks.
/// </summary>
internal static class ValidationErrors
{
    public static readonly Error TooMany = new("VAL-0001", ErrorKind.RateLimited, "Quá nhiều gói tin được kiểm tra từ địa chỉ này. Đợi một phút rồi thử lại.", "Too many packets were validated from this address. Wait a minute and try again.");
    public static readonly Error Nothing = new("VAL-0002", ErrorKind.Invalid, "Hãy chọn tệp hoặc dán nội dung gói tin.", "Choose a file or paste the packet.");

    public static readonly Error Prefix = new("VAL-1001", ErrorKind.Invalid, "{0} phần tử không mang tiền tố \"edXML\"; một số phần mềm không đọc được.", "{0} elements do not bear the prefix \"edXML\"; some systems cannot read them.");
    public static readonly Error Order = new("VAL-1002", ErrorKind.Invalid, "Phần tử \"{0}\" phải đứng trước \"{1}\".", "The element \"{0}\" belongs before \"{1}\".");
    public static readonly Error Raw = new("VAL-1003", ErrorKind.Invalid, "Tệp \"{0}\" không được bọc trong ZIP.", "The file \"{0}\" is not wrapped in a ZIP.");
    public static readonly Error NoCid = new("VAL-1004", ErrorKind.Invalid, "ContentId \"{0}\" không bắt đầu bằng \"cid:\".", "The ContentId \"{0}\" does not begin with \"cid:\".");
    public static readonly Error LegacySignature = new("VAL-1005", ErrorKind.Invalid, "Chữ ký gói tin dùng SHA-1, không còn đáng tin.", "The package signature uses SHA-1, which proves nothing any more.");
    public static readonly Error NotASignature = new("VAL-1006", ErrorKind.Invalid, "Phần tử Signature không thuộc không gian tên XML-DSig nên không phải là chữ ký.", "The element Signature is not of the XML-DSig namespace, so it is no signature.");
    public static readonly Error BrokenSignature = new("VAL-1007", ErrorKind.Invalid, "Chữ ký gói tin không hợp lệ ({0}).", "The package signature does not hold ({0}).");
    public static readonly Error UncheckedSignature = new("VAL-1008", ErrorKind.Invalid, "Chữ ký phủ toàn bộ gói tin lớn nên không được kiểm tra.", "The signature covers the whole of a large packet and was not checked.");
    public static readonly Error UnknownSender = new("VAL-1009", ErrorKind.Invalid, "Mã cơ quan gửi \"{0}\" không có trong danh mục.", "The sender \"{0}\" is not in the directory.");
}

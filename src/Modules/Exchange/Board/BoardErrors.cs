using VanLang.Kernel;

namespace VanLang.Exchange.Board;

/// <summary>Expected failures of the board. Codes are never renumbered.</summary>
internal static class BoardErrors
{
    public static readonly Error RuleUnknown = new("EXC-0800", ErrorKind.NotFound, "Không có quy tắc cảnh báo này.", "There is no such alert rule.");
    public static readonly Error ThresholdOutOfRange = new("EXC-0801", ErrorKind.Invalid, "Ngưỡng phải là số nguyên từ {0} đến {1}.", "The threshold must be a whole number from {0} to {1}.");
    public static readonly Error ReasonMissing = new("EXC-0802", ErrorKind.Invalid, "Hãy ghi lý do, ít nhất 5 ký tự.", "Give the reason, at least 5 characters.");
    public static readonly Error RuleStale = new("EXC-0803", ErrorKind.Conflict, "Người khác vừa đổi quy tắc này. Hãy mở lại trang rồi sửa.", "Somebody else has just changed this rule. Open the page again and repeat.");
    public static readonly Error AgencyUnknown = new("EXC-0804", ErrorKind.NotFound, "Không tìm thấy cơ quan có mã {0}.", "There is no organisation with the code {0}.");
}

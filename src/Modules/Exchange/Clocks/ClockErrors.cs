using VanLang.Kernel;

namespace VanLang.Exchange.Clocks;

/// <summary>Expected failures of the deadlines. Codes are never renumbered.</summary>
internal static class ClockErrors
{
    public static readonly Error RangeUnreadable = new("EXC-0820", ErrorKind.Invalid, "Ngày \"{0}\" không đọc được; hãy viết như 2026-11-24.", "The date \"{0}\" cannot be read; write it like 2026-11-24.");
    public static readonly Error RangeBackwards = new("EXC-0821", ErrorKind.Invalid, "Ngày cuối không được trước ngày đầu.", "The last day may not be before the first.");
    public static readonly Error RangeTooLong = new("EXC-0822", ErrorKind.Invalid, "Khoảng thời gian dài nhất là {0} ngày.", "The longest time is {0} days.");
    public static readonly Error DutyUnknown = new("EXC-0823", ErrorKind.Invalid, "Không có loại thời hạn này.", "There is no such kind of deadline.");
    public static readonly Error BasisMissing = new("EXC-0824", ErrorKind.Invalid, "Hãy ghi căn cứ, ít nhất 5 ký tự.", "Give the legal basis, at least 5 characters.");
    public static readonly Error AmountOutOfRange = new("EXC-0825", ErrorKind.Invalid, "Số lượng phải là số nguyên từ {0} đến {1}.", "The amount must be a whole number from {0} to {1}.");
    public static readonly Error FromInThePast = new("EXC-0826", ErrorKind.Invalid, "Quy tắc mới có hiệu lực sớm nhất từ ngày mai: thời hạn đã tính không đổi.", "A new rule holds from tomorrow at the earliest: deadlines that were computed stay.");
    public static readonly Error RuleExists = new("EXC-0827", ErrorKind.Conflict, "Đã có quy tắc cho thời hạn, độ khẩn và ngày này.", "There is a rule for this deadline, urgency and day already.");
    public static readonly Error SoonOutOfRange = new("EXC-0828", ErrorKind.Invalid, "Số phút báo sắp đến hạn phải là số nguyên từ {0} đến {1}.", "The minutes of warning must be a whole number from {0} to {1}.");
    public static readonly Error TextTooLong = new("EXC-0829", ErrorKind.Invalid, "Giá trị dài {0} ký tự, tối đa {1}.", "The value has {0} characters; the maximum is {1}.");
    public static readonly Error NoteMissing = new("EXC-0830", ErrorKind.Invalid, "Hãy ghi lý do, ít nhất 5 ký tự.", "Give the reason, at least 5 characters.");
    public static readonly Error FromMissing = new("EXC-0831", ErrorKind.Invalid, "Hãy nhập ngày bắt đầu có hiệu lực.", "Enter the first day on which it holds.");
}

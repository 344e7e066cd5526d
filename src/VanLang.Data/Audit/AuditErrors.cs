using VanLang.Kernel;

namespace VanLang.Data.Audit;

/// <summary>Every expected failure of reading the audit. Codes are never renumbered.</summary>
public static class AuditErrors
{
    public static Error NoCheckpoint { get; } = new("AUD-0001", ErrorKind.NotFound, "Nhật ký kiểm toán {0} chưa có điểm kiểm nào như vậy.", "The audit log {0} has no such checkpoint.");

    public static Error NoEntry { get; } = new("AUD-0002", ErrorKind.NotFound, "Không có mục kiểm toán ở vị trí {0}.", "There is no audit entry at place {0}.");

    public static Error WrongSizes { get; } = new("AUD-0003", ErrorKind.Invalid, "Kích thước phải theo thứ tự 0 ≤ from ≤ to ≤ {0}.", "Sizes must be in the order 0 ≤ from ≤ to ≤ {0}.");

    public static Error WrongSize { get; } = new("AUD-0004", ErrorKind.Invalid, "Kích thước phải lớn hơn vị trí và không quá {0}.", "The size must be larger than the place and at most {0}.");

    public static Error WrongCursor { get; } = new("AUD-0005", ErrorKind.Invalid, "Không đọc được vị trí trang trong địa chỉ.", "The place of the page in the address cannot be read.");

    /// <summary>All of them, for the catalogue.</summary>
    public static IReadOnlyList<Error> All { get; } = [NoCheckpoint, NoEntry, WrongSizes, WrongSize, WrongCursor];
}

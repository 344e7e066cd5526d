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

    public static Error WitnessName { get; } = new("AUD-0006", ErrorKind.Invalid, "Tên bên làm chứng có từ 2 đến 59 chữ thường, số, dấu chấm, gạch nối hoặc gạch chéo.", "A witness's name has 2 to 59 lower-case letters, digits, dots, hyphens or slashes.");

    public static Error WitnessKey { get; } = new("AUD-0007", ErrorKind.Invalid, "Hãy dán khóa công khai P-256 dạng PEM (BEGIN PUBLIC KEY).", "Paste a P-256 public key as PEM (BEGIN PUBLIC KEY).");

    public static Error WitnessThere { get; } = new("AUD-0008", ErrorKind.Conflict, "Bên làm chứng {0}, hoặc khóa này, đã được đăng ký.", "The witness {0}, or this key, is registered already.");

    public static Error NotANote { get; } = new("AUD-0009", ErrorKind.Invalid, "Nội dung không phải là một điểm kiểm có chữ ký.", "The body is not a signed checkpoint.");

    public static Error NoWitness { get; } = new("AUD-0010", ErrorKind.Forbidden, "Không có chữ ký đúng của bên làm chứng nào đã đăng ký.", "There is no valid signature of a registered witness.");

    /// <summary>All of them, for the catalogue.</summary>
    public static IReadOnlyList<Error> All { get; } = [NoCheckpoint, NoEntry, WrongSizes, WrongSize, WrongCursor, WitnessName, WitnessKey, WitnessThere, NotANote, NoWitness];
}

using VanLang.Kernel;

namespace VanLang.Exchange.Evidence;

/// <summary>Expected failures of evidence. Codes are never renumbered.</summary>
internal static class EvidenceErrors
{
    public static readonly Error NotSealedYet = new("EXC-0700", ErrorKind.Unavailable, "Nhật ký kiểm toán chưa niêm phong gói tin này; hãy thử lại sau ít phút.", "The audit log has not sealed this packet yet; try again in a few minutes.");
    public static readonly Error WrongSince = new("EXC-0701", ErrorKind.Invalid, "since phải từ 1 đến {0}, kích thước hiện tại của nhật ký.", "since must be from 1 to {0}, the size of the log now.");
}

using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>Expected failures around archives. Codes are never renumbered.</summary>
internal static class ArchiveErrors
{
    public static readonly Error Elsewhere = new("EXC-0880", ErrorKind.Gone, "Nội dung gói tin đã chuyển vào tệp lưu trữ {0} (SHA-256 {1}), hiện không có trên máy chủ; hãy liên hệ quản trị hệ thống.", "The packet's content was moved into the archive file {0} (SHA-256 {1}), which is not on the server now; ask the administrators.");
    public static readonly Error TooYoung = new("EXC-0881", ErrorKind.Invalid, "Chỉ lưu trữ những tháng đã kết thúc: {0} chưa qua.", "Only months that have ended are archived: {0} has not passed.");
    public static readonly Error NotReady = new("EXC-0882", ErrorKind.Unavailable, "Gói tin {0} chưa đưa vào lưu trữ được: {1}", "Packet {0} cannot be archived yet: {1}");
}

using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>What can go wrong with the archive of old months. Codes are never renumbered.</summary>
internal static class ArchiveErrors
{
    public static readonly Error NotHere = new("EXC-1300", ErrorKind.Unavailable, "Nội dung gói tin đã chuyển vào tệp lưu trữ {0} (tháng {1}), hiện không gắn với máy chủ; hãy đề nghị quản trị hệ thống gắn lại tệp này.", "The content of the packet lies in the archive {0} ({1}), which is not at hand; ask the administrators to put the file back.");
    public static readonly Error MonthForm = new("EXC-1301", ErrorKind.Invalid, "\"{0}\" không phải là tháng dạng yyyy-MM.", "\"{0}\" is not a month of the form yyyy-MM.");
    public static readonly Error TooYoung = new("EXC-1302", ErrorKind.Conflict, "Chưa được lưu trữ các tháng trước {0}: {1}, phải giữ trực tuyến {2} tháng. Muộn nhất hiện nay: --before {3}.", "The months before {0} may not be archived yet: {1} keeps content online for {2} months. The latest now is --before {3}.");
    public static readonly Error NoRule = new("EXC-1303", ErrorKind.Conflict, "Chưa có quy tắc thời hạn giữ nào có hiệu lực ngày {0}.", "No retention rule is in force on {0}.");
    public static readonly Error Busy = new("EXC-1304", ErrorKind.Conflict, "Đang có lượt sao lưu hoặc lưu trữ khác trên dữ liệu này; hãy chạy lại khi lượt đó xong.", "A backup or another archive run is at work on this data; run again when it has ended.");
    public static readonly Error Unsound = new("EXC-1305", ErrorKind.Conflict, "Tệp {0} trong thư mục lưu trữ không đúng (ở {1}). Không có gì bị xóa; hãy chuyển tệp đi nơi khác rồi chạy lại.", "The file {0} in the archive folder is not sound (at {1}). Nothing was deleted; move the file away and run again.");
    public static readonly Error DocumentForm = new("EXC-1306", ErrorKind.Invalid, "\"{0}\" không có dạng MÃ-CƠ-QUAN/MÃ-VĂN-BẢN.", "\"{0}\" is not of the form CODE/DOCUMENT.");
    public static readonly Error DocumentUnknown = new("EXC-1307", ErrorKind.NotFound, "Trục không có văn bản \"{1}\" của cơ quan {0}.", "The axis has no document \"{1}\" of {0}.");
    public static readonly Error ReasonMissing = new("EXC-1308", ErrorKind.Invalid, "Giữ lại văn bản phải nêu lý do, không quá {0} ký tự.", "A hold must give its reason, of at most {0} characters.");
    public static readonly Error HeldAlready = new("EXC-1309", ErrorKind.Conflict, "Văn bản \"{0}\" đang được giữ lại từ {1}.", "The document \"{0}\" has been held since {1}.");
    public static readonly Error NotHeld = new("EXC-1310", ErrorKind.NotFound, "Văn bản \"{0}\" không bị giữ lại.", "The document \"{0}\" is not held.");
    public static readonly Error MonthsOutOfRange = new("EXC-1311", ErrorKind.Invalid, "Số tháng giữ trực tuyến phải từ {0} đến {1}.", "The months online must be from {0} to {1}.");
    public static readonly Error FromForm = new("EXC-1312", ErrorKind.Invalid, "Hãy nêu ngày bắt đầu hiệu lực dạng yyyy-MM-dd.", "Give the first day of the rule in the form yyyy-MM-dd.");
    public static readonly Error FromInThePast = new("EXC-1313", ErrorKind.Invalid, "Ngày bắt đầu hiệu lực phải sau hôm nay ({0}).", "The first day of the rule must come after today ({0}).");
    public static readonly Error BasisMissing = new("EXC-1314", ErrorKind.Invalid, "Hãy nêu căn cứ pháp lý, từ {0} đến {1} ký tự.", "Give the legal basis, of {0} to {1} characters.");
    public static readonly Error NoteMissing = new("EXC-1315", ErrorKind.Invalid, "Hãy ghi nguồn của con số và phần nào là chính sách, từ {0} đến {1} ký tự.", "Say where the figure comes from and what in it is policy, in {0} to {1} characters.");
    public static readonly Error RuleExists = new("EXC-1316", ErrorKind.Conflict, "Đã có quy tắc thời hạn giữ hiệu lực từ ngày {0}.", "There is a retention rule from {0} on already.");
}

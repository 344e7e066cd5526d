using VanLang.Kernel;

namespace VanLang.Exchange.History;

/// <summary>Expected failures of the import of history. Codes are never renumbered.</summary>
internal static class HistoryErrors
{
    public static readonly Error FileMissing = new("EXC-0880", ErrorKind.Invalid, "Hãy chọn tệp CSV hoặc ZIP.", "Choose a CSV or ZIP file.");
    public static readonly Error FileTooLarge = new("EXC-0881", ErrorKind.TooLarge, "Tệp lớn hơn {0} byte.", "The file is larger than {0} bytes.");
    public static readonly Error NotUtf8 = new("EXC-0882", ErrorKind.Invalid, "Tệp CSV phải dùng bảng mã UTF-8.", "The CSV file must be in UTF-8.");
    public static readonly Error QuoteOpen = new("EXC-0883", ErrorKind.Invalid, "Có dấu nháy kép mở mà không đóng.", "A double quote is opened and not closed.");
    public static readonly Error Empty = new("EXC-0884", ErrorKind.Invalid, "Tệp không có dòng dữ liệu nào.", "The file has no row of data.");
    public static readonly Error ColumnMissing = new("EXC-0885", ErrorKind.Invalid, "Dòng đầu thiếu cột \"{0}\".", "The first line lacks the column \"{0}\".");
    public static readonly Error ColumnUnknown = new("EXC-0886", ErrorKind.Invalid, "Dòng đầu có cột lạ hoặc lặp \"{0}\".", "The first line has an unknown or repeated column \"{0}\".");
    public static readonly Error TooManyRows = new("EXC-0887", ErrorKind.Invalid, "Tệp có {0} dòng, tối đa {1}; hãy chia nhỏ.", "The file has {0} rows; the maximum is {1}: split it.");
    public static readonly Error CellCount = new("EXC-0888", ErrorKind.Invalid, "Dòng có {0} ô, dòng đầu có {1} cột.", "The row has {0} cells, the first line has {1} columns.");
    public static readonly Error CellMissing = new("EXC-0889", ErrorKind.Invalid, "Thiếu giá trị ở cột \"{0}\".", "The column \"{0}\" has no value.");
    public static readonly Error DateUnreadable = new("EXC-0890", ErrorKind.Invalid, "Ngày \"{0}\" ở cột \"{1}\" không đọc được; hãy viết như 24/11/2026.", "The date \"{0}\" in the column \"{1}\" cannot be read; write it like 24/11/2026.");
    public static readonly Error DateInTheFuture = new("EXC-0891", ErrorKind.Invalid, "Ngày \"{0}\" ở cột \"{1}\" ở trong tương lai.", "The date \"{0}\" in the column \"{1}\" lies in the future.");
    public static readonly Error CellTooLong = new("EXC-0892", ErrorKind.Invalid, "Ô ở cột \"{0}\" dài {1} ký tự, tối đa {2}.", "The cell in the column \"{0}\" has {1} characters; the maximum is {2}.");
    public static readonly Error RowTwice = new("EXC-0893", ErrorKind.Invalid, "Trùng với dòng {0} (cùng cơ quan, số, ký hiệu và ngày).", "The same as line {0} (same agency, number, notation and day).");
    public static readonly Error Secret = new("EXC-0894", ErrorKind.Invalid, "Trích yếu có dấu chỉ mức mật; văn bản mật không được đưa lên đây.", "The subject bears a mark of secrecy; secret documents may not be brought here.");
    public static readonly Error ZipUnreadable = new("EXC-0895", ErrorKind.Invalid, "Không mở được tệp ZIP.", "The ZIP file cannot be opened.");
    public static readonly Error PacketUnreadable = new("EXC-0896", ErrorKind.Invalid, "Tệp \"{0}\": {1}", "The file \"{0}\": {1}");
    public static readonly Error NotADocument = new("EXC-0897", ErrorKind.Invalid, "Tệp \"{0}\" không phải gói tin văn bản.", "The file \"{0}\" is not a document's packet.");
    public static readonly Error NotOurs = new("EXC-0898", ErrorKind.Invalid, "Tệp \"{0}\": gói tin không do cơ quan này gửi hoặc nhận.", "The file \"{0}\": this organisation neither sent nor received the packet.");
    public static readonly Error ImportNotFound = new("EXC-0899", ErrorKind.NotFound, "Không có lần nhập này.", "There is no such import.");
    public static readonly Error HasErrors = new("EXC-0900", ErrorKind.Conflict, "Tệp còn {0} lỗi; hãy sửa tệp rồi kiểm tra lại. Chưa có gì được nhập.", "The file has {0} errors; repair it and have it checked again. Nothing was taken over.");
    public static readonly Error FileGone = new("EXC-0901", ErrorKind.Gone, "Tệp đã kiểm tra không còn; hãy tải lên lại.", "The checked file is not there any more; upload it again.");
    public static readonly Error ControlCharacter = new("EXC-0902", ErrorKind.Invalid, "Ô ở cột \"{0}\" chứa ký tự điều khiển không ghi được.", "The cell in the column \"{0}\" holds a control character that cannot be kept.");
}

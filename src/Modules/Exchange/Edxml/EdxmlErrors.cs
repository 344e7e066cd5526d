using VanLang.Kernel;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// Everything that makes a packet unreadable (EDX-0001 on) and everything that is tolerated with a remark (EDX-1001 on).
/// Codes are never renumbered. Facts of every one: <c>line</c>, <c>column</c>, <c>path</c>.
/// </summary>
internal static class EdxmlErrors
{
    // The bytes.
    public static readonly Error NotWellFormed = new("EDX-0001", ErrorKind.Invalid, "Gói tin không phải là XML đúng cú pháp (dòng {0}, cột {1}).", "The packet is not well-formed XML (line {0}, column {1}).");
    public static readonly Error BadBytes = new("EDX-0002", ErrorKind.Invalid, "Gói tin có byte không thuộc bảng mã đã khai báo; hãy gửi bằng UTF-8.", "The packet holds bytes outside its declared encoding; send it in UTF-8.");
    public static readonly Error Encoding = new("EDX-0003", ErrorKind.Invalid, "Gói tin khai báo bảng mã \"{0}\"; chỉ nhận UTF-8.", "The packet declares the encoding \"{0}\"; only UTF-8 is accepted.");
    public static readonly Error Dtd = new("EDX-0004", ErrorKind.Invalid, "Gói tin chứa khai báo kiểu tài liệu (DTD), không được phép.", "The packet holds a document type declaration (DTD), which is not allowed.");
    public static readonly Error XInclude = new("EDX-0005", ErrorKind.Invalid, "Gói tin chứa phần tử XInclude, không được phép.", "The packet holds an XInclude element, which is not allowed.");
    public static readonly Error TooDeep = new("EDX-0006", ErrorKind.Invalid, "Các phần tử lồng nhau quá {0} cấp.", "Elements are nested deeper than {0} levels.");
    public static readonly Error TooManyElements = new("EDX-0007", ErrorKind.Invalid, "Gói tin có quá {0} phần tử.", "The packet has more than {0} elements.");
    public static readonly Error TooManyAttributes = new("EDX-0008", ErrorKind.Invalid, "Một phần tử có quá {0} thuộc tính.", "An element has more than {0} attributes.");
    public static readonly Error ValueTooLong = new("EDX-0009", ErrorKind.Invalid, "Một giá trị dài quá {0} ký tự.", "A value is longer than {0} characters.");
    public static readonly Error TagTooLong = new("EDX-0010", ErrorKind.Invalid, "Một thẻ, chú thích hoặc chỉ thị dài quá {0} byte.", "A tag, comment or instruction is longer than {0} bytes.");
    public static readonly Error PacketTooLarge = new("EDX-0011", ErrorKind.TooLarge, "Gói tin lớn quá {0} byte.", "The packet is larger than {0} bytes.");
    public static readonly Error ContentTooLarge = new("EDX-0012", ErrorKind.TooLarge, "Các tệp đính kèm sau khi giải nén lớn quá {0} byte.", "The attachments, unpacked, are larger than {0} bytes.");
    public static readonly Error TooManyAttachments = new("EDX-0013", ErrorKind.Invalid, "Gói tin có quá {0} tệp đính kèm.", "The packet has more than {0} attachments.");
    public static readonly Error Empty = new("EDX-0014", ErrorKind.Invalid, "Gói tin rỗng.", "The packet is empty.");

    // The header.
    public static readonly Error NotEdxml = new("EDX-0020", ErrorKind.Invalid, "Phần tử gốc \"{0}\" không phải của gói tin edXML.", "The root element \"{0}\" is not that of an edXML packet.");
    public static readonly Error Missing = new("EDX-0021", ErrorKind.Invalid, "Thiếu phần tử bắt buộc \"{0}\".", "The required element \"{0}\" is missing.");
    public static readonly Error Repeated = new("EDX-0022", ErrorKind.Invalid, "Phần tử \"{0}\" chỉ được có một lần.", "The element \"{0}\" may stand only once.");
    public static readonly Error TooLong = new("EDX-0023", ErrorKind.Invalid, "\"{0}\" dài {1} ký tự, tối đa {2}.", "\"{0}\" has {1} characters; the maximum is {2}.");
    public static readonly Error NotADate = new("EDX-0024", ErrorKind.Invalid, "\"{0}\" không phải là ngày đúng dạng yyyy/MM/dd: \"{1}\".", "\"{0}\" is not a date of the form yyyy/MM/dd: \"{1}\".");
    public static readonly Error DateInFuture = new("EDX-0025", ErrorKind.Invalid, "Ngày ban hành {0} ở trong tương lai.", "The date of issue {0} lies in the future.");
    public static readonly Error NotANumber = new("EDX-0026", ErrorKind.Invalid, "\"{0}\" không phải là số nguyên: \"{1}\".", "\"{0}\" is not a whole number: \"{1}\".");
    public static readonly Error OutOfRange = new("EDX-0027", ErrorKind.Invalid, "\"{0}\" phải từ {1} đến {2}, gói tin ghi {3}.", "\"{0}\" must be from {1} to {2}; the packet says {3}.");
    public static readonly Error RecipientTwice = new("EDX-0028", ErrorKind.Invalid, "Nơi nhận \"{0}\" được ghi hai lần.", "The recipient \"{0}\" is named twice.");
    public static readonly Error ReasonMissing = new("EDX-0029", ErrorKind.Invalid, "Thu hồi, cập nhật, thay thế phải nêu lý do.", "A recall, update or replacement must give its reason.");
    public static readonly Error StatusCode = new("EDX-0030", ErrorKind.Invalid, "Mã trạng thái \"{0}\" không có trong danh mục.", "The status code \"{0}\" is not in the list.");
    public static readonly Error StatusReason = new("EDX-0031", ErrorKind.Invalid, "Trạng thái {0} phải nêu lý do.", "Status {0} must give its reason.");
    public static readonly Error StatusTarget = new("EDX-0032", ErrorKind.Invalid, "Gói tin trạng thái không cho biết văn bản nào (cần DocumentId hoặc Code trong ResponseFor).", "The status packet does not say which document it is about (ResponseFor needs DocumentId or Code).");
    public static readonly Error OrganCode = new("EDX-0033", ErrorKind.Invalid, "Mã định danh cơ quan \"{0}\" chứa ký tự không hợp lệ hoặc dài quá 35 ký tự.", "The agency code \"{0}\" holds signs that are not allowed or is longer than 35 characters.");
    public static readonly Error NotXmlText = new("EDX-0034", ErrorKind.Invalid, "\"{0}\" chứa ký tự điều khiển không thể ghi vào XML.", "\"{0}\" holds a control character that XML cannot carry.");

    // The attachments.
    public static readonly Error Base64 = new("EDX-0040", ErrorKind.Invalid, "Nội dung tệp đính kèm không phải là base64 hợp lệ hoặc bị cắt cụt.", "The content of the attachment is not valid base64 or is cut short.");
    public static readonly Error NoContent = new("EDX-0041", ErrorKind.Invalid, "Tệp đính kèm không có nội dung.", "The attachment has no content.");
    public static readonly Error ContentIdTwice = new("EDX-0042", ErrorKind.Invalid, "ContentId \"{0}\" được dùng hai lần.", "The ContentId \"{0}\" is used twice.");
    public static readonly Error NoAttachment = new("EDX-0043", ErrorKind.Invalid, "Danh mục nêu \"{0}\" nhưng gói tin không có tệp này.", "The manifest names \"{0}\", but the packet does not hold it.");
    public static readonly Error FileName = new("EDX-0044", ErrorKind.Invalid, "Tên tệp \"{0}\" không an toàn: không được là đường dẫn hoặc chứa ký tự điều khiển.", "The file name \"{0}\" is unsafe: it may not be a path or hold control characters.");
    public static readonly Error ArchiveEncrypted = new("EDX-0045", ErrorKind.Invalid, "Tệp nén \"{0}\" đặt mật khẩu, không kiểm tra được.", "The archive \"{0}\" is protected by a password and cannot be checked.");
    public static readonly Error ArchivePath = new("EDX-0046", ErrorKind.Invalid, "Tệp nén \"{0}\" chứa tên tệp trỏ ra ngoài thư mục.", "The archive \"{0}\" holds a file name that leads out of its folder.");
    public static readonly Error ArchiveLink = new("EDX-0047", ErrorKind.Invalid, "Tệp nén \"{0}\" chứa liên kết hoặc tệp đặc biệt.", "The archive \"{0}\" holds a link or a special file.");
    public static readonly Error ArchiveBomb = new("EDX-0048", ErrorKind.Invalid, "Tệp nén \"{0}\" bung ra quá lớn so với kích thước của nó.", "The archive \"{0}\" unpacks to far more than its size allows.");
    public static readonly Error ArchiveDamaged = new("EDX-0049", ErrorKind.Invalid, "Tệp nén \"{0}\" bị hỏng: độ dài hoặc mã kiểm tra không khớp.", "The archive \"{0}\" is damaged: a length or checksum does not match.");
    public static readonly Error ArchiveEntries = new("EDX-0050", ErrorKind.Invalid, "Tệp nén \"{0}\" chứa quá nhiều tệp.", "The archive \"{0}\" holds too many files.");

    // Tolerated.
    public static readonly Error OtherNamespace = new("EDX-1001", ErrorKind.Invalid, "Không gian tên \"{0}\" không phải của QCVN 102:2016.", "The namespace \"{0}\" is not that of QCVN 102:2016.");
    public static readonly Error SoapForm = new("EDX-1002", ErrorKind.Invalid, "Gói tin viết theo dạng SOAP cũ.", "The packet is written in the older SOAP form.");
    public static readonly Error Spelling = new("EDX-1003", ErrorKind.Invalid, "Phần tử \"{0}\" viết khác quy chuẩn (\"{1}\").", "The element \"{0}\" is spelt otherwise than in the standard (\"{1}\").");
    public static readonly Error DateForm = new("EDX-1004", ErrorKind.Invalid, "Ngày \"{0}\" không viết theo dạng yyyy/MM/dd.", "The date \"{0}\" is not written as yyyy/MM/dd.");
    public static readonly Error Wanted = new("EDX-1005", ErrorKind.Invalid, "Quy chuẩn yêu cầu phần tử \"{0}\" nhưng gói tin không có.", "The standard asks for the element \"{0}\", which the packet does not have.");
    public static readonly Error Longer = new("EDX-1006", ErrorKind.Invalid, "\"{0}\" dài {1} ký tự, quy chuẩn cho phép {2}.", "\"{0}\" has {1} characters; the standard allows {2}.");
    public static readonly Error TypeUnknown = new("EDX-1007", ErrorKind.Invalid, "Loại văn bản {0} không có trong quy chuẩn (1 hoặc 2).", "The document type {0} is not in the standard (1 or 2).");
    public static readonly Error EmailForm = new("EDX-1008", ErrorKind.Invalid, "Địa chỉ thư điện tử \"{0}\" không đúng dạng.", "The e-mail address \"{0}\" is not well formed.");
    public static readonly Error NotInManifest = new("EDX-1009", ErrorKind.Invalid, "Tệp \"{0}\" không có trong danh mục của gói tin.", "The file \"{0}\" is not in the packet's manifest.");
    public static readonly Error MatchedByName = new("EDX-1010", ErrorKind.Invalid, "Tệp \"{0}\" được ghép với danh mục theo tên vì ContentId không khớp.", "The file \"{0}\" was matched with the manifest by name, because the ContentIds differ.");
    public static readonly Error EmptyElement = new("EDX-1011", ErrorKind.Invalid, "Phần tử \"{0}\" không có nội dung, được bỏ qua.", "The element \"{0}\" has no content and is passed over.");
    public static readonly Error NoFiles = new("EDX-1012", ErrorKind.Invalid, "Văn bản không có tệp đính kèm.", "The document has no attachment.");
    public static readonly Error KeptAsText = new("EDX-1013", ErrorKind.Invalid, "Giá trị \"{1}\" của \"{0}\" không đọc được, được giữ nguyên văn.", "The value \"{1}\" of \"{0}\" cannot be read and is kept as text.");
    public static readonly Error DueBeforeIssue = new("EDX-1014", ErrorKind.Invalid, "Hạn xử lý {0} trước ngày ban hành.", "The due date {0} is before the date of issue.");
    public static readonly Error KeptZipped = new("EDX-1015", ErrorKind.Invalid, "Tệp \"{0}\" là tệp ZIP nhưng không phải vỏ bọc theo quy chuẩn, được giữ nguyên.", "The file \"{0}\" is a ZIP, but not a wrapper by the standard: kept as it is.");
    public static readonly Error NotWhatItSays = new("EDX-1016", ErrorKind.Invalid, "Nội dung tệp \"{0}\" không phải là PDF như tên tệp cho biết.", "The content of the file \"{0}\" is not PDF as its name says.");
    public static readonly Error Unknown = new("EDX-1017", ErrorKind.Invalid, "Phần tử \"{0}\" không có trong quy chuẩn, được giữ nguyên.", "The element \"{0}\" is not in the standard and is kept.");
    public static readonly Error StatusCodeForm = new("EDX-1018", ErrorKind.Invalid, "Mã trạng thái \"{0}\" được hiểu là \"{1}\".", "The status code \"{0}\" is read as \"{1}\".");
    public static readonly Error NotUtf8 = new("EDX-1019", ErrorKind.Invalid, "Gói tin dùng bảng mã \"{0}\" thay vì UTF-8.", "The packet uses the encoding \"{0}\" instead of UTF-8.");
    public static readonly Error FileNameSeparator = new("EDX-1020", ErrorKind.Invalid, "Tên tệp \"{0}\" chứa dấu gạch chéo, được thay bằng \"-\".", "The file name \"{0}\" holds a slash, replaced by \"-\".");
    public static readonly Error OrganCodeScheme = new("EDX-1021", ErrorKind.Invalid, "Mã định danh \"{0}\" không theo QCVN 102:2016 hay Quyết định 20/2020/QĐ-TTg.", "The agency code \"{0}\" follows neither QCVN 102:2016 nor Decision 20/2020/QD-TTg.");
    public static readonly Error NoOriginal = new("EDX-1022", ErrorKind.Invalid, "Gói tin không cho biết văn bản gốc được thu hồi, cập nhật hoặc thay thế.", "The packet does not say which document it recalls, updates or replaces.");
    public static readonly Error ArchiveUnreadable = new("EDX-1023", ErrorKind.Invalid, "Tệp \"{0}\" bắt đầu như tệp ZIP nhưng không đọc được, được giữ nguyên.", "The file \"{0}\" begins like a ZIP but cannot be read: kept as it is.");
    public static readonly Error Wrapped = new("EDX-1024", ErrorKind.Invalid, "Tệp \"{0}\" vốn là dạng ZIP nhưng bên trong chỉ có một tệp cùng loại: có thể bị bọc hai lần.", "The file \"{0}\" is of a ZIP type, yet holds one file of its own type only: perhaps it was wrapped twice.");
    public static readonly Error NamedOtherwise = new("EDX-1025", ErrorKind.Invalid, "Danh mục gọi tệp là \"{0}\", còn tệp mang tên \"{1}\".", "The manifest calls the file \"{0}\", but the file bears the name \"{1}\".");
}

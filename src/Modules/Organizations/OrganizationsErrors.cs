using VanLang.Kernel;

namespace VanLang.Organizations;

/// <summary>Every expected failure of the module. Codes are never renumbered.</summary>
internal static class OrganizationsErrors
{
    public static readonly Error NotFound = new("ORG-0001", ErrorKind.NotFound, "Không tìm thấy cơ quan có mã {0}.", "There is no organisation with the code {0}.");
    public static readonly Error Forbidden = new("ORG-0002", ErrorKind.Forbidden, "Bạn không được phép thay đổi danh mục của cơ quan này.", "You may not change this organisation.");
    public static readonly Error ReasonRequired = new("ORG-0003", ErrorKind.Invalid, "Hãy ghi lý do, ít nhất 5 ký tự.", "Give the reason, at least 5 characters.");
    public static readonly Error ReasonTooLong = new("ORG-0004", ErrorKind.Invalid, "Lý do dài quá {0} ký tự.", "The reason is longer than {0} characters.");
    public static readonly Error Stale = new("ORG-0005", ErrorKind.Conflict, "Người khác vừa thay đổi thông tin này. Hãy mở lại trang rồi sửa.", "Somebody else has just changed this. Open the page again and repeat.");
    public static readonly Error CodeUnknown = new("ORG-0006", ErrorKind.Invalid, "Không có cơ quan nào mang mã {0}.", "No organisation bears the code {0}.");

    public static readonly Error CodeNotIssuable = new("ORG-0010", ErrorKind.Invalid, "Mã {0} không đúng dạng của Quyết định 20/2020/QĐ-TTg (ví dụ G22 hoặc H37.02.02, dài không quá 35 ký tự).", "The code {0} is not of the form of Decision 20/2020 (such as G22 or H37.02.02, at most 35 characters).");
    public static readonly Error TopCodeHasGroups = new("ORG-0011", ErrorKind.Invalid, "Mã {0} có nhiều nhóm nên phải có cơ quan cấp trên.", "The code {0} has several groups, so it needs a parent.");
    public static readonly Error CodeOutsideParent = new("ORG-0012", ErrorKind.Invalid, "Mã {0} phải bắt đầu bằng mã của cơ quan cấp trên {1}.", "The code {0} must start with the code of its parent {1}.");
    public static readonly Error CodeTaken = new("ORG-0013", ErrorKind.Conflict, "Mã {0} đã thuộc về {1}.", "The code {0} belongs to {1}.");
    public static readonly Error IdentifierNotIssuable = new("ORG-0014", ErrorKind.Invalid, "Mã {0} không đúng dạng của {1}.", "The code {0} is not of the form of {1}.");
    public static readonly Error IdentifierThere = new("ORG-0015", ErrorKind.Conflict, "Cơ quan {0} đã có mã {1}.", "The organisation {0} has the code {1} already.");
    public static readonly Error IdentifierOverlaps = new("ORG-0016", ErrorKind.Conflict, "Đã có mã {0} {1} hiệu lực từ {2}; mã mới phải bắt đầu sau ngày đó.", "There is a {0} code {1} from {2}; the new one must start after it.");
    public static readonly Error SchemeUnknown = new("ORG-0017", ErrorKind.Invalid, "Hệ mã {0} không có; hãy dùng QCVN102, QD20 hoặc other.", "There is no scheme {0}; use QCVN102, QD20 or other.");
    public static readonly Error CodeNotReadable = new("ORG-0018", ErrorKind.Invalid, "Mã {0} không đọc được.", "The code {0} cannot be read.");

    public static readonly Error NameRequired = new("ORG-0020", ErrorKind.Invalid, "Hãy ghi tên cơ quan.", "Give the name of the organisation.");
    public static readonly Error NameTooLong = new("ORG-0021", ErrorKind.Invalid, "Tên dài quá {0} ký tự.", "The name is longer than {0} characters.");
    public static readonly Error NameBeforeLatest = new("ORG-0022", ErrorKind.Conflict, "Đã có tên hiệu lực từ {0}; tên mới phải bắt đầu từ ngày đó trở đi.", "There is a name from {0}; a new one must start on that day or after it.");
    public static readonly Error KindUnknown = new("ORG-0023", ErrorKind.Invalid, "Loại cơ quan {0} không có.", "There is no kind of organisation {0}.");
    public static readonly Error LevelUnknown = new("ORG-0024", ErrorKind.Invalid, "Cấp phải từ 1 đến 9.", "The level must be 1 to 9.");
    public static readonly Error DateNotReadable = new("ORG-0025", ErrorKind.Invalid, "Ngày {0} không đọc được; hãy ghi dạng yyyy-MM-dd, ví dụ 2026-12-31.", "The date {0} cannot be read; write it as yyyy-MM-dd, such as 2026-12-31.");
    public static readonly Error DateRequired = new("ORG-0026", ErrorKind.Invalid, "Hãy chọn ngày hiệu lực.", "Choose the day from which it holds.");
    public static readonly Error DateNotReadableHere = new("ORG-0027", ErrorKind.Invalid, "Ngày {0} không đọc được; hãy ghi dạng 31/12/2026.", "The date {0} cannot be read; write it as 31/12/2026.");

    public static readonly Error NotInBeing = new("ORG-0030", ErrorKind.Conflict, "Cơ quan {0} không hoạt động vào ngày {1}.", "The organisation {0} is not in being on {1}.");
    public static readonly Error AlreadyEnded = new("ORG-0031", ErrorKind.Conflict, "Cơ quan {0} đã kết thúc ngày {1}.", "The organisation {0} has ended on {1}.");
    public static readonly Error NotEnded = new("ORG-0032", ErrorKind.Conflict, "Cơ quan {0} còn hoạt động.", "The organisation {0} is still in being.");
    public static readonly Error SuccessorIsItself = new("ORG-0033", ErrorKind.Invalid, "Cơ quan {0} không thể kế thừa chính nó.", "The organisation {0} cannot be its own successor.");
    public static readonly Error EndBeforeLatest = new("ORG-0034", ErrorKind.Conflict, "Ngày kết thúc phải từ {0} trở đi, vì tên hoặc cơ quan cấp trên hiện nay có hiệu lực từ ngày đó.", "The last day must be {0} or later, since the present name or parent starts on that day.");
    public static readonly Error ChildrenInBeing = new("ORG-0035", ErrorKind.Conflict, "Còn {0} đơn vị trực thuộc đang hoạt động; hãy chuyển hoặc kết thúc trước.", "{0} organisations below it are still in being; move or end them first.");
    public static readonly Error PeriodBackwards = new("ORG-0036", ErrorKind.Invalid, "Ngày kết thúc {1} đứng trước ngày bắt đầu {0}.", "The last day {1} is before the first day {0}.");
    public static readonly Error SuccessorRing = new("ORG-0037", ErrorKind.Invalid, "Không thể chọn {0} kế thừa: chuỗi kế thừa sẽ quay về {1}.", "{0} cannot be the successor: the chain would come back to {1}.");

    public static readonly Error ParentBeforeLatest = new("ORG-0040", ErrorKind.Conflict, "Cơ quan cấp trên hiện nay có hiệu lực từ {0}; thay đổi phải từ ngày đó trở đi.", "The present parent holds from {0}; the change must be on that day or after it.");
    public static readonly Error AlreadyThere = new("ORG-0041", ErrorKind.Conflict, "Cơ quan đã trực thuộc nơi này.", "The organisation stands there already.");
    public static readonly Error ParentRing = new("ORG-0042", ErrorKind.Invalid, "Không thể đặt {0} dưới {1}: {1} đang trực thuộc {0}.", "{0} cannot stand under {1}: {1} stands under {0}.");

    public static readonly Error MergerNeedsMembers = new("ORG-0050", ErrorKind.Invalid, "Hãy chọn ít nhất một cơ quan được hợp nhất vào.", "Choose at least one organisation that is merged into it.");
    public static readonly Error MemberTwice = new("ORG-0051", ErrorKind.Invalid, "Một cơ quan chỉ được nêu một lần trong việc hợp nhất.", "An organisation may be named only once in a merger.");

    public static readonly Error AlreadyLocked = new("ORG-0060", ErrorKind.Conflict, "Cơ quan {0} đang bị khóa liên thông.", "The organisation {0} is locked out of the exchange already.");
    public static readonly Error NotLocked = new("ORG-0061", ErrorKind.Conflict, "Cơ quan {0} không bị khóa.", "The organisation {0} is not locked.");

    public static readonly Error BasisNumberRequired = new("ORG-0070", ErrorKind.Invalid, "Hãy ghi số, ký hiệu của văn bản.", "Give the number of the text.");
    public static readonly Error BasisTooLong = new("ORG-0071", ErrorKind.Invalid, "Căn cứ dài quá {0} ký tự.", "The legal basis is longer than {0} characters.");
    public static readonly Error ContactTooLong = new("ORG-0072", ErrorKind.Invalid, "Thông tin liên hệ dài quá {0} ký tự.", "The contact is longer than {0} characters.");
    public static readonly Error EmailNotValid = new("ORG-0073", ErrorKind.Invalid, "Địa chỉ thư {0} không đúng.", "The mail address {0} is not valid.");

    public static readonly Error UnitElsewhere = new("ORG-0079", ErrorKind.Forbidden, "Đơn vị {0} không nằm dưới cơ quan {1}.", "The unit {0} does not stand below the organisation {1}.");
    public static readonly Error UnitNameRequired = new("ORG-0080", ErrorKind.Invalid, "Hãy ghi tên đơn vị, không quá {0} ký tự.", "Give the name of the unit, at most {0} characters.");
    public static readonly Error UnitThere = new("ORG-0081", ErrorKind.Conflict, "Cơ quan đã có đơn vị {0}.", "The organisation has a unit {0} already.");
    public static readonly Error UnitNotFound = new("ORG-0082", ErrorKind.NotFound, "Không tìm thấy đơn vị trong cơ quan này.", "There is no such unit in this organisation.");
    public static readonly Error TitleRequired = new("ORG-0083", ErrorKind.Invalid, "Hãy ghi chức danh, không quá {0} ký tự.", "Give the title, at most {0} characters.");
    public static readonly Error RoleUnknown = new("ORG-0084", ErrorKind.Invalid, "Vai trò {0} không có.", "There is no role {0}.");
    public static readonly Error RoleReserved = new("ORG-0085", ErrorKind.Forbidden, "Chỉ quản trị hệ thống được giao vai trò {0}.", "Only a system administrator may give the role {0}.");
    public static readonly Error PositionNotFound = new("ORG-0086", ErrorKind.NotFound, "Không tìm thấy vị trí này.", "There is no such position.");
    public static readonly Error PersonNameRequired = new("ORG-0087", ErrorKind.Invalid, "Hãy ghi họ và tên, không quá {0} ký tự.", "Give the full name, at most {0} characters.");
    public static readonly Error PersonNotFound = new("ORG-0088", ErrorKind.NotFound, "Không tìm thấy người này.", "There is no such person.");
    public static readonly Error AlreadyHeld = new("ORG-0089", ErrorKind.Conflict, "{0} đã giữ vị trí này trong thời gian đó.", "{0} holds this position in that time already.");
    public static readonly Error HoldingNotFound = new("ORG-0090", ErrorKind.NotFound, "Không tìm thấy việc bổ nhiệm này.", "There is no such appointment.");
    public static readonly Error HoldingEnded = new("ORG-0091", ErrorKind.Conflict, "Việc bổ nhiệm đã kết thúc ngày {0}.", "The appointment has ended on {0}.");
    public static readonly Error NobodyToStandInFor = new("ORG-0092", ErrorKind.Conflict, "Không có ai giữ vị trí này vào ngày {0} để thay.", "Nobody holds this position on {0}, so nobody can stand in.");
    public static readonly Error SubstitutionTooLong = new("ORG-0093", ErrorKind.Invalid, "Thời gian thay không quá {0} ngày; lâu hơn thì bổ nhiệm.", "A substitution lasts at most {0} days; appoint instead.");
    public static readonly Error RankNotValid = new("ORG-0094", ErrorKind.Invalid, "Thứ tự phải từ 1 đến 999.", "The rank must be 1 to 999.");
    public static readonly Error PersonNameDiffers = new("ORG-0095", ErrorKind.Conflict, "Địa chỉ thư {0} thuộc về {1}.", "The mail address {0} belongs to {1}.");
    public static readonly Error PositionRequired = new("ORG-0096", ErrorKind.Invalid, "Hãy chọn vị trí.", "Choose the position.");
    public static readonly Error SourceRequired = new("ORG-0115", ErrorKind.Invalid, "Hãy ghi nguồn đã đối chiếu: số công báo, địa chỉ của bản gốc hoặc nơi lưu.", "Say what it was compared with: the gazette, the address of the original or where it is kept.");
    public static readonly Error NothingToConfirm = new("ORG-0116", ErrorKind.Conflict, "Căn cứ này không còn chờ đối chiếu. Hãy mở lại trang.", "This basis no longer waits for confirmation. Open the page again.");
    public static readonly Error PersonRequired = new("ORG-0097", ErrorKind.Invalid, "Hãy chọn người thay.", "Choose the stand-in.");

    public static readonly Error FileEmpty = new("ORG-0100", ErrorKind.Invalid, "Tệp không có dòng dữ liệu nào.", "The file has no data lines.");
    public static readonly Error FileTooLarge = new("ORG-0101", ErrorKind.TooLarge, "Tệp lớn quá {0} MB.", "The file is larger than {0} MB.");
    public static readonly Error FileNotUtf8 = new("ORG-0102", ErrorKind.Invalid, "Tệp không phải UTF-8.", "The file is not UTF-8.");
    public static readonly Error ColumnMissing = new("ORG-0103", ErrorKind.Invalid, "Thiếu cột {0} ở dòng đầu.", "The column {0} is missing in the first line.");
    public static readonly Error ColumnUnknown = new("ORG-0104", ErrorKind.Invalid, "Cột {0} không có trong mẫu.", "The column {0} is not in the template.");
    public static readonly Error LineWidth = new("ORG-0105", ErrorKind.Invalid, "Dòng có {0} ô, dòng đầu có {1}.", "The line has {0} cells, the first line has {1}.");
    public static readonly Error LineTwice = new("ORG-0106", ErrorKind.Invalid, "Mã {0} đã có ở dòng {1} của tệp.", "The code {0} stands in line {1} of the file already.");
    public static readonly Error LineDiffers = new("ORG-0107", ErrorKind.Conflict, "Cơ quan {0} đã có với nội dung khác ({1}); hãy sửa trên trang của cơ quan.", "The organisation {0} is there with other content ({1}); edit it on its page.");
    public static readonly Error ParentNotFound = new("ORG-0108", ErrorKind.Invalid, "Không có cơ quan cấp trên {0} trong danh mục hay trong tệp.", "The parent {0} is neither in the directory nor in the file.");
    public static readonly Error QuoteOpen = new("ORG-0109", ErrorKind.Invalid, "Dấu ngoặc kép mở ở dòng {0} không được đóng.", "The quotation mark opened in line {0} is not closed.");
    public static readonly Error DraftGone = new("ORG-0110", ErrorKind.Gone, "Tệp đã thử không còn nữa; hãy tải lên lại.", "The tried file is no longer there; upload it again.");
    public static readonly Error ImportHasErrors = new("ORG-0111", ErrorKind.Conflict, "Tệp còn {0} lỗi, chưa thể nhập.", "The file has {0} errors and cannot be imported.");
    public static readonly Error NumberNotReadable = new("ORG-0112", ErrorKind.Invalid, "Giá trị {0} ở cột {1} không phải là số.", "The value {0} in the column {1} is not a number.");
    public static readonly Error TooManyErrors = new("ORG-0113", ErrorKind.Invalid, "Còn lỗi khác; chỉ liệt kê {0} lỗi đầu.", "There are more errors; only the first {0} are listed.");
    public static readonly Error CursorNotReadable = new("ORG-0114", ErrorKind.Invalid, "Con trỏ trang không đọc được.", "The page cursor cannot be read.");
}

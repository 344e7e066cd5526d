using VanLang.Kernel;

namespace VanLang.Exchange;

/// <summary>Every expected failure of the module. Codes are never renumbered.</summary>
internal static class ExchangeErrors
{
    // Who sends, who receives.
    public static readonly Error NoOrganization = new("EXC-0001", ErrorKind.Forbidden, "Tài khoản này không đại diện cho cơ quan nào nên không gửi, nhận văn bản được.", "This account acts for no organisation and can neither send nor receive.");
    public static readonly Error WrongSender = new("EXC-0002", ErrorKind.Forbidden, "Mã cơ quan gửi \"{0}\" trong gói tin không phải của cơ quan đang gửi ({1}).", "The sender \"{0}\" in the packet is not the organisation that sends it ({1}).");
    public static readonly Error SenderLocked = new("EXC-0003", ErrorKind.Forbidden, "Cơ quan gửi \"{0}\" đang bị khóa trên Trục liên thông.", "The sending organisation \"{0}\" is locked out of the exchange.");
    public static readonly Error UnknownRecipient = new("EXC-0004", ErrorKind.Invalid, "Cơ quan nhận \"{0}\" không có trong danh mục.", "The recipient \"{0}\" is not in the directory.");
    public static readonly Error RecipientLocked = new("EXC-0005", ErrorKind.Invalid, "Cơ quan nhận \"{0}\" ({1}) đang bị khóa trên Trục liên thông.", "The recipient \"{0}\" ({1}) is locked out of the exchange.");
    public static readonly Error RecipientEnded = new("EXC-0006", ErrorKind.Invalid, "Cơ quan nhận \"{0}\" ({1}) đã giải thể và không có cơ quan kế thừa.", "The recipient \"{0}\" ({1}) has ended and nobody continues it.");
    public static readonly Error RecipientNotYet = new("EXC-0007", ErrorKind.Invalid, "Cơ quan nhận \"{0}\" ({1}) chưa hoạt động.", "The recipient \"{0}\" ({1}) is not yet in being.");
    public static readonly Error NoRecipient = new("EXC-0008", ErrorKind.Invalid, "Gói tin không có nơi nhận.", "The packet names no recipient.");
    public static readonly Error TooManyRecipients = new("EXC-0009", ErrorKind.Invalid, "Gói tin có {0} nơi nhận, tối đa {1}.", "The packet names {0} recipients; the maximum is {1}.");

    // The upload.
    public static readonly Error WrongContentType = new("EXC-0010", ErrorKind.WrongType, "Kiểu nội dung \"{0}\" không được nhận; hãy gửi application/edxml+xml hoặc multipart/form-data.", "The content type \"{0}\" is not accepted; send application/edxml+xml or multipart/form-data.");
    public static readonly Error PacketTooLarge = new("EXC-0011", ErrorKind.TooLarge, "Gói tin lớn hơn {0} byte.", "The packet is larger than {0} bytes.");
    public static readonly Error UploadCut = new("EXC-0012", ErrorKind.Invalid, "Nội dung tải lên bị cắt cụt: nhận {0} byte. Không có gì được lưu; hãy gửi lại.", "The upload was cut short after {0} bytes. Nothing was kept; send it again.");
    public static readonly Error DigestForm = new("EXC-0013", ErrorKind.Invalid, "Không đọc được giá trị băm trong tiêu đề {0}.", "The digest in the header {0} cannot be read.");
    public static readonly Error DigestMismatch = new("EXC-0014", ErrorKind.Invalid, "Giá trị băm trong tiêu đề {0} không khớp với nội dung nhận được. Không có gì được lưu; hãy gửi lại.", "The digest in the header {0} does not match what was received. Nothing was kept; send it again.");
    public static readonly Error MultipartForm = new("EXC-0015", ErrorKind.Invalid, "Yêu cầu multipart không đúng: {0}", "The multipart request is not right: {0}");
    public static readonly Error KeyForm = new("EXC-0016", ErrorKind.Invalid, "Idempotency-Key phải có từ 1 đến {0} ký tự in được.", "The Idempotency-Key must have 1 to {0} printable characters.");

    public static readonly Error ContentCoding = new("EXC-0017", ErrorKind.WrongType, "Nội dung mã hóa \"{0}\" (Content-Encoding) không được nhận; hãy gửi nguyên gói tin.", "The content coding \"{0}\" (Content-Encoding) is not accepted; send the packet as it is.");
    public static readonly Error MultipartCut = new("EXC-0018", ErrorKind.Invalid, "Nội dung multipart bị cắt cụt: thiếu dấu phân cách kết thúc. Không có gì được lưu; hãy gửi lại.", "The multipart body is cut short: its closing boundary is missing. Nothing was kept; send it again.");
    public static readonly Error UnknownForm = new("EXC-0019", ErrorKind.Invalid, "form \"{0}\" không có; bỏ trống để lấy nguyên bản, hoặc strict để lấy dạng chuẩn.", "There is no form \"{0}\"; leave it out for the packet as received, or ask for strict.");

    // What is there already.
    public static readonly Error DocumentExists = new("EXC-0020", ErrorKind.Conflict, "Văn bản \"{0}\" của cơ quan này đã được gửi với nội dung khác.", "The document \"{0}\" of this organisation has been sent with other content.");
    public static readonly Error KeyReused = new("EXC-0021", ErrorKind.Conflict, "Idempotency-Key \"{0}\" đã dùng cho một gói tin khác.", "The Idempotency-Key \"{0}\" was used for another packet.");

    // Packets and deliveries.
    public static readonly Error PacketNotFound = new("EXC-0030", ErrorKind.NotFound, "Không tìm thấy gói tin.", "There is no such packet.");
    public static readonly Error DeliveryNotFound = new("EXC-0031", ErrorKind.NotFound, "Không tìm thấy lượt gửi này trong hộp văn bản đến.", "There is no such delivery in the inbox.");
    public static readonly Error AttachmentNotFound = new("EXC-0032", ErrorKind.NotFound, "Gói tin không có tệp đính kèm số {0}.", "The packet has no attachment number {0}.");
    public static readonly Error BlobDamaged = new("EXC-0033", ErrorKind.Unavailable, "Nội dung lưu trữ của gói tin bị hỏng; quản trị hệ thống đã được báo.", "The stored content of the packet is damaged; the administrators have been told.");
    public static readonly Error BadCursor = new("EXC-0034", ErrorKind.Invalid, "Con trỏ trang không hợp lệ; hãy dùng giá trị next của lần trả lời trước.", "The cursor is not valid; use the value next of an earlier answer.");
    public static readonly Error BadLimit = new("EXC-0035", ErrorKind.Invalid, "limit phải từ 1 đến {0}.", "limit must be from 1 to {0}.");
    public static readonly Error BadWait = new("EXC-0036", ErrorKind.Invalid, "wait phải từ 0 đến {0} giây.", "wait must be from 0 to {0} seconds.");

    // Statuses.
    public static readonly Error UnknownStatus = new("EXC-0040", ErrorKind.Invalid, "Mã trạng thái \"{0}\" không được nhận; nơi nhận báo 01, 02, 03, 04, 05, 06, 15 hoặc 16.", "The status code \"{0}\" is not accepted; a recipient reports 01, 02, 03, 04, 05, 06, 15 or 16.");
    public static readonly Error ReasonMissing = new("EXC-0041", ErrorKind.Invalid, "Từ chối tiếp nhận phải nêu lý do.", "A refusal must give its reason.");
    public static readonly Error StatusTooLong = new("EXC-0042", ErrorKind.Invalid, "Giá trị dài {0} ký tự, tối đa {1}.", "The value has {0} characters; the maximum is {1}.");
    public static readonly Error TooLate = new("EXC-0043", ErrorKind.Conflict, "Trạng thái của văn bản đã đi xa hơn; hãy tải lại trang.", "The document has moved on; load the page again.");
    public static readonly Error AssigneeMissing = new("EXC-0044", ErrorKind.Invalid, "Hãy chọn người được phân công.", "Choose who is to work on it.");
    public static readonly Error AssigneeUnknown = new("EXC-0045", ErrorKind.Invalid, "Người được chọn không giữ chức vụ nào trong cơ quan.", "The person chosen holds no position in the organisation.");
    public static readonly Error BodyForm = new("EXC-0046", ErrorKind.Invalid, "Nội dung yêu cầu không phải JSON đúng dạng.", "The body of the request is not JSON of the right form.");

    public static readonly Error ControlCharacter = new("EXC-0048", ErrorKind.Invalid, "Giá trị chứa ký tự điều khiển không ghi được.", "The value holds a control character that cannot be kept.");
    public static readonly Error NotJson = new("EXC-0049", ErrorKind.WrongType, "Kiểu nội dung \"{0}\" không được nhận; hãy gửi application/json.", "The content type \"{0}\" is not accepted; send application/json.");

    // Composing.
    public static readonly Error SubjectMissing = new("EXC-0050", ErrorKind.Invalid, "Hãy nhập trích yếu.", "Enter the subject.");
    public static readonly Error NumberMissing = new("EXC-0051", ErrorKind.Invalid, "Hãy nhập số văn bản.", "Enter the document's number.");
    public static readonly Error NotationMissing = new("EXC-0052", ErrorKind.Invalid, "Hãy nhập ký hiệu văn bản.", "Enter the document's notation.");
    public static readonly Error SignerMissing = new("EXC-0053", ErrorKind.Invalid, "Hãy nhập chức vụ và họ tên người ký.", "Enter the signer's position and full name.");
    public static readonly Error RecipientsMissing = new("EXC-0054", ErrorKind.Invalid, "Hãy chọn ít nhất một nơi nhận.", "Choose at least one recipient.");
    public static readonly Error FileMissing = new("EXC-0055", ErrorKind.Invalid, "Hãy đính kèm tệp văn bản.", "Attach the document's file.");
    public static readonly Error NotPdf = new("EXC-0056", ErrorKind.Invalid, "Tệp \"{0}\" không phải là PDF.", "The file \"{0}\" is not a PDF.");
    public static readonly Error DueBeforeIssue = new("EXC-0057", ErrorKind.Invalid, "Hạn xử lý không được trước ngày ban hành.", "The due date may not be before the date of issue.");
    public static readonly Error PlaceMissing = new("EXC-0058", ErrorKind.Invalid, "Hãy nhập nơi ban hành.", "Enter the place of issue.");

    public static readonly Error DueInThePast = new("EXC-0047", ErrorKind.Invalid, "Hạn xử lý không được ở trong quá khứ.", "The due date may not lie in the past.");
    public static readonly Error IssuedInTheFuture = new("EXC-0059", ErrorKind.Invalid, "Ngày ban hành không được ở trong tương lai.", "The date of issue may not lie in the future.");
    public static readonly Error KindUnknown = new("EXC-0064", ErrorKind.Invalid, "Hãy chọn loại văn bản trong danh sách.", "Choose the document's kind from the list.");
    public static readonly Error FileEmpty = new("EXC-0065", ErrorKind.Invalid, "Tệp \"{0}\" không có nội dung.", "The file \"{0}\" is empty.");

    // Not now.
    public static readonly Error Draining = new("EXC-0060", ErrorKind.Unavailable, "Máy chủ đang dừng; hãy gửi lại sau ít giây.", "The server is stopping; send again in a few seconds.");
    public static readonly Error StorageFull = new("EXC-0061", ErrorKind.Unavailable, "Hết chỗ lưu trữ. Không có gì được lưu; hãy gửi lại sau.", "There is no room in storage. Nothing was kept; send again later.");
    public static readonly Error StorageBroken = new("EXC-0062", ErrorKind.Unavailable, "Bộ lưu trữ gặp sự cố. Không có gì được lưu; hãy gửi lại sau.", "Storage has failed. Nothing was kept; send again later.");
    public static readonly Error DatabaseAway = new("EXC-0063", ErrorKind.Unavailable, "Cơ sở dữ liệu chưa trả lời. Hãy gửi lại cùng gói tin: nếu đã được nhận, biên nhận cũ sẽ được trả về.", "The database does not answer. Send the same packet again: if it was accepted, its receipt will be returned.");

    // Existing systems.
    public static readonly Error NoEdocFile = new("EXC-0300", ErrorKind.Invalid, "Không có gói tin trong yêu cầu.", "The request holds no packet.");
    public static readonly Error UnknownMessageType = new("EXC-0301", ErrorKind.Invalid, "messagetype \"{0}\" không có; dùng edoc, status, revocation, update hoặc replacement.", "There is no messagetype \"{0}\"; use edoc, status, revocation, update or replacement.");
    public static readonly Error UnknownKeyword = new("EXC-0302", ErrorKind.Invalid, "status \"{0}\" không có; dùng inbox, processing, acceptance, rejection, fail hoặc done.", "There is no status \"{0}\"; use inbox, processing, acceptance, rejection, fail or done.");
    public static readonly Error UnknownDocId = new("EXC-0303", ErrorKind.NotFound, "Không có văn bản mang docId \"{0}\" trong hộp thư của đơn vị.", "There is no document with the docId \"{0}\" in the inbox.");
    public static readonly Error UnknownFunction = new("EXC-0304", ErrorKind.NotFound, "Không có hàm \"{0}\", hoặc hàm không được gọi bằng {1}.", "There is no function \"{0}\", or it is not called by {1}.");
    public static readonly Error ParameterMissing = new("EXC-0305", ErrorKind.Invalid, "Thiếu tham số {0}.", "The parameter {0} is missing.");
    public static readonly Error ParameterDate = new("EXC-0306", ErrorKind.Invalid, "{0} không phải là ngày dạng yyyy/MM/dd: \"{1}\".", "{0} is not a date of the form yyyy/MM/dd: \"{1}\".");
    public static readonly Error ParameterVersion = new("EXC-0307", ErrorKind.Invalid, "version \"{0}\" không phải là số do Trục trả lời.", "The version \"{0}\" is not a number that the exchange answered.");

    // Remarks on an accepted packet.
    public static readonly Error ClockSkew = new("EXC-1001", ErrorKind.Invalid, "Thời điểm {0} trong gói tin đi trước đồng hồ của Trục {1} giây.", "The time {0} in the packet is {1} seconds ahead of the exchange's clock.");
    public static readonly Error DeliveredToSuccessor = new("EXC-1002", ErrorKind.Invalid, "Cơ quan \"{0}\" ({1}) đã kết thúc; văn bản được chuyển đến cơ quan kế thừa {2} ({3}).", "The organisation \"{0}\" ({1}) has ended; the document was delivered to its successor {2} ({3}).");
}

using VanLang.Kernel;

namespace VanLang.Exchange.Changes;

/// <summary>Expected failures of recall, take-back, update and replacement. Codes are never renumbered.</summary>
internal static class ChangeErrors
{
    public static readonly Error Frozen = new("EXC-0400", ErrorKind.Conflict, "Văn bản \"{0}\" đã bị thu hồi và được giữ nguyên trạng: không thu hồi lại, lấy lại, cập nhật hay thay thế được nữa (Nghị định 30/2020, Phụ lục VI, I.III.8).", "The document \"{0}\" has been recalled and is frozen: it can no longer be recalled again, taken back, updated or replaced (Decree 30/2020, Appendix VI, I.III.8).");
    public static readonly Error RecallRefused = new("EXC-0401", ErrorKind.Invalid, "Không được từ chối thu hồi (mã 16): nơi nhận phải hủy văn bản trên hệ thống của mình và báo lại (Quyết định 28/2018, Điều 8 khoản 2, Điều 9 khoản 2; Nghị định 30/2020, Điều 18 khoản 4 điểm b).", "A recall cannot be refused (code 16): the recipient has to destroy the document on its system and report that (Decision 28/2018, art. 8(2) and 9(2); Decree 30/2020, art. 18(4)(b)).");
    public static readonly Error AlreadyReplaced = new("EXC-0402", ErrorKind.Conflict, "Văn bản \"{0}\" đã được thay thế; hãy làm việc với văn bản thay thế.", "The document \"{0}\" has been replaced; work with the one that replaces it.");
    public static readonly Error Destroyed = new("EXC-0403", ErrorKind.Gone, "Văn bản đã bị thu hồi: cơ quan này không còn mở được gói tin, tệp và bằng chứng của văn bản.", "The document has been recalled: this organisation can no longer open its packet, files and evidence.");
    public static readonly Error TakenBack = new("EXC-0404", ErrorKind.Gone, "Văn bản đã được nơi gửi lấy lại: cơ quan này không còn mở được gói tin, tệp và bằng chứng của văn bản.", "The document has been taken back by its sender: this organisation can no longer open its packet, files and evidence.");
    public static readonly Error RequestWaits = new("EXC-0405", ErrorKind.Conflict, "{0} chưa trả lời yêu cầu trước về văn bản này; hãy chờ trả lời.", "{0} has not answered an earlier request about this document; wait for the answer.");
    public static readonly Error NothingToTakeBack = new("EXC-0406", ErrorKind.Conflict, "Không còn bản nào lấy lại được: nơi nhận đã trả lại, hoặc bản đó đã được lấy lại.", "There is no copy left to take back: the recipient returned it, or it was taken back before.");
    public static readonly Error DestroyerMissing = new("EXC-0407", ErrorKind.Invalid, "Báo tiêu hủy phải nêu họ tên người thực hiện.", "A report of destruction must name the person who destroyed it.");
    public static readonly Error ReplacesItself = new("EXC-0408", ErrorKind.Invalid, "Văn bản \"{0}\" không thể thay thế chính nó.", "The document \"{0}\" cannot replace itself.");
    public static readonly Error ReasonMissing = new("EXC-0409", ErrorKind.Invalid, "Hãy nêu lý do.", "Give the reason.");
    public static readonly Error NotADocument = new("EXC-0410", ErrorKind.Invalid, "Chỉ làm được việc này với văn bản, không phải với gói tin trạng thái hay gói tin thu hồi.", "This can be done with a document only, not with a status or a recall.");
    public static readonly Error CopiesRange = new("EXC-0411", ErrorKind.Invalid, "Số bản đã tiêu hủy phải từ 1 đến {0}.", "The number of copies destroyed must be from 1 to {0}.");
    public static readonly Error CopyListMissing = new("EXC-0412", ErrorKind.Invalid, "Văn bản đã đưa vào lưu trữ thì phải kê danh mục các bản đã tiêu hủy.", "For a document that was archived already, list the copies that were destroyed.");
    public static readonly Error NothingAsked = new("EXC-0413", ErrorKind.Conflict, "Không có yêu cầu nào của nơi gửi đang chờ trả lời; hãy tải lại trang.", "No request of the sender waits for an answer; load the page again.");
    public static readonly Error NotARecipient = new("EXC-0414", ErrorKind.Invalid, "\"{0}\" không phải là nơi nhận của văn bản này.", "\"{0}\" is not a recipient of this document.");
    public static readonly Error RefusalReason = new("EXC-0415", ErrorKind.Invalid, "Từ chối yêu cầu của nơi gửi phải nêu lý do.", "A refusal of the sender's request must give its reason.");
    public static readonly Error TooLong = new("EXC-0416", ErrorKind.Invalid, "Giá trị dài {0} ký tự, tối đa {1}.", "The value has {0} characters; the maximum is {1}.");
}

using VanLang.Kernel;

namespace VanLang.Access;

/// <summary>Every expected failure of the module. Codes are never renumbered.</summary>
internal static class AccessErrors
{
    public static readonly Error UserNameEmpty = new("ACC-0001", ErrorKind.Invalid, "Nhập tên đăng nhập.", "Enter your sign-in name.");
    public static readonly Error PasswordEmpty = new("ACC-0002", ErrorKind.Invalid, "Nhập mật khẩu.", "Enter a password.");

    /// <summary>{0} tries, {1} minutes.</summary>
    public static readonly Error SignInRefused = new("ACC-0003", ErrorKind.Invalid,
        "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khóa. Sau {0} lần sai liên tiếp, tài khoản tạm khóa {1} phút.",
        "The sign-in name or password is wrong, or the account is locked for a while. {0} wrong tries in a row lock it for {1} minutes.");

    public static readonly Error TooManyAttempts = new("ACC-0004", ErrorKind.RateLimited,
        "Quá nhiều lần thử từ địa chỉ này. Đợi 5 phút rồi thử lại.", "Too many attempts from this address. Wait 5 minutes and try again.");

    public static readonly Error AccountLocked = new("ACC-0005", ErrorKind.Forbidden,
        "Tài khoản đã bị quản trị viên khóa. Liên hệ quản trị viên của cơ quan.", "An administrator has locked this account. Ask your organisation's administrator.");

    public static readonly Error CodeWrong = new("ACC-0006", ErrorKind.Invalid, "Mã xác thực không đúng hoặc đã dùng.", "The code is wrong or was used before.");
    public static readonly Error CodeEmpty = new("ACC-0007", ErrorKind.Invalid, "Nhập mã xác thực.", "Enter the code.");
    public static readonly Error StepLost = new("ACC-0008", ErrorKind.Invalid, "Bước xác thực đã hết hạn. Đăng nhập lại từ đầu.", "This step has expired. Sign in again.");
    public static readonly Error PasskeyRefused = new("ACC-0009", ErrorKind.Invalid, "Khóa truy cập không được chấp nhận. Thử lại hoặc dùng mật khẩu.", "The passkey was not accepted. Try again or use your password.");

    /// <summary>{0} shortest, {1} longest.</summary>
    public static readonly Error PasswordLength = new("ACC-0010", ErrorKind.Invalid, "Mật khẩu dài từ {0} đến {1} ký tự.", "A password has {0} to {1} characters.");
    public static readonly Error PasswordHoldsName = new("ACC-0011", ErrorKind.Invalid, "Mật khẩu không được chứa tên đăng nhập.", "The password must not contain the sign-in name.");
    public static readonly Error PasswordCommon = new("ACC-0012", ErrorKind.Invalid, "Mật khẩu này quá dễ đoán.", "This password is too easy to guess.");
    public static readonly Error PasswordsDiffer = new("ACC-0013", ErrorKind.Invalid, "Hai lần nhập mật khẩu không giống nhau.", "The two passwords are not the same.");
    public static readonly Error PasswordWrong = new("ACC-0014", ErrorKind.Invalid, "Mật khẩu hiện tại không đúng.", "The present password is wrong.");
    public static readonly Error PasswordSame = new("ACC-0015", ErrorKind.Invalid, "Mật khẩu mới phải khác mật khẩu hiện tại.", "The new password must differ from the present one.");
    public static readonly Error LinkDead = new("ACC-0016", ErrorKind.Gone, "Liên kết không đúng, đã dùng hoặc đã hết hạn. Hãy yêu cầu liên kết mới.", "The link is wrong, used or expired. Ask for a new one.");

    public static readonly Error AccountMissing = new("ACC-0020", ErrorKind.NotFound, "Không có tài khoản này.", "There is no such account.");
    public static readonly Error AlreadyLocked = new("ACC-0021", ErrorKind.Conflict, "Tài khoản đã khóa hoặc đã kết thúc.", "The account is locked or has ended.");
    public static readonly Error NotLocked = new("ACC-0022", ErrorKind.Conflict, "Tài khoản không bị khóa.", "The account is not locked.");
    public static readonly Error AlreadyEnded = new("ACC-0023", ErrorKind.Conflict, "Tài khoản đã kết thúc.", "The account has ended.");
    public static readonly Error ReasonEmpty = new("ACC-0024", ErrorKind.Invalid, "Nêu lý do (từ 5 đến 500 ký tự).", "Give the reason (5 to 500 characters).");
    public static readonly Error OwnAccount = new("ACC-0025", ErrorKind.Conflict, "Không thể khóa hoặc kết thúc tài khoản của chính mình.", "You cannot lock or end your own account.");
    public static readonly Error UserNameBad = new("ACC-0026", ErrorKind.Invalid,
        "Tên đăng nhập gồm 3 đến 100 chữ cái không dấu, chữ số hoặc . - _ @, bắt đầu và kết thúc bằng chữ hoặc số.",
        "A sign-in name has 3 to 100 ASCII letters, digits or . - _ @, with a letter or digit at both ends.");
    public static readonly Error UserNameTaken = new("ACC-0027", ErrorKind.Conflict, "Tên đăng nhập đã có người dùng.", "The sign-in name is taken.");
    public static readonly Error FullNameBad = new("ACC-0028", ErrorKind.Invalid, "Nhập họ và tên (2 đến 200 ký tự).", "Enter the full name (2 to 200 characters).");
    public static readonly Error EmailBad = new("ACC-0029", ErrorKind.Invalid, "Địa chỉ thư điện tử không đúng.", "The e-mail address is not valid.");
    public static readonly Error OrganizationUnknown = new("ACC-0030", ErrorKind.Invalid, "Không có cơ quan mang mã {0} đang hoạt động.", "No organisation with code {0} is in being.");
    public static readonly Error OrganizationForeign = new("ACC-0031", ErrorKind.Forbidden, "Chỉ được làm việc với cơ quan của mình.", "Only your own organisation is open to you.");
    public static readonly Error TitleBad = new("ACC-0032", ErrorKind.Invalid, "Nhập chức vụ (2 đến 200 ký tự).", "Enter the position (2 to 200 characters).");
    public static readonly Error RoleUnknown = new("ACC-0033", ErrorKind.Invalid, "Không có vai trò {0}.", "There is no role {0}.");
    public static readonly Error RoleTooHigh = new("ACC-0034", ErrorKind.Forbidden, "Chỉ quản trị hệ thống được giao vai trò này.", "Only a system administrator may give this role.");
    public static readonly Error Stale = new("ACC-0035", ErrorKind.Conflict, "Dữ liệu vừa được người khác thay đổi. Tải lại rồi thử lại.", "Somebody else has just changed this. Reload and try again.");
    public static readonly Error AccountNotInvited = new("ACC-0036", ErrorKind.Conflict, "Tài khoản đã bị khóa hoặc kết thúc, không gửi được liên kết.", "The account is locked or has ended; no link can be sent.");

    public static readonly Error CsvEmpty = new("ACC-0040", ErrorKind.Invalid, "Chọn tệp CSV có ít nhất một dòng dữ liệu.", "Choose a CSV file with at least one row of data.");
    public static readonly Error CsvHeader = new("ACC-0041", ErrorKind.Invalid, "Dòng đầu phải có các cột: {0}.", "The first line must hold the columns: {0}.");
    public static readonly Error CsvColumns = new("ACC-0042", ErrorKind.Invalid, "Dòng có {0} cột, cần {1}.", "The line has {0} columns, {1} are needed.");
    public static readonly Error CsvTooLong = new("ACC-0043", ErrorKind.TooLarge, "Tệp có quá {0} dòng.", "The file has more than {0} lines.");
    public static readonly Error CsvTwice = new("ACC-0044", ErrorKind.Invalid, "Tên đăng nhập đã có ở dòng {0}.", "The sign-in name already stands on line {0}.");
    public static readonly Error CsvQuote = new("ACC-0045", ErrorKind.Invalid, "Dấu nháy kép chưa đóng.", "A quotation mark is not closed.");
    public static readonly Error CsvNotUtf8 = new("ACC-0046", ErrorKind.Invalid, "Tệp không phải UTF-8. Lưu lại với bảng mã UTF-8.", "The file is not UTF-8. Save it as UTF-8.");

    public static readonly Error KeyEmpty = new("ACC-0050", ErrorKind.Invalid, "Dán khóa công khai (PEM hoặc JWK).", "Paste the public key (PEM or JWK).");
    public static readonly Error KeyUnreadable = new("ACC-0051", ErrorKind.Invalid, "Không đọc được khóa. Cần PEM bắt đầu bằng BEGIN PUBLIC KEY hoặc JWK.", "The key cannot be read. It must be PEM beginning with BEGIN PUBLIC KEY, or a JWK.");
    public static readonly Error KeyPrivate = new("ACC-0052", ErrorKind.Invalid,
        "Đây là khóa bí mật. Không gửi khóa bí mật cho bất kỳ ai; tạo cặp khóa mới và chỉ dán khóa công khai.",
        "This is a private key. Never send it to anybody; make a new pair and paste the public key only.");
    public static readonly Error KeyNotP256 = new("ACC-0053", ErrorKind.Invalid, "Khóa phải là EC P-256 (ES256).", "The key must be EC P-256 (ES256).");
    public static readonly Error KeyKnown = new("ACC-0054", ErrorKind.Conflict, "Khóa này đã được đăng ký cho ứng dụng.", "The client already has this key.");
    public static readonly Error TooManyKeys = new("ACC-0055", ErrorKind.Conflict, "Đã có hai khóa hiệu lực. Ngừng dùng một khóa cũ trước.", "Two keys are valid already. Retire an old one first.");
    public static readonly Error KeyMissing = new("ACC-0056", ErrorKind.NotFound, "Không có khóa này.", "There is no such key.");
    public static readonly Error KeyRetired = new("ACC-0057", ErrorKind.Conflict, "Khóa đã ngừng hiệu lực.", "The key is not valid any more.");
    public static readonly Error LastKey = new("ACC-0058", ErrorKind.Conflict, "Đây là khóa hiệu lực cuối cùng. Thêm khóa mới trước, hoặc khóa ứng dụng.", "This is the last valid key. Add a new one first, or lock the client.");
    public static readonly Error ClientAlreadyLocked = new("ACC-0059", ErrorKind.Conflict, "Ứng dụng đã khóa.", "The client is locked already.");
    public static readonly Error ClientNotLocked = new("ACC-0060", ErrorKind.Conflict, "Ứng dụng không bị khóa.", "The client is not locked.");
    public static readonly Error ClientMissing = new("ACC-0061", ErrorKind.NotFound, "Không có ứng dụng này.", "There is no such client.");
    public static readonly Error ClientIdBad = new("ACC-0062", ErrorKind.Invalid, "Mã ứng dụng gồm 3 đến 60 chữ thường, chữ số hoặc dấu gạch nối.", "A client id has 3 to 60 lower-case letters, digits or dashes.");
    public static readonly Error ClientIdTaken = new("ACC-0063", ErrorKind.Conflict, "Mã ứng dụng đã được dùng.", "The client id is taken.");
    public static readonly Error ClientNameBad = new("ACC-0064", ErrorKind.Invalid, "Nhập tên ứng dụng (3 đến 200 ký tự).", "Enter the client's name (3 to 200 characters).");
    public static readonly Error RedirectBad = new("ACC-0065", ErrorKind.Invalid, "Địa chỉ quay về phải là https:// (hoặc http://localhost), không có dấu #: {0}.", "A return address must be https:// (or http://localhost) without a #: {0}.");
    public static readonly Error ValidToPast = new("ACC-0066", ErrorKind.Invalid, "Ngày hết hạn phải sau hôm nay.", "The last day must be after today.");

    public static readonly Error SessionMissing = new("ACC-0070", ErrorKind.NotFound, "Không có phiên này.", "There is no such session.");
    public static readonly Error PositionNotHeld = new("ACC-0071", ErrorKind.Forbidden, "Hôm nay bạn không giữ vị trí này.", "You do not hold this position today.");
    public static readonly Error TotpAlreadyOn = new("ACC-0072", ErrorKind.Conflict, "Xác thực hai bước đã bật.", "Two-step sign-in is on already.");
    public static readonly Error TotpOff = new("ACC-0073", ErrorKind.Conflict, "Xác thực hai bước chưa bật.", "Two-step sign-in is not on.");
    public static readonly Error PasskeyMissing = new("ACC-0074", ErrorKind.NotFound, "Không có khóa truy cập này.", "There is no such passkey.");
    public static readonly Error PasskeyNameBad = new("ACC-0075", ErrorKind.Invalid, "Đặt tên cho khóa truy cập (2 đến 60 ký tự).", "Name the passkey (2 to 60 characters).");
    public static readonly Error TooManyPasskeys = new("ACC-0076", ErrorKind.Conflict, "Mỗi tài khoản có tối đa 10 khóa truy cập.", "An account has at most 10 passkeys.");

    public static readonly Error PermissionUnknown = new("ACC-0080", ErrorKind.Invalid, "Không có quyền này.", "There is no such permission.");
    public static readonly Error GrantUnchanged = new("ACC-0081", ErrorKind.Conflict, "Vai trò đã ở trạng thái này.", "The role is in this state already.");
    public static readonly Error LastAdministration = new("ACC-0082", ErrorKind.Conflict, "Quản trị hệ thống phải giữ quyền sửa vai trò, nếu không sẽ không ai sửa lại được.", "The system administrator must keep the right to change roles, or nobody could change it back.");

    public static readonly Error CorrectionEmpty = new("ACC-0090", ErrorKind.Invalid, "Nêu điều cần sửa (10 đến 1000 ký tự).", "Say what is to be corrected (10 to 1000 characters).");
    public static readonly Error CorrectionOpen = new("ACC-0091", ErrorKind.Conflict, "Yêu cầu trước chưa được giải quyết.", "Your earlier request is still open.");
    public static readonly Error CorrectionMissing = new("ACC-0092", ErrorKind.NotFound, "Không có yêu cầu này.", "There is no such request.");
    public static readonly Error CorrectionClosed = new("ACC-0093", ErrorKind.Conflict, "Yêu cầu đã được giải quyết.", "The request has been decided.");
    public static readonly Error AnswerEmpty = new("ACC-0094", ErrorKind.Invalid, "Trả lời người yêu cầu (5 đến 500 ký tự).", "Answer the person (5 to 500 characters).");

    public static readonly Error SetupDone = new("ACC-0095", ErrorKind.Gone, "Hệ thống đã có tài khoản; bước khởi tạo đã đóng.", "The system has accounts; the set-up is closed.");
    public static readonly Error SubstituteSelf = new("ACC-0096", ErrorKind.Invalid, "Người thay thế phải là người khác.", "The substitute must be another person.");
    public static readonly Error SubstituteDates = new("ACC-0097", ErrorKind.Invalid, "Ngày bắt đầu phải từ hôm nay và không sau ngày kết thúc.", "The first day must be today or later and not after the last day.");
    public static readonly Error SubstituteUnknown = new("ACC-0098", ErrorKind.Invalid, "Không có tài khoản nào mang tên đăng nhập này trong cơ quan.", "No account of the organisation bears this sign-in name.");
    public static readonly Error NotPermitted = new("ACC-0100", ErrorKind.Forbidden, "Bạn không có quyền làm việc này.", "You are not permitted to do this.");
    public static readonly Error ConsentUnknown = new("ACC-0099", ErrorKind.Invalid, "Yêu cầu đăng nhập từ ứng dụng không hợp lệ.", "The sign-in request of the application is not valid.");

    public static readonly Error SystemIdBad = new("ACC-0110", ErrorKind.Invalid, "SystemId gồm 3 đến 60 chữ cái không dấu, chữ số hoặc dấu . - _", "A SystemId has 3 to 60 ASCII letters, digits or . - _");
    public static readonly Error SystemIdTaken = new("ACC-0111", ErrorKind.Conflict, "SystemId {0} đã được ứng dụng khác dùng.", "The SystemId {0} is used by another client.");
    public static readonly Error SystemIdForeign = new("ACC-0112", ErrorKind.Conflict, "{0} là mã của cơ quan khác ({1}).", "{0} is the code of another organisation ({1}).");
    public static readonly Error ExistingOn = new("ACC-0113", ErrorKind.Conflict, "Ứng dụng đã được bật kết nối bằng mã bí mật.", "The client may call with a secret already.");
    public static readonly Error ExistingOff = new("ACC-0114", ErrorKind.Conflict, "Ứng dụng chưa được bật kết nối bằng mã bí mật.", "The client may not call with a secret.");
    public static readonly Error TooManySecrets = new("ACC-0115", ErrorKind.Conflict, "Đã có hai mã bí mật hiệu lực. Thu hồi một mã cũ trước.", "Two secrets are valid already. Revoke an old one first.");
    public static readonly Error SecretMissing = new("ACC-0116", ErrorKind.NotFound, "Không có mã bí mật này.", "There is no such secret.");
    public static readonly Error SecretRevoked = new("ACC-0117", ErrorKind.Conflict, "Mã bí mật đã được thu hồi.", "The secret has been revoked.");
    public static readonly Error RelayForeign = new("ACC-0118", ErrorKind.Forbidden, "Chỉ quản trị hệ thống được cho phép đăng ký đơn vị.", "Only a system administrator may permit the registering of units.");

    /// <summary>Told to existing systems as number 15.</summary>
    public static readonly Error SecretWrong = new("ACC-0120", ErrorKind.Forbidden, "Sai SystemId hoặc SecretKey.", "The SystemId or the SecretKey is wrong.");
    public static readonly Error SecretInTheClear = new("ACC-0121", ErrorKind.Forbidden, "SystemId và SecretKey chỉ được gửi qua HTTPS.", "SystemId and SecretKey may only be sent over HTTPS.");
    public static readonly Error TooManyCalls = new("ACC-0122", ErrorKind.RateLimited, "Lỗi hệ thống: quá nhiều yêu cầu, thử lại sau 1 phút.", "Too many requests; try again in a minute.");
    public static readonly Error AccessUnavailable = new("ACC-0123", ErrorKind.Unavailable, "Lỗi hệ thống: cơ sở dữ liệu chưa trả lời, thử lại sau.", "The database does not answer; try again later.");
    public static readonly Error FunctionForbidden = new("ACC-0124", ErrorKind.Forbidden, "Đơn vị chưa được đăng ký để dùng chức năng này.", "The client is not permitted to use this function.");
}

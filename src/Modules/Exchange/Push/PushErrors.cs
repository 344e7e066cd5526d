using VanLang.Kernel;
using VanLang.Web.Outbound;

namespace VanLang.Exchange.Push;

/// <summary>Expected failures of pushing. Codes are never renumbered.</summary>
internal static class PushErrors
{
    public static readonly Error UrlForm = new("EXC-1200", ErrorKind.Invalid, "Địa chỉ phải viết đầy đủ dạng https://…, chỉ ký tự ASCII, không khoảng trắng, tối đa 400 ký tự.", "The address must be a whole https://… address in plain ASCII without spaces, at most 400 characters.");
    public static readonly Error UrlScheme = new("EXC-1201", ErrorKind.Invalid, "Địa chỉ phải bắt đầu bằng https://; http:// chỉ được dùng trong mạng mà quản trị hệ thống đã khai báo.", "The address must begin with https://; http:// is for networks that the system administrator has named.");
    public static readonly Error UrlCredentials = new("EXC-1202", ErrorKind.Invalid, "Địa chỉ không được chứa tên đăng nhập hoặc mật khẩu.", "The address may not hold a user name or a password.");
    public static readonly Error UrlFragment = new("EXC-1203", ErrorKind.Invalid, "Địa chỉ không được chứa phần sau dấu #.", "The address may not hold a part after #.");
    public static readonly Error UrlHost = new("EXC-1204", ErrorKind.Invalid, "Tên máy chủ trong địa chỉ không hợp lệ: dùng tên miền thường (punycode nếu có dấu) hoặc địa chỉ IP viết thường.", "The host is not valid: use a plain domain name (punycode for others) or a plainly written IP address.");
    public static readonly Error UrlPort = new("EXC-1205", ErrorKind.Invalid, "Cổng trong địa chỉ không được gọi; dùng 443 hoặc 8443.", "This port is not called; use 443 or 8443.");
    public static readonly Error UrlNetwork = new("EXC-1206", ErrorKind.Invalid, "Địa chỉ dẫn vào mạng nội bộ hoặc mạng đặc biệt, Trục không gọi vào đó.", "The address leads into a private or special network, which the exchange does not call.");
    public static readonly Error UrlUnknown = new("EXC-1207", ErrorKind.Invalid, "Không phân giải được tên máy chủ trong địa chỉ.", "The host name of the address does not resolve.");
    public static readonly Error KindsMissing = new("EXC-1208", ErrorKind.Invalid, "Hãy chọn ít nhất một loại sự kiện.", "Choose at least one kind of event.");
    public static readonly Error KindUnknown = new("EXC-1209", ErrorKind.Invalid, "Không có loại sự kiện \"{0}\".", "There is no kind of event \"{0}\".");
    public static readonly Error NameForm = new("EXC-1210", ErrorKind.Invalid, "Hãy đặt tên, từ 1 đến {0} ký tự.", "Give it a name of 1 to {0} characters.");
    public static readonly Error TooMany = new("EXC-1211", ErrorKind.Conflict, "Cơ quan đã có {0} địa chỉ nhận tin; hãy xóa bớt trước khi thêm.", "The organisation has {0} addresses; remove one before adding another.");
    public static readonly Error UrlTaken = new("EXC-1212", ErrorKind.Conflict, "Cơ quan đã đăng ký địa chỉ này.", "The organisation has registered this address already.");
    public static readonly Error WebhookNotFound = new("EXC-1213", ErrorKind.NotFound, "Không tìm thấy địa chỉ nhận tin này.", "There is no such address.");
    public static readonly Error NotActive = new("EXC-1214", ErrorKind.Conflict, "Địa chỉ nhận tin đang dừng sẵn.", "The address is paused already.");
    public static readonly Error AlreadyActive = new("EXC-1215", ErrorKind.Conflict, "Địa chỉ nhận tin đang hoạt động sẵn.", "The address is active already.");
    public static readonly Error NothingToReplay = new("EXC-1216", ErrorKind.Conflict, "Không có tin không gửi được nào như vậy để gửi lại.", "There is no such dead letter to replay.");

    // The feed of statuses.
    public static readonly Error UnknownSide = new("EXC-1220", ErrorKind.Invalid, "side \"{0}\" không có; dùng all, sent hoặc received.", "There is no side \"{0}\"; use all, sent or received.");

    public static Error? Of(AddressFault fault) => fault switch
    {
        AddressFault.None => null,
        AddressFault.Form => UrlForm,
        AddressFault.Scheme => UrlScheme,
        AddressFault.Credentials => UrlCredentials,
        AddressFault.Fragment => UrlFragment,
        AddressFault.Host => UrlHost,
        AddressFault.Port => UrlPort,
        AddressFault.Network => UrlNetwork,
        _ => UrlUnknown,
    };
}

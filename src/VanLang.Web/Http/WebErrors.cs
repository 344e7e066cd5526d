using VanLang.Kernel;

namespace VanLang.Web.Http;

/// <summary>What can go wrong before any module is reached.</summary>
internal static class WebErrors
{
    public static readonly Error Unreadable = new("WEB-0001", ErrorKind.Invalid, "Máy chủ không đọc được yêu cầu: nội dung bị cắt ngắn hoặc sai cách đóng gói.", "The server could not read the request: it was cut short or wrongly packed.");
    public static readonly Error TooLarge = new("WEB-0002", ErrorKind.TooLarge, "Yêu cầu lớn hơn mức được nhận.", "The request is larger than accepted.");
    public static readonly Error Broken = new("WEB-0003", ErrorKind.Unavailable, "Hệ thống gặp lỗi ngoài dự kiến. Hãy thử lại, hoặc báo quản trị kèm mã theo dõi.", "Something unexpected went wrong. Try again, or tell the administrator the trace id.");
}

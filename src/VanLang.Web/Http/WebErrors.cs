using Microsoft.AspNetCore.Http;
using VanLang.Kernel;

namespace VanLang.Web.Http;

/// <summary>What can go wrong before any module is reached.</summary>
public static class WebErrors
{
    public static readonly Error Unreadable = new("WEB-0001", ErrorKind.Malformed, "Máy chủ không đọc được yêu cầu: nội dung bị cắt ngắn hoặc sai cách đóng gói.", "The server could not read the request: it was cut short or wrongly packed.");
    public static readonly Error TooLarge = new("WEB-0002", ErrorKind.TooLarge, "Yêu cầu lớn hơn mức được nhận.", "The request is larger than accepted.");
    public static readonly Error Broken = new("WEB-0003", ErrorKind.Unavailable, "Hệ thống gặp lỗi ngoài dự kiến. Hãy thử lại, hoặc báo quản trị kèm mã theo dõi.", "Something unexpected went wrong. Try again, or tell the administrator the trace id.");
    public static readonly Error NoToken = new("WEB-0004", ErrorKind.NotSignedIn, "Yêu cầu chưa kèm mã truy cập. Hãy xin mã tại /connect/token và gửi trong tiêu đề Authorization: Bearer.", "The request carries no access token. Ask for one at /connect/token and send it in the header Authorization: Bearer.");
    public static readonly Error BadToken = new("WEB-0005", ErrorKind.NotSignedIn, "Mã truy cập không hợp lệ hoặc đã hết hạn. Hãy xin mã mới tại /connect/token.", "The access token is not valid or has expired. Ask for a new one at /connect/token.");
    public static readonly Error NotPermitted = new("WEB-0006", ErrorKind.Forbidden, "Tài khoản hoặc ứng dụng này không được phép làm việc này.", "This account or client is not permitted to do this.");
    public static readonly Error NoAddress = new("WEB-0007", ErrorKind.NotFound, "Không có địa chỉ này trong giao diện lập trình; xem /openapi/v1.json.", "There is no such address in the API; see /openapi/v1.json.");
    public static readonly Error Method = new("WEB-0008", ErrorKind.WrongMethod, "Địa chỉ này không nhận phương thức {0}; dùng được: {1}.", "This address does not take the method {0}; allowed are: {1}.");
    public static readonly Error NotAcceptable = new("WEB-0009", ErrorKind.NotAcceptable, "Không có câu trả lời ở dạng mà tiêu đề Accept yêu cầu.", "There is no answer in the form that the header Accept asks for.");
    public static readonly Error ContentType = new("WEB-0010", ErrorKind.WrongType, "Kiểu nội dung \"{0}\" không được nhận ở địa chỉ này.", "The content type \"{0}\" is not accepted at this address.");
    public static readonly Error TooMany = new("WEB-0011", ErrorKind.RateLimited, "Quá nhiều yêu cầu. Hãy đợi rồi thử lại.", "Too many requests. Wait and try again.");
    public static readonly Error Parameter = new("WEB-0012", ErrorKind.Malformed, "Tham số {0} có giá trị \"{1}\" không đọc được.", "The parameter {0} has a value that cannot be read: \"{1}\".");
    public static readonly Error ParameterMissing = new("WEB-0013", ErrorKind.Malformed, "Thiếu tham số {0}.", "The parameter {0} is missing.");
    public static readonly Error Conflict = new("WEB-0014", ErrorKind.Conflict, "Yêu cầu mâu thuẫn với dữ liệu hiện có.", "The request clashes with what is stored.");
    public static readonly Error Range = new("WEB-0015", ErrorKind.OutOfRange, "Khoảng byte trong tiêu đề Range nằm ngoài nội dung.", "The byte range in the header Range lies outside the content.");
    public static readonly Error Away = new("WEB-0016", ErrorKind.Unavailable, "Cơ sở dữ liệu đang quá tải hoặc chưa trả lời. Hãy thử lại sau ít giây.", "The database is overloaded or does not answer. Try again in a few seconds.");

    /// <summary>What a status without a body means.</summary>
    public static Error Of(int status, bool withToken) => status switch
    {
        StatusCodes.Status401Unauthorized => withToken ? BadToken : NoToken,
        StatusCodes.Status403Forbidden => NotPermitted,
        StatusCodes.Status404NotFound => NoAddress,
        StatusCodes.Status406NotAcceptable => NotAcceptable,
        StatusCodes.Status409Conflict => Conflict,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status416RangeNotSatisfiable => Range,
        StatusCodes.Status429TooManyRequests => TooMany,
        >= 500 => Broken,
        _ => Unreadable,
    };
}

/// <summary>What every address may answer, as examples for its description.</summary>
public static class CommonFailures
{
    /// <summary>The refusals of a status that no module words.</summary>
    public static IReadOnlyList<Error> Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => [WebErrors.Parameter.With("limit", "abc"), WebErrors.ParameterMissing.With("to"), WebErrors.Unreadable],
        StatusCodes.Status401Unauthorized => [WebErrors.NoToken, WebErrors.BadToken],
        StatusCodes.Status405MethodNotAllowed => [WebErrors.Method.With("PUT", "GET, HEAD")],
        StatusCodes.Status415UnsupportedMediaType => [WebErrors.ContentType.With("text/plain")],
        StatusCodes.Status404NotFound or StatusCodes.Status422UnprocessableEntity => [],
        _ => [WebErrors.Of(status, true)],
    };
}

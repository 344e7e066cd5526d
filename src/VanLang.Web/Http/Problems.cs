using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VanLang.Kernel;

namespace VanLang.Web.Http;

/// <summary>Expected failures as RFC 9457 problem details with the extension <c>code</c>, in the request's language.</summary>
public static class Problems
{
    /// <summary>The status of a kind.</summary>
    public static int Status(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Gone => StatusCodes.Status410Gone,
        ErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorKind.Malformed => StatusCodes.Status400BadRequest,
        ErrorKind.NotSignedIn => StatusCodes.Status401Unauthorized,
        ErrorKind.WrongMethod => StatusCodes.Status405MethodNotAllowed,
        ErrorKind.NotAcceptable => StatusCodes.Status406NotAcceptable,
        ErrorKind.WrongType => StatusCodes.Status415UnsupportedMediaType,
        ErrorKind.OutOfRange => StatusCodes.Status416RangeNotSatisfiable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The language of this request, <c>vi</c> or <c>en</c>.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "vi";

    /// <summary>One or more errors as an answer; the first decides status, title and code, all stand in <c>errors</c>.</summary>
    public static IResult From(IReadOnlyList<Error> errors) => From(errors, Status(errors[0].Kind));

    /// <summary>The same under another status than the kind's own.</summary>
    public static IResult From(IReadOnlyList<Error> errors, int status, string? trace = null)
    {
        var first = errors[0];
        var extensions = new Dictionary<string, object?>
        {
            ["code"] = first.Code,
            ["errors"] = errors.Select(One).ToList(),
        };
        if (trace is not null)
        {
            extensions["traceId"] = trace;
        }

        return Results.Problem(detail: first.Sentence(Language), statusCode: status, title: Title(first.Kind, Language), type: "about:blank", extensions: extensions);
    }

    /// <summary>One error as an answer.</summary>
    public static IResult From(Error error) => From([error]);

    /// <summary>The value's own answer, or the errors.</summary>
    public static IResult ToHttp<T>(this Result<T> result, Func<T, IResult> ok) => result.IsOk ? ok(result.Value) : From(result.Errors);

    /// <summary>204, or the errors.</summary>
    public static IResult ToHttp(this Result result) => result.IsOk ? Results.NoContent() : From(result.Errors);

    private static Dictionary<string, object> One(Error error)
    {
        var one = new Dictionary<string, object>(error.Facts) { ["code"] = error.Code, ["text"] = error.Sentence(Language) };
        if (error.Field is not null)
        {
            one["field"] = error.Field;
        }

        return one;
    }

    /// <summary>What <see cref="From(Error)"/> would answer, for the description of the API.</summary>
    public static JsonObject Example(Error error, string language)
    {
        var one = new JsonObject { ["code"] = error.Code, ["text"] = error.Sentence(language) };
        if (error.Field is not null)
        {
            one["field"] = error.Field;
        }

        return new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = Title(error.Kind, language),
            ["status"] = Status(error.Kind),
            ["detail"] = error.Sentence(language),
            ["code"] = error.Code,
            ["errors"] = new JsonArray(one),
        };
    }

    private static string Title(ErrorKind kind, string language) => (kind, language) switch
    {
        (ErrorKind.Invalid, "en") => "Not valid",
        (ErrorKind.Invalid, _) => "Dữ liệu chưa hợp lệ",
        (ErrorKind.NotFound, "en") => "Not found",
        (ErrorKind.NotFound, _) => "Không tìm thấy",
        (ErrorKind.Forbidden, "en") => "Not permitted",
        (ErrorKind.Forbidden, _) => "Không được phép",
        (ErrorKind.Conflict, "en") => "Conflict",
        (ErrorKind.Conflict, _) => "Mâu thuẫn dữ liệu",
        (ErrorKind.Gone, "en") => "No longer there",
        (ErrorKind.Gone, _) => "Không còn nữa",
        (ErrorKind.RateLimited, "en") => "Too many requests",
        (ErrorKind.RateLimited, _) => "Quá nhiều yêu cầu",
        (ErrorKind.TooLarge, "en") => "Too large",
        (ErrorKind.TooLarge, _) => "Quá lớn",
        (ErrorKind.Malformed, "en") => "Cannot be read",
        (ErrorKind.Malformed, _) => "Yêu cầu không đọc được",
        (ErrorKind.NotSignedIn, "en") => "Not signed in",
        (ErrorKind.NotSignedIn, _) => "Chưa xác thực",
        (ErrorKind.WrongMethod, "en") => "Method not allowed",
        (ErrorKind.WrongMethod, _) => "Phương thức không được dùng",
        (ErrorKind.NotAcceptable, "en") => "Not acceptable",
        (ErrorKind.NotAcceptable, _) => "Không có dạng được yêu cầu",
        (ErrorKind.WrongType, "en") => "Content type not accepted",
        (ErrorKind.WrongType, _) => "Kiểu nội dung không được nhận",
        (ErrorKind.OutOfRange, "en") => "Range not satisfiable",
        (ErrorKind.OutOfRange, _) => "Khoảng byte không có",
        (_, "en") => "Not available now",
        _ => "Tạm thời chưa phục vụ được",
    };
}

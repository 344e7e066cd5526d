using Microsoft.AspNetCore.Http;
using VanLang.Exchange.Secrecy;
using VanLang.Kernel;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>
/// The numbers that existing systems know, each with its sentence and HTTP status. Their connectors treat every number as final but network faults and 5xx,
/// which they try again after 30 s, 60 s ... 480 s: so 20 alone is 5xx.
/// </summary>
internal sealed record AnswerNumber(int Number, int Status, string Sentence)
{
    public static readonly AnswerNumber Ok = new(0, StatusCodes.Status200OK, "Thành công");
    public static readonly AnswerNumber BadFile = new(10, StatusCodes.Status400BadRequest, "File không hợp lệ");
    public static readonly AnswerNumber WrongSecret = new(VanLang.Web.Http.ExistingSystems.WrongSecret, StatusCodes.Status401Unauthorized, "Sai SystemId hoặc SecretKey");
    public static readonly AnswerNumber NoRecipient = new(18, StatusCodes.Status422UnprocessableEntity, "Đơn vị nhận không tồn tại");
    public static readonly AnswerNumber NotRegistered = new(19, StatusCodes.Status403Forbidden, "Đơn vị gửi chưa đăng ký");
    public static readonly AnswerNumber Broken = new(20, StatusCodes.Status500InternalServerError, "Lỗi hệ thống");
    public static readonly AnswerNumber FileNotRead = new(21, StatusCodes.Status422UnprocessableEntity, "Lỗi xử lý file");
    public static readonly AnswerNumber NotEdxml = new(22, StatusCodes.Status422UnprocessableEntity, "Sai định dạng edXML");
    public static readonly AnswerNumber RecipientLocked = new(23, StatusCodes.Status422UnprocessableEntity, "Đơn vị nhận đã khóa");

    public static IReadOnlyList<AnswerNumber> All { get; } = [Ok, BadFile, WrongSecret, NoRecipient, NotRegistered, Broken, FileNotRead, NotEdxml, RecipientLocked];

    /// <summary>The number of an expected failure of ours.</summary>
    public static AnswerNumber Of(Error error) => error.Code switch
    {
        _ when error.Kind is ErrorKind.Unavailable => Broken with { Status = StatusCodes.Status503ServiceUnavailable },
        _ when error.Kind is ErrorKind.RateLimited => Broken with { Status = StatusCodes.Status429TooManyRequests },
        "EXC-0001" or "EXC-0002" or "EXC-0003" => NotRegistered,
        "EXC-0004" or "EXC-0006" or "EXC-0007" or "EXC-0008" => NoRecipient,
        "EXC-0005" => RecipientLocked,
        "EXC-0009" => NotEdxml,
        "EXC-0013" or "EXC-0014" => FileNotRead,
        "EDX-0012" or "EDX-0013" => FileNotRead,
        _ when error.Code.StartsWith("EDX-004", StringComparison.Ordinal) || error.Code == "EDX-0050" => FileNotRead,
        "EDX-0011" => BadFile with { Status = StatusCodes.Status413PayloadTooLarge },
        _ when error.Code.StartsWith("EDX-", StringComparison.Ordinal) => NotEdxml,
        _ when error.Code == SecrecyErrors.Secret.Code => BadFile,
        _ when error.Kind is ErrorKind.Forbidden => NotRegistered,
        _ when error.Kind is ErrorKind.TooLarge => BadFile with { Status = StatusCodes.Status413PayloadTooLarge },
        _ when error.Kind is ErrorKind.Gone => BadFile with { Status = StatusCodes.Status410Gone },
        _ when error.Kind is ErrorKind.Conflict => BadFile with { Status = StatusCodes.Status409Conflict },
        _ => BadFile,
    };

    /// <summary>The sentence of the number, then what exactly is wrong; the one about a foreign sender is known to the field to the letter.</summary>
    public static string Describe(AnswerNumber number, IReadOnlyList<Error> errors) => errors[0].Code == ExchangeErrors.WrongSender.Code
        ? $"Đơn vị gửi {errors[0].Args[0]} không đúng với mã đã đăng ký: {errors[0].Args[1]}"
        : $"{number.Sentence}: {string.Join("; ", errors.Take(5).Select(e => e.Sentence("vi") + Place(e)))}";

    private static string Place(Error error) => error.Facts.TryGetValue("line", out var line) ? $" (dòng {line})" : "";
}

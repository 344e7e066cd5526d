using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using VanLang.Kernel;
using Shape = VanLang.Web.Http.ExistingSystems;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>The envelope of every answer: <c>{status, ErrorCode, ErrorDesc, data | DocId | count}</c>, names to the letter.</summary>
internal static class EdocAnswer
{
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Success with nothing more to say.</summary>
    public static IResult Done(HttpContext http) => Results.Json(new Envelope(Sentence(http)), Json);

    public static IResult Document(HttpContext http, Guid id) => Results.Json(new Envelope(Sentence(http)) { DocId = id.ToString() }, Json);

    public static IResult Count(HttpContext http, int count) => Results.Json(new Envelope(Sentence(http)) { Number = count }, Json);

    public static IResult List<T>(HttpContext http, IReadOnlyList<T> rows) => Results.Json(new Envelope(Sentence(http)) { Data = rows }, Json);

    /// <summary>An expected failure.</summary>
    public static IResult Fail(IReadOnlyList<Error> errors)
    {
        var number = AnswerNumber.Of(errors[0]);
        return new Refusal(number, AnswerNumber.Describe(number, errors));
    }

    public static IResult Fail(Error error) => Fail([error]);

    /// <summary>A number with its sentence and what was wrong.</summary>
    public static IResult Fail(AnswerNumber number, string detail) => new Refusal(number, $"{number.Sentence}: {detail}");

    /// <summary>The value's answer, or the failure.</summary>
    public static IResult Of<T>(Result<T> result, Func<T, IResult> ok) => result.IsOk ? ok(result.Value) : Fail(result.Errors);

    public static string Sentence(HttpContext http) => Shape.Say(http, AnswerNumber.Ok.Sentence);

    public static string Time(DateTimeOffset at) => at.InVietnam().ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture);

    private sealed class Refusal(AnswerNumber number, string sentence) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (number.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            {
                httpContext.Response.Headers.RetryAfter = "30";
            }

            return Shape.Fail(httpContext, number.Status, number.Number, sentence);
        }
    }

    private sealed record Envelope([property: JsonPropertyName("ErrorDesc"), JsonPropertyOrder(2)] string Sentence)
    {
        [JsonPropertyName("status"), JsonPropertyOrder(0)]
        public string Status { get; } = "OK";

        [JsonPropertyOrder(1)]
        public string ErrorCode { get; } = "0";

        [JsonPropertyOrder(3)]
        public string? DocId { get; init; }

        [JsonPropertyName("count"), JsonPropertyOrder(3)]
        public int? Number { get; init; }

        [JsonPropertyName("data"), JsonPropertyOrder(3)]
        public object? Data { get; init; }
    }
}

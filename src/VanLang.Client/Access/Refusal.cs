using System.Text.Json;

namespace VanLang.Client.Access;

/// <summary>Reads an answer that is no success: problem details (RFC 9457) with the exchange's code, or whatever a proxy wrote.</summary>
internal static class Refusal
{
    public static async Task<ExchangeException> Read(HttpResponseMessage answer, CancellationToken ct)
    {
        var status = (int)answer.StatusCode;
        var (code, detail, errors, trace) = Parse(await answer.Content.ReadAsStringAsync(ct), answer.Content.Headers.ContentType?.MediaType);
        var message = detail ?? $"The exchange answered {status} {answer.ReasonPhrase}.";
        return new ExchangeException(Kind(status), code ?? "CLI-0002", message) { Status = status, Errors = errors, TraceId = trace };
    }

    private static ExchangeFailure Kind(int status) => status switch
    {
        408 or 425 or 429 or >= 500 => ExchangeFailure.Unreachable,
        401 => ExchangeFailure.NotAuthorized,
        _ => ExchangeFailure.Refused,
    };

    private static (string? Code, string? Detail, IReadOnlyList<ExchangeError> Errors, string? Trace) Parse(string text, string? type)
    {
        if (type is not ("application/problem+json" or "application/json"))
        {
            return (null, null, [], null);
        }

        try
        {
            var body = JsonDocument.Parse(text).RootElement;
            if (body.ValueKind is not JsonValueKind.Object)
            {
                return (null, null, [], null);
            }

            var errors = body.TryGetProperty("errors", out var list) && list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray().Where(e => e.ValueKind is JsonValueKind.Object).Select(One)] : (List<ExchangeError>)[];
            return (Text(body, "code"), Text(body, "detail") ?? Text(body, "title"), errors, Text(body, "traceId"));
        }
        catch (JsonException)
        {
            return (null, null, [], null);
        }
    }

    private static ExchangeError One(JsonElement error) =>
        new(Text(error, "code") ?? "", Text(error, "text") ?? "", Text(error, "field"), Number(error, "line"), Number(error, "column"), Text(error, "path"));

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}

using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using VanLang.Kernel;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>
/// Parameters of a call. The national kit sends them as headers, the provincial variant in the address, in a form or as JSON: all four are read, in this
/// order, and what comes first counts. Secrets are not among them.
/// </summary>
internal sealed class EdocParameters
{
    private const int MostBody = 64 * 1024;

    private readonly IHeaderDictionary headers;
    private readonly IQueryCollection query;
    private readonly Dictionary<string, string> body = new(StringComparer.OrdinalIgnoreCase);

    private EdocParameters(HttpRequest request)
    {
        headers = request.Headers;
        query = request.Query;
    }

    /// <summary>Headers and address only: the body is something else.</summary>
    public static EdocParameters Outside(HttpRequest request) => new(request);

    /// <summary>The body too; an error when it cannot be read.</summary>
    public static async Task<Result<EdocParameters>> Read(HttpRequest request, CancellationToken ct)
    {
        var parameters = new EdocParameters(request);
        if (HttpMethods.IsGet(request.Method))
        {
            return parameters;
        }

        try
        {
            if (request.HasFormContentType && request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            {
                foreach (var (name, value) in await request.ReadFormAsync(ct))
                {
                    parameters.body[name] = value.ToString();
                }

                return parameters;
            }

            return parameters.ReadText(await ReadBody(request, ct)) ? parameters : ExchangeErrors.BodyForm;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or BadHttpRequestException)
        {
            return ExchangeErrors.BodyForm;
        }
    }

    public string? this[string name]
    {
        get
        {
            if (headers.TryGetValue(name, out var header) && header.ToString().Trim() is { Length: > 0 } inHeader)
            {
                return inHeader;
            }

            if (query.TryGetValue(name, out var asked) && asked.ToString().Trim() is { Length: > 0 } inAddress)
            {
                return inAddress;
            }

            return body.GetValueOrDefault(name)?.Trim() is { Length: > 0 } inBody ? inBody : null;
        }
    }

    /// <summary>A whole number from 1; the default when it is not given or no number.</summary>
    public int Number(string name, int otherwise, int most) => int.TryParse(this[name], out var number) ? Math.Clamp(number, 1, most) : otherwise;

    private static async Task<string> ReadBody(HttpRequest request, CancellationToken ct)
    {
        var bytes = new byte[MostBody + 1];
        var count = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return count > MostBody ? throw new InvalidDataException("The body is too long.") : Encoding.UTF8.GetString(bytes, 0, count).Trim('\uFEFF', ' ', '\r', '\n', '\t');
    }

    // Some senders say nothing of the type, or the wrong one: what the text begins with tells.
    private bool ReadText(string text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (text[0] != '{')
        {
            foreach (var (name, value) in QueryHelpers.ParseQuery(text))
            {
                body[name] = value.ToString();
            }

            return body.Count > 0 && text.Contains('=', StringComparison.Ordinal);
        }

        using var json = JsonDocument.Parse(text);
        foreach (var property in json.RootElement.EnumerateObject())
        {
            body[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => property.Value.GetString()!,
                JsonValueKind.Null => "",
                _ => property.Value.GetRawText(),
            };
        }

        return true;
    }
}

using System.Net;
using System.Text.Json;

namespace VanLang.Foundation.Tests.Api;

/// <summary>A refusal as a machine reads it (RFC 9457).</summary>
internal sealed record Problem(HttpStatusCode Status, string Code, string Title, string Detail)
{
    /// <summary>Reads what must be problem details in whole: type, title, status, detail, and our code.</summary>
    public static async Task<Problem> Of(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType}: {text}");
        var body = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)answer.StatusCode, body.GetProperty("status").GetInt32());
        Assert.Equal("about:blank", body.GetProperty("type").GetString());
        return new Problem(answer.StatusCode, body.GetProperty("code").GetString()!, body.GetProperty("title").GetString()!, body.GetProperty("detail").GetString()!);
    }
}

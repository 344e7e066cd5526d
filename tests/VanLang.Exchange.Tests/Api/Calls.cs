using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace VanLang.Exchange.Tests.Api;

/// <summary>Calls as an agency's system makes them.</summary>
internal static class Calls
{
    public const string Packets = "/api/exchange/v1/packets";

    public static ByteArrayContent Body(byte[] packet, string type = "application/edxml+xml")
    {
        var content = new ByteArrayContent(packet);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    public static async Task<JsonElement> Json(this HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} instead of {(int)expected}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A refusal with the code and the sentence in Vietnamese.</summary>
    public static async Task Refused(this HttpResponseMessage answer, HttpStatusCode status, string code, string sentence)
    {
        var problem = await answer.Json(status);
        Assert.Equal((code, sentence), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }

    public static async Task<JsonElement> Send(this HttpClient client, byte[] packet, HttpStatusCode expected = HttpStatusCode.Created)
    {
        using var answer = await client.PostAsync(Packets, Body(packet));
        return await answer.Json(expected);
    }

    public static async Task<JsonElement> Get(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        return await answer.Json(HttpStatusCode.OK);
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}

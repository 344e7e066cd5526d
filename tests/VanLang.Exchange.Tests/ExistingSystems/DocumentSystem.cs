using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.ExistingSystems;

/// <summary>
/// A document system as agencies run it today, written after the way of the kit: it knows a SystemId, a secret, an address and the names of the functions,
/// sends its parameters as headers, and nothing of our own API.
/// </summary>
internal sealed class DocumentSystem(HttpClient http, string systemId, string secret) : IDisposable
{
    public string SystemId => systemId;

    /// <summary>An administrator turns the access of a demo agency's client on; the system is configured with what the page shows.</summary>
    public static async Task<DocumentSystem> Configure(TestApp app, string agency, bool relay = false)
    {
        using var admin = await app.SignIn("quantri.hethong");
        var here = $"/admin/clients/qlvb-{agency.ToLowerInvariant()}/existing";
        var page = await admin.Get(here);
        if (page.TryElement("#form-off") is not null)
        {
            await admin.Submit(page, "#form-off", ("Off.Reason", "bật lại cho thử nghiệm"));
            page = await admin.Get(here);
        }

        var made = await admin.Submit(page, "#form-on", ("On.Reason", "phần mềm cũ của cơ quan"), ("On.MayRegisterUnits", relay ? "true" : null));
        var lines = made.Element(".vl-code pre").TextContent.Split('\n');
        return new DocumentSystem(app.Anonymous(), lines[0].Split(": ")[1], lines[1].Split(": ")[1].Trim());
    }

    /// <summary>One call of the kit.</summary>
    public async Task<JsonElement> Call(string function, (string Name, string Value)[] headers, byte[]? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await Answer(HttpMethod.Post, "/vxp/" + function, headers, body is null ? new StringContent("{}", Encoding.UTF8, "application/json") : new ByteArrayContent(body));
        return await Read(answer, expected);
    }

    public async Task<HttpResponseMessage> Answer(HttpMethod method, string path, (string Name, string Value)[] headers, HttpContent? body = null)
    {
        using var request = Sign(new HttpRequestMessage(method, path) { Content = method == HttpMethod.Get ? null : body });
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Lays the secret into the headers.</summary>
    public HttpRequestMessage Sign(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("X-SystemId", systemId);
        request.Headers.TryAddWithoutValidation("X-SecretKey", secret);
        return request;
    }

    public static async Task<JsonElement> Read(HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} instead of {(int)expected}: {text}");
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal(expected is HttpStatusCode.OK ? "OK" : "FAIL", json.GetProperty("status").GetString());
        return json;
    }

    public async Task<string> Send(byte[] packet, string messageType = "edoc")
    {
        var answer = await Call("sendEdoc", [("from", systemId), ("servicetype", "eDoc"), ("messagetype", messageType)], packet);
        Assert.Equal(("0", "Thanh cong"), (answer.GetProperty("ErrorCode").GetString(), answer.GetProperty("ErrorDesc").GetString()));
        return answer.GetProperty("DocId").GetString()!;
    }

    public async Task<List<JsonElement>> List(string messageType = "edoc") =>
        [.. (await Call("getReceivedEdocList", [("servicetype", "eDoc"), ("messagetype", messageType)])).GetProperty("data").EnumerateArray()];

    public async Task<byte[]> Get(string docId) =>
        Convert.FromBase64String((await Call("getEdoc", [("docId", docId), ("filePath", "C:\\edoc\\in")])).GetProperty("data").GetString()!);

    public Task<JsonElement> Say(string docId, string keyword) => Call("updateStatus", [("docId", docId), ("status", keyword)]);

    /// <summary>The loop of the .NET client: everything on the list is fetched, kept, and reported as done.</summary>
    public async Task<List<(JsonElement Row, byte[] Packet)>> Poll(string messageType = "edoc")
    {
        var taken = new List<(JsonElement, byte[])>();
        foreach (var row in await List(messageType))
        {
            var docId = row.GetProperty("docId").GetString()!;
            taken.Add((row, await Get(docId)));
            await Say(docId, "done");
        }

        return taken;
    }

    /// <summary>A refusal with its number and sentence.</summary>
    public async Task Refused(HttpMethod method, string path, (string, string)[] headers, HttpContent? body, HttpStatusCode status, string number, string sentence)
    {
        using var answer = await Answer(method, path, headers, body);
        var json = await Read(answer, status);
        Assert.Equal((number, sentence), (json.GetProperty("ErrorCode").GetString(), json.GetProperty("ErrorDesc").GetString()));
    }

    public static MultipartFormDataContent Form(byte[] packet, string messageType = "edoc")
    {
        var file = new ByteArrayContent(packet);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return new MultipartFormDataContent { { new StringContent(messageType), "messageType" }, { file, "edocFile", "van-ban.edxml" } };
    }

    public void Dispose() => http.Dispose();
}

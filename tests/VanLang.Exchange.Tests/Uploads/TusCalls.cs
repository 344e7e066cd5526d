using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace VanLang.Exchange.Tests.Uploads;

/// <summary>Requests of the protocol TUS 1.0.0, written from its page.</summary>
internal static class TusCalls
{
    public const string Root = "/api/exchange/v1/uploads";

    public static HttpRequestMessage Request(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public static HttpRequestMessage With(this HttpRequestMessage request, byte[] piece, string type = "application/offset+octet-stream")
    {
        request.Content = new ByteArrayContent(piece);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return request;
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Checksum(byte[] piece) => "sha256 " + Convert.ToBase64String(SHA256.HashData(piece));

    public static string? Header(this HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>A new upload; its path.</summary>
    public static async Task<string> Begin(this HttpClient client, long length, string? metadata = null)
    {
        using var request = Request(HttpMethod.Post, Root, ("Upload-Length", Number(length)));
        if (metadata is not null)
        {
            request.Headers.Add("Upload-Metadata", metadata);
        }

        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("0", answer.Header("Upload-Offset"));
        return answer.Headers.Location!.ToString();
    }

    public static Task<HttpResponseMessage> Append(this HttpClient client, string path, long offset, byte[] piece, params (string Name, string Value)[] headers) =>
        client.SendAsync(Request(HttpMethod.Patch, path, [("Upload-Offset", Number(offset)), .. headers]).With(piece));

    /// <summary>What HEAD says is kept.</summary>
    public static async Task<long> Kept(this HttpClient client, string path)
    {
        using var answer = await client.SendAsync(Request(HttpMethod.Head, path));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        return long.Parse(answer.Header("Upload-Offset")!, CultureInfo.InvariantCulture);
    }

    /// <summary>The whole of a file in one go.</summary>
    public static async Task<string> Upload(this HttpClient client, byte[] content, string? metadata = null)
    {
        var path = await client.Begin(content.Length, metadata);
        using var answer = await client.Append(path, 0, content);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return path;
    }
}

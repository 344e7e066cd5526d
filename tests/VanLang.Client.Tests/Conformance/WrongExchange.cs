using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace VanLang.Client.Tests.Conformance;

/// <summary>What a wrong peer gets to see of a request and of the right answer to it, and bends.</summary>
internal sealed class Exchanged(HttpRequest request, byte[] sent)
{
    public HttpRequest Request => request;

    public byte[] Sent => sent;

    public int Status { get; set; }

    public byte[] Body { get; set; } = [];

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string Path => request.Path.Value!;

    public bool IsPost(string ending) => request.Method == "POST" && Path.EndsWith(ending, StringComparison.Ordinal);

    /// <summary>Changes the answer's text.</summary>
    public void Rewrite(string pattern, string by) => Body = Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(Body), pattern, by));

    public void Answer(int status, string body = "", string type = "application/json")
    {
        Status = status;
        Body = Encoding.UTF8.GetBytes(body);
        Headers.Clear();
        Headers["Content-Type"] = type;
    }
}

/// <summary>
/// A peer that is wrong in one known way: it stands before the real exchange, passes everything on, and bends what it is told to. A double of an
/// outside system, for testing the tester.
/// </summary>
internal sealed class WrongExchange : IAsyncDisposable
{
    private readonly HttpClient exchange;
    private readonly WebApplication app;

    private WrongExchange(WebApplication app, HttpClient exchange)
    {
        this.app = app;
        this.exchange = exchange;
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <param name="before">May change the request's headers before they are passed on.</param>
    /// <param name="after">May change the answer.</param>
    public static async Task<WrongExchange> Start(Uri right, Action<HttpRequestMessage>? before, Action<Exchanged>? after)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var exchange = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = right, Timeout = TimeSpan.FromSeconds(60) };
        var wrong = new WrongExchange(builder.Build(), exchange);
        wrong.app.Run(http => wrong.Pass(http, before, after));
        await wrong.app.StartAsync();
        wrong.Address = new Uri(wrong.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        exchange.Dispose();
    }

    private async Task Pass(HttpContext http, Action<HttpRequestMessage>? before, Action<Exchanged>? after)
    {
        using var copy = new MemoryStream();
        await http.Request.Body.CopyToAsync(copy);
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), http.Request.Path + http.Request.QueryString);
        if (copy.Length > 0 || http.Request.ContentType is not null)
        {
            request.Content = new ByteArrayContent(copy.ToArray());
        }

        foreach (var (name, value) in http.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToString()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value.ToString());
            }
        }

        request.Headers.Host = null;
        before?.Invoke(request);
        using var answer = await exchange.SendAsync(request);
        var exchanged = new Exchanged(http.Request, copy.ToArray()) { Status = (int)answer.StatusCode, Body = await answer.Content.ReadAsByteArrayAsync() };
        foreach (var (name, value) in answer.Headers.Concat(answer.Content.Headers))
        {
            exchanged.Headers[name] = string.Join(", ", value);
        }

        after?.Invoke(exchanged);
        http.Response.StatusCode = exchanged.Status;
        foreach (var (name, value) in exchanged.Headers.Where(h => h.Key is not ("Transfer-Encoding" or "Content-Length" or "Connection" or "Date")))
        {
            http.Response.Headers[name] = value;
        }

        if (http.Request.Method != "HEAD" && exchanged.Status is not (204 or 304))
        {
            await http.Response.Body.WriteAsync(exchanged.Body);
        }
    }
}

using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Dom;

namespace VanLang.Testing.Http;

/// <summary>
/// A browser without script. It keeps cookies as a person's browser would, follows no redirect by itself, and submits forms as
/// they stand in the page, antiforgery field included.
/// </summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient client;
    private readonly Dictionary<string, string> cookies = [];

    /// <summary>A browser on a server.</summary>
    public Browser(Uri address) => client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    /// <summary>Cookies held, by name.</summary>
    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// <summary>Sends any request with the cookies.</summary>
    public async Task<Page> Send(HttpRequestMessage request)
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        if (!request.Headers.Contains("Accept"))
        {
            request.Headers.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        }

        if (cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        }

        SqlCommands.Watch(trace);
        var watch = Stopwatch.StartNew();
        var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        watch.Stop();
        Keep(response);
        return new Page(request, response, body, SqlCommands.Take(trace), watch.Elapsed);
    }

    /// <summary>Gets a page.</summary>
    public Task<Page> Get(string url) => Send(new HttpRequestMessage(HttpMethod.Get, url));

    /// <summary>Gets a page and follows redirects, at most five.</summary>
    public async Task<Page> Visit(string url) => await Follow(await Get(url));

    /// <summary>Follows a page's redirects, at most five; a page without one is returned as it is.</summary>
    public async Task<Page> Follow(Page page)
    {
        for (var i = 0; i < 5 && page.Location is { } next; i++)
        {
            page = await Get(next);
        }

        return page;
    }

    /// <summary>Submits a form of the page as it stands there, with some fields filled in; returns the answer, redirects not followed.</summary>
    /// <param name="page">The page that was got.</param>
    /// <param name="form">CSS selector of the form or of the button in it that is pressed.</param>
    /// <param name="values">Field name and value: text; <see cref="Upload"/>; several texts for boxes and multiple choices; null leaves the field out.</param>
    public Task<Page> Submit(Page page, string form, params (string Name, object? Value)[] values)
    {
        var element = page.Element(form);
        var (owner, button) = element switch
        {
            IHtmlFormElement itself => (itself, null),
            IHtmlButtonElement pressed => (pressed.Form, pressed),
            _ => (element.Closest("form") as IHtmlFormElement, null),
        };
        return Send(FormRequest.Of(page, owner ?? throw new InvalidOperationException($"{form} is in no form."), button, values));
    }

    /// <summary>Signs in through the sign-in page.</summary>
    public async Task<Page> SignIn(string userName, string password)
    {
        var answer = await Submit(await Get("/sign-in"), "form[method=post]:has(input[type=password])", ("Input.UserName", userName), ("Input.Password", password));
        return answer.Status is HttpStatusCode.SeeOther or HttpStatusCode.Found
            ? answer
            : throw new InvalidOperationException($"{userName} could not sign in: {answer.Status} {answer.TryElement("[role=alert], .error-summary")?.TextContent.Trim()}");
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            return;
        }

        // Expiry is judged by the server's own time, which a test may have moved: only an expiry in 1970 means removal.
        foreach (var line in set)
        {
            var pair = line.Split(';')[0];
            var name = pair[..pair.IndexOf('=', StringComparison.Ordinal)];
            // Only the attributes are searched: a sealed value may hold any four digits by chance.
            if (pair.Length == name.Length + 1 || line.AsSpan(pair.Length).Contains("1970", StringComparison.Ordinal))
            {
                cookies.Remove(name);
            }
            else
            {
                cookies[name] = pair[(name.Length + 1)..];
            }
        }
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace VanLang.Testing.Http;

/// <summary>What the server answered, with the page parsed when asked.</summary>
/// <param name="request">The request.</param>
/// <param name="response">The answer.</param>
/// <param name="body">All its bytes.</param>
/// <param name="commands">SQL commands that the request made, in order.</param>
/// <param name="took">Time until the last byte.</param>
public sealed class Page(HttpRequestMessage request, HttpResponseMessage response, byte[] body, IReadOnlyList<string> commands, TimeSpan took)
{
    private IHtmlDocument? document;

    /// <summary>Status.</summary>
    public HttpStatusCode Status => response.StatusCode;

    /// <summary>The answer itself, for its headers.</summary>
    public HttpResponseMessage Response => response;

    /// <summary>Path and query that were asked for.</summary>
    public string Url => request.RequestUri!.IsAbsoluteUri ? request.RequestUri.PathAndQuery : request.RequestUri.OriginalString;

    /// <summary>Where a redirect leads, as path and query on the same server; null without one.</summary>
    public string? Location => response.Headers.Location is { } to && (int)Status is >= 300 and < 400 ? to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString : null;

    /// <summary>The bytes.</summary>
    public byte[] Bytes => body;

    /// <summary>The text.</summary>
    public string Text => Encoding.UTF8.GetString(body);

    /// <summary>SQL commands that the request made.</summary>
    public IReadOnlyList<string> Commands => commands;

    /// <summary>Time until the last byte.</summary>
    public TimeSpan Took => took;

    /// <summary>The parsed page.</summary>
    public IHtmlDocument Document => document ??= new HtmlParser().ParseDocument(Text);

    /// <summary>The answer as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(body).RootElement;

    /// <summary>The main heading.</summary>
    public string Heading => TextOf("h1");

    /// <summary>The one element; fails, with the page's text, when there is none or more.</summary>
    public IElement Element(string selector)
    {
        var found = Document.QuerySelectorAll(selector);
        return found.Length == 1 ? found[0] : throw new InvalidOperationException($"{found.Length} elements match {selector} on {Url} ({(int)Status}). The page says: {Readable()}");
    }

    /// <summary>The first element or null.</summary>
    public IElement? TryElement(string selector) => Document.QuerySelector(selector);

    /// <summary>All elements.</summary>
    public IReadOnlyList<IElement> All(string selector) => [.. Document.QuerySelectorAll(selector)];

    /// <summary>Text of the one element, runs of white space as one blank.</summary>
    public string TextOf(string selector) => HtmlAssert.Squeeze(Element(selector).TextContent);

    /// <summary>Texts of all elements.</summary>
    public IReadOnlyList<string> TextsOf(string selector) => [.. All(selector).Select(e => HtmlAssert.Squeeze(e.TextContent))];

    /// <summary>Visible text of the main part, for messages.</summary>
    public string Readable()
    {
        var text = HtmlAssert.Squeeze((TryElement("main") ?? Document.Body)?.TextContent ?? Text);
        return text.Length <= 600 ? text : text[..600] + " ...";
    }

    /// <inheritdoc/>
    public override string ToString() => $"{request.Method} {Url} -> {(int)Status}";
}

using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace VanLang.Testing.Http;

/// <summary>What pages must be, said once.</summary>
public static partial class HtmlAssert
{
    /// <summary>200 with a heading.</summary>
    public static Page Renders(this Page page, string? heading = null)
    {
        page.Is(HttpStatusCode.OK);
        return heading is null || page.Heading == heading ? page : throw new PageException($"Heading is '{page.Heading}', not '{heading}'.", page);
    }

    /// <summary>This status.</summary>
    public static Page Is(this Page page, HttpStatusCode status) => page.Status == status ? page : throw new PageException($"Status is {(int)page.Status}, not {(int)status}.", page);

    /// <summary>303 to this address (a prefix when it ends with *).</summary>
    public static Page RedirectsTo(this Page page, string url)
    {
        page.Is(HttpStatusCode.SeeOther);
        var fits = url.EndsWith('*') ? page.Location!.StartsWith(url[..^1], StringComparison.Ordinal) : page.Location == url;
        return fits ? page : throw new PageException($"Redirects to {page.Location}, not to {url}.", page);
    }

    /// <summary>422 that shows these sentences, in the summary or beside the fields.</summary>
    public static Page Refuses(this Page page, params string[] sentences)
    {
        page.Is(HttpStatusCode.UnprocessableEntity);
        return page.Says(sentences);
    }

    /// <summary>The page shows all of these texts.</summary>
    public static Page Says(this Page page, params string[] sentences)
    {
        var text = Squeeze(page.Document.Body?.TextContent ?? page.Text);
        var lacking = sentences.FirstOrDefault(s => !text.Contains(s, StringComparison.Ordinal));
        return lacking is null ? page : throw new PageException($"The page does not say '{lacking}'.", page);
    }

    /// <summary>The page shows none of these texts.</summary>
    public static Page SaysNot(this Page page, params string[] sentences)
    {
        var text = Squeeze(page.Document.Body?.TextContent ?? page.Text);
        var said = sentences.FirstOrDefault(s => text.Contains(s, StringComparison.Ordinal));
        return said is null ? page : throw new PageException($"The page says '{said}'.", page);
    }

    /// <summary>Every field has a label, every id is used once, every described-by points somewhere, there is one h1.</summary>
    public static Page IsWellMade(this Page page)
    {
        var ids = page.All("[id]").GroupBy(e => e.Id).FirstOrDefault(g => g.Count() > 1);
        if (ids is not null)
        {
            throw new PageException($"The id {ids.Key} is used {ids.Count()} times.", page);
        }

        var bare = page.All("input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea").FirstOrDefault(e => !HasName(page, e));
        if (bare is not null)
        {
            throw new PageException($"A field has no label: {bare.OuterHtml}", page);
        }

        var lost = page.All("[aria-describedby]").SelectMany(e => e.GetAttribute("aria-describedby")!.Split(' ', StringSplitOptions.RemoveEmptyEntries)).FirstOrDefault(id => page.Document.GetElementById(id) is null);
        if (lost is not null)
        {
            throw new PageException($"aria-describedby points to {lost}, which is not there.", page);
        }

        return page.All("h1").Count == 1 ? page : throw new PageException($"The page has {page.All("h1").Count} main headings.", page);
    }

    /// <summary>Runs of white space as one blank, trimmed.</summary>
    public static string Squeeze(string text) => Blanks().Replace(text, " ").Trim();

    private static bool HasName(Page page, IElement field) =>
        field.HasAttribute("aria-label") || field.HasAttribute("aria-labelledby") || field.Closest("label") is not null
        || (field.Id is { Length: > 0 } id && page.TryElement($"label[for='{id}']") is not null);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

/// <summary>A page is not what it must be; the message carries what it says.</summary>
public sealed class PageException(string message, Page page) : Exception($"{message} {page}: {page.Readable()}");

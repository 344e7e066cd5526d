using Microsoft.Playwright;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Exchange.Tests.Edxml;

namespace VanLang.EndToEnd.Tests.Exchange;

/// <summary>Later acts on a sent document, as steps of a journey; each begins and ends on the document's page.</summary>
internal static class Changing
{
    public static async Task Recalls(this Window window, string document, string reason)
    {
        await window.Goes(document, "recall");
        await window.Sees("Thu hồi không hoàn tác được");
        await window.Page.Locator("#Form-Reason").FillAsync(reason);
        await window.Sends("recall", document);
    }

    /// <param name="from">Whom the clerk ticks; nobody for all.</param>
    public static async Task TakesBack(this Window window, string document, string reason, params string[] from)
    {
        await window.Goes(document, "take-back");
        await window.Page.Locator("#Form-Reason").FillAsync(reason);
        foreach (var code in from)
        {
            await window.Page.Locator($"input[name='Form.Recipients'][value='{code}']").CheckAsync();
        }

        await window.Sends("take-back", document);
    }

    /// <summary>Sends a new version, or with a number another document in its place; ends on the new one's page and returns its address.</summary>
    public static async Task<string> Amends(this Window window, string document, string subject, string reason, string? number)
    {
        var page = window.Page;
        await window.Go(document);
        await page.Locator($"a[href^='/exchange/compose?{(number is null ? "update" : "replace")}=']").ClickAsync();
        await page.Locator("#Form-Reason").FillAsync(reason);
        await page.Locator("#Form-Subject").FillAsync(subject);
        if (number is not null)
        {
            await page.Locator("#Form-Number").FillAsync(number);
        }

        await page.Locator("#Form-SignerPosition").FillAsync("Phó Chủ nhiệm");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "van-ban.pdf", MimeType = "application/pdf", Buffer = SmallPdf.Make("Ban moi") });
        await page.Locator("#form-compose button[type=submit]:not([name])").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/exchange/packets/", StringComparison.Ordinal) && !url.Contains(document, StringComparison.Ordinal));
        return new Uri(page.Url).AbsolutePath;
    }

    public static async Task Destroys(this Window window, string document, string copies, string list)
    {
        await window.Goes(document, "answer");
        await window.Page.Locator("#Form-Copies").FillAsync(copies);
        await window.Page.Locator("#Form-Archived").CheckAsync();
        await window.Page.Locator("#Form-CopyList").FillAsync(list);
        await window.Sends("destroy", document);
    }

    public static async Task Agrees(this Window window, string document)
    {
        await window.Goes(document, "answer");
        await window.Sends("agree", document);
    }

    public static async Task Declines(this Window window, string document, string reason)
    {
        await window.Goes(document, "answer");
        await window.Page.Locator("#Form-Reason").FillAsync(reason);
        await window.Sends("decline", document);
    }

    /// <summary>What the browser's own session is told at an address: a file to open, say.</summary>
    public static async Task<int> Asks(this Window window, string path) => (await window.Page.APIRequest.GetAsync(path)).Status;

    /// <summary>The part of the document's page that is about one recipient.</summary>
    public static ILocator Leg(this Window window, string recipient) => window.Page.Locator("details.vl-leg", new() { HasText = recipient });

    // By the link on the document's page: an act that is not offered cannot be done.
    private static async Task Goes(this Window window, string document, string act)
    {
        await window.Go(document);
        await window.Page.Locator($"a[href='{document}/{act}']").ClickAsync();
        await window.Page.WaitForURLAsync($"**{document}/{act}");
    }

    private static async Task Sends(this Window window, string form, string document)
    {
        await window.Page.Locator($"#form-{form} button[type=submit]").ClickAsync();
        await window.Page.WaitForURLAsync("**" + document);
    }
}

using System.Globalization;
using Microsoft.Playwright;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Exchange.Tests.Edxml;

namespace VanLang.EndToEnd.Tests.Exchange;

/// <summary>What people do with documents, as steps of a journey: the same with script and without.</summary>
internal static class Clerk
{
    /// <summary>Fills in and sends a document with a PDF; ends on its page and returns the page's address.</summary>
    public static async Task<string> SendsDocument(this Window window, string number, string subject, string[] recipients, bool script)
    {
        var page = window.Page;
        await window.Go("/exchange/compose");
        foreach (var code in recipients)
        {
            await page.Locator("input[data-party-query]").FillAsync(code);
            if (!script)
            {
                await page.Locator("button[data-party-search]").ClickAsync();
            }

            await page.Locator($"label[for='Form-Recipients-{code}']").ClickAsync();
            await Assertions.Expect(page.Locator($"#Form-Recipients-{code}")).ToBeCheckedAsync();
        }

        await page.Locator("#Form-Number").FillAsync(number);
        await page.Locator("#Form-Notation").FillAsync("VPCP-KSTT");
        await page.Locator("#Form-Subject").FillAsync(subject);
        await page.Locator("#Form-Competence").FillAsync("KT. BỘ TRƯỞNG, CHỦ NHIỆM");
        await page.Locator("#Form-SignerPosition").FillAsync("Phó Chủ nhiệm");
        await page.Locator("#Form-SignerName").FillAsync("Nguyễn Quốc Bình");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "van-ban.pdf", MimeType = "application/pdf", Buffer = SmallPdf.Make("Van ban so " + number) });
        await page.Locator("#form-compose button[type=submit]:not([name])").ClickAsync();
        await page.WaitForURLAsync("**/exchange/packets/*");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Finds a document in the inbox by its number and opens it.</summary>
    public static async Task FindsDocument(this Window window, string number, string subject)
    {
        await window.Go("/exchange/inbox?q=" + number);
        await window.Page.GetByRole(AriaRole.Link, new() { Name = subject }).Or(window.Page.Locator("tbody a", new() { HasText = number })).First.ClickAsync();
        await window.Page.WaitForURLAsync("**/exchange/packets/*");
        await window.Sees(subject);
    }

    public static Task Registers(this Window window) => window.Presses("register", "Đã tiếp nhận");

    public static async Task Assigns(this Window window, string person)
    {
        await window.Page.Locator("#Form-Assignee").SelectOptionAsync(await Option(window, person));
        await window.Page.Locator("#Form-DueDate").First.FillAsync(DateTime.UtcNow.AddDays(10).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
        await window.Page.Locator("#Form-Instruction").FillAsync("Tham mưu văn bản trả lời.");
        await window.Presses("assign", "Đã phân công");
    }

    public static async Task Works(this Window window)
    {
        await window.Presses("start", "Đang xử lý");
        await window.Page.Locator("#Form-Outcome").FillAsync("Đã trả lời bằng công văn.");
        await window.Presses("complete", "Hoàn thành");
    }

    /// <summary>Goes by the Tab key, from where the page stands, and fails when nothing there takes the focus.</summary>
    public static async Task TabsTo(this Window window, string selector)
    {
        for (var i = 0; i < 90 && await window.Page.Locator(selector + ":focus").CountAsync() == 0; i++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(window.Page.Locator(selector + ":focus")).ToHaveCountAsync(1);
    }

    public static async Task PressesByKeyboard(this Window window, string selector)
    {
        await window.TabsTo(selector);
        await window.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task Presses(this Window window, string form, string state)
    {
        await window.Page.Locator($"#form-{form} button[type=submit]").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".vl-tags")).ToContainTextAsync(state);
    }

    private static async Task<string> Option(Window window, string person) =>
        (await window.Page.Locator("#Form-Assignee option", new() { HasText = person }).GetAttributeAsync("value"))!;
}

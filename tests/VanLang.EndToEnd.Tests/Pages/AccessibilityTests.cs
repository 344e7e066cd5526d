using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Testing;

namespace VanLang.EndToEnd.Tests.Pages;

/// <summary>
/// WCAG 2.2 A and AA by axe: one page of each template on every run, every page at both widths by <c>./test axe</c>, which keeps its record in
/// docs/accessibility.md.
/// </summary>
public sealed partial class AccessibilityTests(Demo demo)
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    public static TheoryData<string, string, int> Templates { get; } = new()
    {
        { "", "/", 1440 },
        { "", "/sign-in", 390 },
        { "", "/law/deadline", 1440 },
        { "", "/organizations", 390 },
        { "vanthu.g22", "/work", 1440 },
        { "vanthu.g22", "/exchange/inbox", 1440 },
        { "vanthu.g22", "/exchange/compose", 390 },
        { "quantri.hethong", "/admin/accounts", 1440 },
        { "quantri.hethong", "/exchange/board", 390 },
    };

    /// <summary>Further pages that the record shows in dark colours and in English.</summary>
    private static readonly (string UserName, string Url, int Width)[] InDark =
    [
        ("vanthu.g22", "/exchange/deadlines", 390),
        ("quantri.hethong", "/exchange/deadlines/rules", 390),
        ("vanthu.g22", "/exchange/groups", 390),
        ("vanthu.g22", "/exchange/templates", 390),
        ("vanthu.h41", "/exchange/history", 390),
        ("quantri.hethong", "/exchange/webhooks", 390),
        ("quantri.hethong", "/exchange/board", 1440),
    ];

    /// <summary>Documents in states that only some are in: the name of the view, who sees it, the list, and the row.</summary>
    private static readonly (string Name, string UserName, string List, string Row)[] States =
    [
        ("/exchange/packets (recall to be answered)", "vanthu.h41", "/exchange/inbox?tab=asked", "tbody tr:has-text('Đang thu hồi') a"),
        ("/exchange/packets/answer (take-back or update)", "vanthu.h41", "/exchange/inbox?tab=asked", "tbody tr:has-text('Chờ đồng ý') a"),
        ("/exchange/packets (destroyed by its recipient)", "vanthu.h41", "/exchange/inbox?tab=closed", "tbody tr:has-text('Không còn nội dung') a"),
        ("/exchange/packets (recalled, with the statements)", "vanthu.g22", "/exchange/outbox?q=lui+thoi+gian", "tbody a"),
        ("/exchange/packets (replaced)", "vanthu.g22", "/exchange/outbox?q=quy+che+tiep+nhan", "tbody tr:last-child a"),
    ];

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task A_template_has_no_violation(string userName, string url, int width)
    {
        await using var window = await Enter(userName, width);

        Assert.Empty(await Violations(window, url));
    }

    [Theory]
    [InlineData("", "/", 390)]
    [InlineData("vanthu.g22", "/exchange/outbox", 1440)]
    public async Task A_template_has_no_violation_in_dark_colours_and_in_English(string userName, string url, int width)
    {
        await using var window = await Enter(userName, width);
        await InDarkAndEnglish(window);

        var found = await Violations(window, url);

        Assert.Equal(("en", "dark"), (await window.Page.Locator("html").GetAttributeAsync("lang"), await window.Page.Locator("html").GetAttributeAsync("data-color-scheme")));
        Assert.Empty(found);
    }

    [Fact(Explicit = true)]
    public async Task Every_page_at_both_widths_has_no_violation()
    {
        // VANLANG_AXE=/exchange looks at those pages only, and keeps what the record says of the others.
        var only = Environment.GetEnvironmentVariable("VANLANG_AXE") ?? "/";
        var record = new SortedDictionary<string, string>(Kept(only), StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var userName in (string[])["", "vanthu.g22", "vanthu.h41", "vanthu.h26", "lanhdao.h26", "quantri.h26", "quantri.hethong", "kiemtoan"])
        {
            foreach (var width in (int[])[1440, 390])
            {
                await using var window = await Enter(userName, width);
                foreach (var (pattern, url) in await PageMap.Reachable(window))
                {
                    var key = $"{pattern} at {width}";
                    if (!record.ContainsKey(key) && pattern.StartsWith(only, StringComparison.Ordinal))
                    {
                        await Look(window, key, url);
                    }
                }
            }
        }

        foreach (var (name, userName, list, row) in States.Where(s => s.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            foreach (var width in (int[])[1440, 390])
            {
                await using var window = await Enter(userName, width);
                await window.Go(list);
                var url = (await window.Page.Locator(row).First.GetAttributeAsync("href"))! + (name.Contains("/answer", StringComparison.Ordinal) ? "/answer" : "");
                await Look(window, $"{name} at {width}", url);
                await InDarkAndEnglish(window);
                await Look(window, $"{name} at {width}, dark and in English", url);
            }
        }

        foreach (var (userName, url, width) in Templates.Select(t => t.Data).Concat(InDark).Distinct().Where(t => t.Item2.StartsWith(only, StringComparison.Ordinal)))
        {
            await using var window = await Enter(userName, width);
            await InDarkAndEnglish(window);
            await Look(window, $"{url} at {width}, dark and in English", url);
        }

        await File.WriteAllTextAsync(Repository.At("docs", "accessibility.md"), Written(record));
        Assert.Empty(PageMap.Patterns.Where(p => !record.Keys.Any(k => k.StartsWith(p + " at", StringComparison.Ordinal))).Except(PageMap.OnlyWithAToken));
        Assert.Empty(faults);

        async Task Look(Window window, string key, string url)
        {
            var found = await Violations(window, url);
            record[key] = found.Count == 0 ? "none" : string.Join("; ", found);
            faults.AddRange(found.Select(f => $"{key}: {f}"));
        }
    }

    private async Task<Window> Enter(string userName, int width)
    {
        var window = await demo.Open(width);
        if (userName.Length > 0)
        {
            return await window.SignIn(userName);
        }

        await window.Page.GotoAsync("/accessibility");
        return window;
    }

    private static Task InDarkAndEnglish(Window window) => window.Page.Context.AddCookiesAsync(
    [
        new() { Name = "vanlang-scheme", Value = "dark", Url = window.Page.Url },
        new() { Name = "vanlang-language", Value = Uri.EscapeDataString("c=en-GB|uic=en-GB"), Url = window.Page.Url },
    ]);

    private static async Task<List<string>> Violations(Window window, string url)
    {
        var answer = await window.Page.GotoAsync(url);
        // What was destroyed or given back answers 410 with a page of its own.
        Assert.True(answer!.Ok || answer.Status == 410, $"{url}: {answer.Status}");
        var result = await window.Page.RunAxe(Rules);
        return [.. result.Violations.Select(v => $"{v.Id} ({v.Impact}): {v.Help}; {string.Join(" | ", v.Nodes.Take(3).Select(n => Blanks().Replace(n.Html, " ")))}")];
    }

    // What the record says of views that are not looked at this time.
    private static Dictionary<string, string> Kept(string only) => File.ReadLines(Repository.At("docs", "accessibility.md"))
        .Select(l => Row().Match(l)).Where(m => m.Success && !m.Groups[1].Value.StartsWith(only, StringComparison.Ordinal))
        .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    private static string Written(SortedDictionary<string, string> record)
    {
        var text = new StringBuilder($"""
            # Accessibility record

            Every page at both widths, and each template in dark colours and in English, against WCAG 2.2 A and AA by axe, written by `./test axe` on {DateTime.UtcNow.AddHours(7).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}: {record.Count} views, {record.Values.Count(v => v != "none")} with violations.

            | Page | Violations |
            |---|---|

            """);
        foreach (var (view, found) in record)
        {
            text.Append($"| `{view}` | {found.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^\| `(.+)` \| (.+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using VanLang.Composition;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Web.Modules;

namespace VanLang.EndToEnd.Tests.Pages;

/// <summary>Every page of the product, and an address for each that a person can reach.</summary>
internal static partial class PageMap
{
    /// <summary>Routes of all pages.</summary>
    public static IReadOnlyList<string> Patterns { get; } =
        [.. VanLangModules.All.Select(m => m.Assembly).Append(typeof(ModuleInfo).Assembly).Distinct().SelectMany(a => a.GetExportedTypes())
            .SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Pages that a link in a mail, or another system, leads to.</summary>
    public static IReadOnlyList<string> OnlyWithAToken { get; } = [.. Patterns.Where(p => p.Contains("{Token", StringComparison.Ordinal) || p is "/connect/authorize" or "/sign-in/code")];

    /// <summary>Pages that only some objects offer: a province that ended in 2025 may have its successor corrected.</summary>
    private static readonly string[] Offered = ["/organizations/H22/successor"];

    /// <summary>Acts on a document, found by the first rows of a list: the one document that is looked at may not offer them.</summary>
    private static readonly (string List, string Act)[] OfRows = [("/exchange/inbox?tab=asked", "answer"), ("/exchange/outbox", "recall"), ("/exchange/outbox", "take-back")];

    /// <summary>Patterns with an address: those without a parameter, and those that a link on such a page leads to.</summary>
    public static async Task<IReadOnlyList<(string Pattern, string Url)>> Reachable(Window window)
    {
        var found = new Dictionary<string, string>();
        var queue = new Queue<string>(Patterns.Where(p => !p.Contains('{', StringComparison.Ordinal) && !OnlyWithAToken.Contains(p)).Concat(Offered));
        foreach (var (list, act) in OfRows)
        {
            await window.Page.GotoAsync(list);
            foreach (var document in (await Links(window, "tbody a[href^='/exchange/packets/']")).Take(5))
            {
                queue.Enqueue($"{document}/{act}");
            }
        }

        while (queue.TryDequeue(out var url))
        {
            if (Pattern(url) is not { } pattern || found.ContainsKey(pattern))
            {
                continue;
            }

            var answer = await window.Page.GotoAsync(url);
            if (answer is not { Ok: true } || Pattern(new Uri(window.Page.Url).AbsolutePath) != pattern)
            {
                continue;
            }

            found[pattern] = url;
            foreach (var link in await Links(window, "a[href^='/']"))
            {
                queue.Enqueue(link);
            }
        }

        return [.. found.Select(f => (f.Key, f.Value))];
    }

    private static Task<string[]> Links(Window window, string selector) => window.Page.Locator(selector).EvaluateAllAsync<string[]>("links => links.map(l => l.getAttribute('href'))");

    // Files to download lie at addresses that look like those of pages.
    private static string? Pattern(string url) => Path.HasExtension(url.Split('?', '#')[0]) ? null : Patterns.Where(p => Matches(p, url.Split('?', '#')[0])).OrderBy(p => p.Count(c => c == '{')).FirstOrDefault();

    private static bool Matches(string pattern, string path) => Regex.IsMatch(path, "^" + Parameter().Replace(pattern, m => m.Value.Contains(":guid", StringComparison.Ordinal) ? "[0-9a-f-]{36}" : m.Value.Contains(":int", StringComparison.Ordinal) ? "[0-9]+" : "[^/]+") + "/?$");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}

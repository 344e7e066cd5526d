using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Web.Layouts;

/// <summary>The menus of the working side for one actor at one address.</summary>
internal sealed class ShellMenu
{
    private static readonly (string Key, string Vi, string En, string Icon)[] Names =
    [
        (Modules.Systems.Documents, "Văn bản", "Documents", "inbox"),
        (Modules.Systems.Reference, "Tra cứu", "Reference", "book-open"),
        (Modules.Systems.Administration, "Quản trị", "Administration", "settings"),
    ];

    public ShellMenu(IEnumerable<MenuEntry> entries, string path)
    {
        Entries = [.. entries];
        // The longest address that leads to the page is the entry it belongs to: /exchange/inbox over /exchange.
        Current = Entries.SelectMany(e => e.Also.Prepend(e.Href), (e, href) => (Entry: e, Href: href)).Where(x => Leads(x.Href, path)).OrderByDescending(x => x.Href.Length).FirstOrDefault().Entry;
        // A page that no entry leads to, such as one document, still belongs to the system whose addresses begin as its own does.
        var system = Current?.System ?? Entries.FirstOrDefault(e => First(e.Href) == First(path))?.System;
        var keys = Entries.Select(e => e.System).Distinct().ToList();
        Systems = [.. keys.OrderBy(Place).Select(key => new ShellSystem(key, Title(key), Glyph(key), Entries.First(e => e.System == key).Href, key == system))];
        System = Systems.FirstOrDefault(s => s.IsCurrent);
        var open = system ?? (Systems.Count > 0 ? Systems[0].Key : null);
        Rail = [.. Entries.Where(e => e.System == open).GroupBy(e => e.Group).Select(g => (g.Key, (IReadOnlyList<MenuEntry>)[.. g]))];
    }

    public IReadOnlyList<MenuEntry> Entries { get; }

    public MenuEntry? Current { get; }

    public IReadOnlyList<ShellSystem> Systems { get; }

    /// <summary>The system that the page belongs to; null for pages of the shell, such as "Việc của tôi".</summary>
    public ShellSystem? System { get; }

    public IReadOnlyList<(string? Group, IReadOnlyList<MenuEntry> Entries)> Rail { get; }

    public static string Title(MenuEntry entry) => Problems.Language == "en" && entry.TitleEn is not null ? entry.TitleEn : entry.Title;

    private static bool Leads(string href, string path) =>
        path.Equals(href, StringComparison.OrdinalIgnoreCase) || path.StartsWith(href.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);

    private static string First(string path) => path.Split('/', 3) is [_, { Length: > 0 } first, ..] ? first.ToLowerInvariant() : "/";

    private static int Place(string key) => Array.FindIndex(Names, n => n.Key == key) is >= 0 and var place ? place : Names.Length;

    private static string Title(string key) => Array.Find(Names, n => n.Key == key) is { Key: not null } name ? (Problems.Language == "en" ? name.En : name.Vi) : key;

    private static string Glyph(string key) => Array.Find(Names, n => n.Key == key) is { Key: not null } name ? name.Icon : "layers";
}

/// <summary>One system in the header.</summary>
internal sealed record ShellSystem(string Key, string Title, string Icon, string Href, bool IsCurrent);

namespace VanLang.Access.Sessions;

/// <summary>A user agent as people know it: enough to tell the own telephone from a stranger's computer.</summary>
internal static class BrowserName
{
    private static readonly (string Mark, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    private static readonly (string Mark, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    public static string Of(string userAgent)
    {
        var browser = Array.Find(Browsers, b => userAgent.Contains(b.Mark, StringComparison.OrdinalIgnoreCase)).Name;
        var system = Array.Find(Systems, s => userAgent.Contains(s.Mark, StringComparison.OrdinalIgnoreCase)).Name;
        return (browser, system) switch
        {
            (null, null) => userAgent.Length == 0 ? "?" : userAgent.Length <= 40 ? userAgent : userAgent[..40] + "…",
            (_, null) => browser,
            (null, _) => system,
            _ => $"{browser}, {system}",
        };
    }
}

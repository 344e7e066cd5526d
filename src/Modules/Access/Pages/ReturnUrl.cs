namespace VanLang.Access.Pages;

/// <summary>Where to go after signing in: a path of this server and nothing else, or the link would send people anywhere.</summary>
internal static class ReturnUrl
{
    public static string Safe(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) && !url.StartsWith("/sign-", StringComparison.Ordinal) ? url : "/work";
}

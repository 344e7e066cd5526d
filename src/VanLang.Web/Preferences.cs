using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace VanLang.Web;

/// <summary>Language and colours of the reader's own screen, kept in two cookies.</summary>
internal static class Preferences
{
    public const string LanguageCookie = "vanlang-language";
    public const string SchemeCookie = "vanlang-scheme";

    public static void MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/preferences/language", SetLanguage).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/preferences/scheme", SetScheme).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The colour scheme asked for; light unless the reader chose.</summary>
    public static string Scheme(HttpContext? context) => context?.Request.Cookies[SchemeCookie] is "dark" ? "dark" : "light";

    private static SeeOther SetLanguage(HttpContext context, [FromForm] string? language, [FromForm] string? back)
    {
        var culture = Face.Cultures.FirstOrDefault(c => c.TwoLetterISOLanguageName == language) ?? Face.Cultures[0];
        Keep(context, LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)));
        return new SeeOther(Local(back));
    }

    private static SeeOther SetScheme(HttpContext context, [FromForm] string? scheme, [FromForm] string? back)
    {
        Keep(context, SchemeCookie, scheme == "dark" ? "dark" : "light");
        return new SeeOther(Local(back));
    }

    private static void Keep(HttpContext context, string name, string value) => context.Response.Cookies.Append(name, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
    });

    /// <summary>Only a path on this server; anything else leads home, so that the form cannot be used to send people elsewhere.</summary>
    internal static string Local(string? back) =>
        back is ['/', ..] and not ['/', '/' or '\\', ..] && !back.Any(char.IsControl) ? back : "/";

    private sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}

using Microsoft.AspNetCore.Http;

namespace VanLang.Web;

/// <summary>Security headers of pages, and for how long browsers may keep fonts.</summary>
internal sealed class PageHeaders(RequestDelegate next)
{
    // No inline script or style anywhere: every page is one document, one style sheet, two scripts, all from here.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // The API reference is a page of its own package, which writes its start into the page and its styles at run time. It shows the public
    // description and nothing of a reader, and still loads from here only.
    private const string ReferencePolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string[] MachinePaths = ["/api", "/connect", "/openapi", "/.well-known", "/health", "/metrics", "/schemas", Http.ExistingSystems.National, Http.ExistingSystems.Provincial, "/_framework", "/_content"];

    /// <summary>True for addresses that people open; machines get problem details instead of error pages.</summary>
    public static bool IsForPeople(HttpContext context) => !MachinePaths.Any(path => context.Request.Path.StartsWithSegments(path));

    public Task Invoke(HttpContext context)
    {
        context.Response.OnStarting(static state =>
        {
            var (http, headers) = ((HttpContext)state, ((HttpContext)state).Response.Headers);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            if (!headers.ContainsKey("Content-Security-Policy"))
            {
                headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/docs/api") ? ReferencePolicy : Policy;
            }

            // Font files carry the version in their names and are named by the style sheet, which cannot know fingerprints.
            if (http.Request.Path.StartsWithSegments("/_content/VanLang.Web/dist/fonts") && http.Response.StatusCode == StatusCodes.Status200OK)
            {
                headers.CacheControl = "public, max-age=31536000, immutable";
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using VanLang.Kernel;

namespace VanLang.Web.Http;

/// <summary>
/// A status that would leave the server without a body (401 and 403 of the access check, 413 of the transport, 416 of a file) gets the same
/// problem details as every other refusal. Addresses with an error form of their own, such as older national protocols, are left alone.
/// </summary>
internal sealed class BareStatus(RequestDelegate next)
{
    private static readonly PathString[] Ours = ["/api", "/connect", "/.well-known", "/health", "/openapi", "/metrics"];

    public async Task Invoke(HttpContext context)
    {
        await next(context);
        if (Array.Exists(Ours, path => context.Request.Path.StartsWithSegments(path)) && IsBare(context.Response))
        {
            context.Response.ContentLength = null;
            context.Response.Headers.Remove(HeaderNames.ContentDisposition);
            await Write(context, Of(context), context.Response.StatusCode);
        }
    }

    /// <summary>The error as problem details, under a status that the kind need not name.</summary>
    public static Task Write(HttpContext context, Error error, int status)
    {
        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = Challenge(error);
        }

        if (status == StatusCodes.Status503ServiceUnavailable && !context.Response.Headers.ContainsKey(HeaderNames.RetryAfter))
        {
            context.Response.Headers.RetryAfter = "30";
        }

        return Problems.From([error], status).ExecuteAsync(context);
    }

    private static Error Of(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status405MethodNotAllowed => WebErrors.Method.With(context.Request.Method, context.Response.Headers.Allow.ToString()),
        StatusCodes.Status415UnsupportedMediaType => WebErrors.ContentType.With(context.Request.ContentType ?? ""),
        var status => WebErrors.Of(status, context.Request.Headers.Authorization.Count > 0),
    };

    // A range that cannot be met leaves the file's type behind, and no file.
    private static bool IsBare(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400 and < 600, ContentLength: null or 0 }
        && (string.IsNullOrEmpty(response.ContentType) || response.StatusCode == StatusCodes.Status416RangeNotSatisfiable);

    // RFC 6750, section 3: a request without a token is told of no error, only how to sign in. Header values are ASCII, so the sentence is English.
    private static string Challenge(Error error) => error.Code == WebErrors.BadToken.Code
        ? $"Bearer realm=\"vanlang\", error=\"invalid_token\", error_description=\"{error.Sentence("en")}\""
        : "Bearer realm=\"vanlang\"";
}

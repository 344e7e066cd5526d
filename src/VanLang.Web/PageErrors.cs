using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VanLang.Web.Http;
using VanLang.Web.Pages;

namespace VanLang.Web;

/// <summary>
/// Error pages for people: a bug becomes 500 with the trace id, a bare status becomes a page in plain words. The page is rendered here rather than
/// by running the request again, because a failed post would then be taken for a form of the error page.
/// </summary>
internal sealed partial class PageErrors(RequestDelegate next, IServiceScopeFactory scopes, ILogger<PageErrors> log)
{
    public async Task Invoke(HttpContext context)
    {
        if (!PageHeaders.IsForPeople(context))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone; there is nobody to tell.
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var status = exception switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                _ when Trouble.IsPassing(exception) => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            };
            if (status >= StatusCodes.Status500InternalServerError)
            {
                Failed(log, exception, context.Request.Method, context.GetEndpoint()?.DisplayName, Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
            }

            context.Response.Clear();
            context.Response.StatusCode = status;
            Trouble.AskToComeAgain(context.Response);
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400 and < 600, ContentLength: null or 0 } && IsBare(context.Response))
        {
            await Show(context);
        }
    }

    // The framework names the type text/html before it refuses a forged post, and then writes nothing.
    private static bool IsBare(HttpResponse response) =>
        response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: 0 } && (string.IsNullOrEmpty(response.ContentType) || response.ContentType.StartsWith("text/html", StringComparison.Ordinal));

    // In a scope of its own: the request's may be what broke, and its renderer has been used.
    private async Task Show(HttpContext context)
    {
        var (services, method) = (context.RequestServices, context.Request.Method);
        await using var scope = scopes.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        // What was posted plays no part in the error page; a forged form may not even be read.
        context.Request.Method = HttpMethods.Get;
        // The framework adds this header for each page it begins, and a second one throws.
        context.Response.Headers.Remove("blazor-enhanced-nav");
        try
        {
            var status = context.Response.StatusCode;
            await new RazorComponentResult<ErrorDocument>(new { Status = status }) { StatusCode = status }.ExecuteAsync(context);
        }
        finally
        {
            context.RequestServices = services;
            context.Request.Method = method;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed, trace {Trace}")]
    private static partial void Failed(ILogger log, Exception exception, string method, string? endpoint, string trace);
}

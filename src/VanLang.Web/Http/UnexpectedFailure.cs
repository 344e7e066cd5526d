using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace VanLang.Web.Http;

/// <summary>
/// A bug or broken infrastructure, told to a machine: 500 with the trace id and nothing of the inside. A request that the
/// server itself could not read (cut short, too large) keeps the status that says so.
/// </summary>
internal sealed partial class UnexpectedFailure(ILogger<UnexpectedFailure> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var trace = Activity.Current?.Id ?? httpContext.TraceIdentifier;
        var (error, status) = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (WebErrors.TooLarge, StatusCodes.Status413PayloadTooLarge),
            BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => (WebErrors.ContentType.With(httpContext.Request.ContentType ?? ""), StatusCodes.Status415UnsupportedMediaType),
            BadHttpRequestException bad => (BoundValue.Fault(bad) ?? WebErrors.Unreadable, bad.StatusCode),
            _ when Trouble.IsPassing(exception) => (WebErrors.Away, StatusCodes.Status503ServiceUnavailable),
            _ => (WebErrors.Broken, StatusCodes.Status500InternalServerError),
        };
        if (status >= 500)
        {
            Failed(log, exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName, trace);
        }

        httpContext.Response.StatusCode = status;
        Trouble.AskToComeAgain(httpContext.Response);
        await Problems.From([error], status, trace).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed, trace {Trace}")]
    private static partial void Failed(ILogger log, Exception exception, string method, string? endpoint, string trace);
}

/// <summary>Trouble that passes: the database has no connection to give, or is away for a moment. The same request later is the right answer to it.</summary>
internal static class Trouble
{
    private const string Seconds = "5";

    public static bool IsPassing(Exception exception)
    {
        for (Exception? here = exception; here is not null; here = here.InnerException)
        {
            if (here is DbException { IsTransient: true })
            {
                return true;
            }
        }

        return false;
    }

    public static void AskToComeAgain(HttpResponse response)
    {
        if (response.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = Seconds;
        }
    }
}

/// <summary>Answers to machines when something is wrong.</summary>
public static class MachineErrors
{
    /// <summary>Registers the handler.</summary>
    public static IServiceCollection AddMachineErrors(this IServiceCollection services) => services
        .AddProblemDetails()
        .AddExceptionHandler<UnexpectedFailure>()
        // Otherwise a parameter that cannot be read is 400 without a word.
        .Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);

    /// <summary>Problem details for whatever is not for people, bare status codes included.</summary>
    public static IApplicationBuilder UseMachineErrors(this IApplicationBuilder app, Func<HttpContext, bool> isForPeople) => app.UseWhen(c => !isForPeople(c), machines =>
    {
        machines.UseMiddleware<BareStatus>();
        machines.UseExceptionHandler();
    });
}

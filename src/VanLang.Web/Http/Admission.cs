using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;

namespace VanLang.Web.Http;

/// <summary>Marks an endpoint whose requests in hand are limited together, and says how it refuses one too many.</summary>
public sealed record Admitted(Func<Error, IResult> Refuse);

/// <summary>
/// An address that is answered before any endpoint is chosen, as the token service is: so many requests at once, so many more wait their turn, and
/// one too many is refused. Tokens are asked for by all systems in the same second after a pause; together they would take every connection
/// to the database.
/// </summary>
public sealed record AdmittedAddress(PathString Path, int AtOnce, int Waiting, Func<IResult> Refuse);

/// <summary>
/// At most so many heavy requests in hand on a node. One too many is turned away at once, before anything is known or read of it, with 429
/// and a time to come again: a queue that only grows would make every answer late, and in the end all of them too late.
/// </summary>
public static class Admission
{
    /// <summary>Configuration key of the limit.</summary>
    public const string Key = "Admission:InHand";

    // Long enough for the machine to be busy, short enough that the last one in waits for a second or two.
    private const int InHand = 256;
    private const string RetryAfter = "2";

    /// <summary>Limits endpoints marked as <see cref="Admitted"/>; stands before the authentication, which costs as much as many a refusal.</summary>
    public static IApplicationBuilder UseAdmission(this IApplicationBuilder app)
    {
        var limit = app.ApplicationServices.GetRequiredService<IConfiguration>().GetValue(Key, InHand);
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = limit, QueueLimit = 0 });
        foreach (var address in app.ApplicationServices.GetServices<AdmittedAddress>())
        {
            var own = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = address.AtOnce, QueueLimit = address.Waiting });
            app.UseWhen(c => c.Request.Path == address.Path, a => a.Use((context, next) => Admit(context, next, own, address.Refuse)));
        }

        return app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<Admitted>() is { } admitted
            ? Admit(context, next, limiter, () => admitted.Refuse(WebErrors.TooMany))
            : next(context));
    }

    private static async Task Admit(HttpContext context, RequestDelegate next, ConcurrencyLimiter limiter, Func<IResult> refuse)
    {
        using var lease = await limiter.AcquireAsync(1, context.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = RetryAfter;
        await refuse().ExecuteAsync(context);
    }

    /// <summary>Marks an endpoint as a heavy one.</summary>
    public static TBuilder Admit<TBuilder>(this TBuilder endpoint, Func<Error, IResult>? refuse = null)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Admitted(refuse ?? Problems.From));
}

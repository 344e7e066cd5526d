using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;

namespace VanLang.Web.Modules;

/// <summary>The actor of this request. Scoped; set once by the middleware, before any page or endpoint runs.</summary>
public sealed class CurrentActor
{
    private Actor? actor;

    /// <summary>Who acts; anonymous when nobody is signed in.</summary>
    public Actor Actor => actor ?? Actor.Anonymous;

    /// <summary>Sets the actor.</summary>
    public void Set(Actor found) => actor = found;
}

/// <summary>Turns a signed-in principal into an actor. The Access module implements it.</summary>
public interface IActorResolver
{
    /// <summary>The actor behind a principal at this moment; anonymous when the account or client is locked, ended or unknown.</summary>
    ValueTask<Actor> Resolve(ClaimsPrincipal principal, CancellationToken ct);
}

internal sealed class CurrentActorMiddleware(RequestDelegate next)
{
    public async Task Invoke(HttpContext context, CurrentActor current)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            current.Set(await context.RequestServices.GetRequiredService<IActorResolver>().Resolve(context.User, context.RequestAborted));
        }

        await next(context);
    }
}

using System.Security.Claims;
using OpenIddict.Abstractions;
using VanLang.Access.Sessions;
using VanLang.Access.Tokens;
using VanLang.Kernel;
using VanLang.Web.Modules;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace VanLang.Access.Actors;

internal sealed class ActorResolver(ActorSource source) : IActorResolver
{
    public async ValueTask<Actor> Resolve(ClaimsPrincipal principal, CancellationToken ct)
    {
        var actor = await Find(principal, ct);
        return actor ?? Actor.Anonymous;
    }

    private ValueTask<Actor?> Find(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (SessionCookie.SessionOf(principal) is { } session)
        {
            return source.OfSession(session, ct);
        }

        if (principal.GetClaim(Claims.Subject) is not { } subject)
        {
            return default;
        }

        if (principal.HasClaim(OpenIdProvider.OrganizationClaim))
        {
            return source.OfClient(subject, ct);
        }

        return Guid.TryParse(subject, out var account) ? source.OfAccount(account, ct) : default;
    }
}

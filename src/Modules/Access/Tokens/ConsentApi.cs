using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using VanLang.Web.Modules;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace VanLang.Access.Tokens;

/// <summary>What the consent page posts: yes gives the application its code, no sends it away.</summary>
internal static class ConsentApi
{
    public const string Path = "/connect/authorize/answer";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, Answer).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> Answer(HttpContext http, IAntiforgery antiforgery, CurrentActor current, AccessDb db, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(http) || http.GetOpenIddictServerResponse()?.Error is not null || http.GetOpenIddictServerRequest() is not { } request)
        {
            return Results.BadRequest();
        }

        var scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        var consent = http.Request.Form["answer"] == "yes";
        db.Audit(current.Actor, consent ? "access.consent.given" : "access.consent.refused", request.ClientId ?? "?");
        await db.SaveChangesAsync(ct);
        if (!consent)
        {
            return Results.Forbid(authenticationSchemes: [scheme]);
        }

        var identity = new ClaimsIdentity("person", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, current.Actor.Id);
        identity.SetClaim(Claims.Name, current.Actor.Name);
        identity.SetScopes(request.GetScopes());
        identity.SetClaim(OpenIdProvider.SinceClaim, db.Node.Clock.Now.ToUnixTimeMilliseconds());
        identity.SetResources(OpenIdProvider.PersonAudience);
        identity.SetDestinations(claim => claim.Type switch
        {
            OpenIdProvider.SinceClaim => [],
            Claims.Name when !identity.HasScope(Scopes.Profile) => [Destinations.AccessToken],
            _ => [Destinations.AccessToken, Destinations.IdentityToken],
        });
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: scheme);
    }
}

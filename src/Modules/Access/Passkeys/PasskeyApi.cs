using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using VanLang.Web.Modules;

namespace VanLang.Access.Passkeys;

/// <summary>The two questions that the browser's script asks before a ceremony.</summary>
internal static class PasskeyApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/passkey-options", async (HttpContext http, IAntiforgery antiforgery, SignInWithPasskey passkeys) =>
            await antiforgery.IsRequestValidAsync(http) ? Results.Content(await passkeys.Options(), "application/json") : Results.BadRequest())
            .AllowAnonymous().ExcludeFromDescription();

        routes.MapPost("/account/passkeys/options", async (HttpContext http, IAntiforgery antiforgery, CurrentActor current, AccessDb db, PasskeyRegister passkeys, CancellationToken ct) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            var id = Guid.Parse(current.Actor.Id);
            var name = await db.Accounts.Where(a => a.Id == id).Select(a => a.UserName!).SingleAsync(ct);
            return Results.Content(await passkeys.Options(current.Actor, name), "application/json");
        }).RequireAuthorization().ExcludeFromDescription();
    }
}

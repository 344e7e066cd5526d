using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VanLang.Access.Actors;

namespace VanLang.Access.Sessions;

/// <summary>The cookie of the pages: it names the session on the server, nothing else.</summary>
internal static class SessionCookie
{
    private const string SessionClaim = "sid";

    public static ClaimsPrincipal Principal(Session session) => new(new ClaimsIdentity(
        [new Claim(SessionClaim, session.Id.Value.ToString()), new Claim(ClaimTypes.NameIdentifier, session.AccountId.ToString())],
        IdentityConstants.ApplicationScheme));

    public static SessionId? SessionOf(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, AuthenticationType: var type } && type == IdentityConstants.ApplicationScheme
        && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var id)
            ? new SessionId(id)
            : null;

    /// <summary>Set apart from the registration, because the installation decides about TLS.</summary>
    internal sealed class Rules(Installation installation, IOptions<AccessOptions> access) : IConfigureNamedOptions<CookieAuthenticationOptions>
    {
        public void Configure(CookieAuthenticationOptions options)
        {
        }

        public void Configure(string? name, CookieAuthenticationOptions options)
        {
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = installation.Production ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            if (name == IdentityConstants.TwoFactorUserIdScheme)
            {
                options.Cookie.Name = "vanlang.step";
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                return;
            }

            options.Cookie.Name = "vanlang.session";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromHours(access.Value.SessionHours);
            options.SlidingExpiration = false;
            options.LoginPath = "/sign-in";
            options.LogoutPath = "/sign-out";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            options.Events.OnValidatePrincipal = RefuseEndedSession;
        }
    }

    private static async Task RefuseEndedSession(CookieValidatePrincipalContext context)
    {
        var source = context.HttpContext.RequestServices.GetRequiredService<ActorSource>();
        if (SessionOf(context.Principal!) is not { } session || await source.OfSession(session, context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }
}

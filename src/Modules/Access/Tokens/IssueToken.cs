using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using VanLang.Access.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace VanLang.Access.Tokens;

/// <summary>Fills the token of a client, or hands over what a person consented to.</summary>
internal sealed class IssueToken(AccessDb db) : IOpenIddictServerHandler<HandleTokenRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<HandleTokenRequestContext>()
        .UseScopedHandler<IssueToken>()
        .SetOrder(100_000)
        .Build();

    public async ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        if (context.Request.IsClientCredentialsGrantType())
        {
            await ForClient(context);
        }
        else if (context.Request.IsAuthorizationCodeGrantType())
        {
            await ForPerson(context, context.AuthorizationCodePrincipal!);
        }
        else if (context.Request.IsRefreshTokenGrantType())
        {
            await ForPerson(context, context.RefreshTokenPrincipal!);
        }
    }

    private async Task ForClient(HandleTokenRequestContext context)
    {
        var client = await db.Clients.AsNoTracking().Where(c => c.ClientId == context.ClientId).Select(c => new { c.ClientId, c.Name, c.OrganizationCode }).SingleAsync(context.CancellationToken);
        var identity = new ClaimsIdentity("client", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, client.ClientId)
            .SetClaim(Claims.Name, client.Name)
            .SetClaim(OpenIdProvider.OrganizationClaim, client.OrganizationCode)
            .SetDestinations(static _ => [Destinations.AccessToken]);
        var principal = new ClaimsPrincipal(identity);
        principal.SetResources(OpenIdProvider.Audience);
        context.SignIn(principal);
    }

    private async Task ForPerson(HandleTokenRequestContext context, ClaimsPrincipal principal)
    {
        var id = Guid.Parse(principal.GetClaim(Claims.Subject)!);
        var account = await db.Accounts.AsNoTracking().Where(a => a.Id == id && a.State == AccountState.Active).Select(a => new { a.PasswordChangedAt }).SingleOrDefaultAsync(context.CancellationToken);
        if (account is null)
        {
            context.Reject(Errors.InvalidGrant, "The account is locked or has ended.");
            return;
        }

        // A new password ends what an old one began: it is what one does after a theft.
        if (account.PasswordChangedAt?.ToUnixTimeMilliseconds() > long.Parse(principal.GetClaim(OpenIdProvider.SinceClaim)!, CultureInfo.InvariantCulture))
        {
            context.Reject(Errors.InvalidGrant, "The password was changed since; the person has to sign in again.");
            return;
        }

        context.SignIn(principal);
    }
}

/// <summary>Access and identity tokens are checked by their signature alone; a row for each would only grow.</summary>
internal sealed class KeepNoTokenRows : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
        .UseSingletonHandler<KeepNoTokenRows>()
        .SetOrder(int.MinValue + 100)
        .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType is TokenTypeIdentifiers.AccessToken or TokenTypeIdentifiers.IdentityToken)
        {
            context.CreateTokenEntry = false;
        }

        return default;
    }
}

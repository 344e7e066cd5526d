using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using VanLang.Access.Accounts;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace VanLang.Access.Tokens;

/// <summary>What another system is told of a person who consented, as it is now: the name and the agency. An account that was locked meanwhile is nobody.</summary>
internal sealed class TellUserInfo(AccessDb db) : IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<HandleUserInfoRequestContext>()
        .UseScopedHandler<TellUserInfo>()
        .SetOrder(int.MaxValue - 100_000)
        .Build();

    public async ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        var principal = context.AccessTokenPrincipal;
        var account = Guid.TryParse(principal.GetClaim(Claims.Subject), out var id)
            ? await db.Accounts.AsNoTracking().Where(a => a.Id == id && a.State == AccountState.Active).Select(a => new { a.FullName, a.UserName, a.OrganizationCode }).SingleOrDefaultAsync(context.CancellationToken)
            : null;
        if (account is null)
        {
            context.Reject(Errors.InvalidToken, "The token is no active person's.");
            return;
        }

        if (principal.HasScope(Scopes.Profile))
        {
            context.Claims[Claims.Name] = account.FullName;
            context.Claims[OpenIdProvider.OrganizationClaim] = account.OrganizationCode;
            context.PreferredUsername = account.UserName;
        }
    }
}

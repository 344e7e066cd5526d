using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace VanLang.Access.SignIns;

/// <summary>Between password and code: a sealed cookie of five minutes says whose password was right.</summary>
internal static class PendingSignIn
{
    public static Task Begin(HttpContext http, Guid accountId) => http.SignInAsync(
        IdentityConstants.TwoFactorUserIdScheme,
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, accountId.ToString())], IdentityConstants.TwoFactorUserIdScheme)));

    public static async Task<Guid?> Account(HttpContext http)
    {
        var found = await http.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return Guid.TryParse(found.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
    }
}

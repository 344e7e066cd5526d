using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using VanLang.Access.Accounts;
using VanLang.Kernel;

namespace VanLang.Access.Sessions;

internal static class Methods
{
    public const string Password = "password";
    public const string Totp = "password+totp";
    public const string Recovery = "password+recovery";
    public const string Passkey = "passkey";
}

/// <summary>The last step of every way to sign in: notes it, opens the session, hands out the cookie.</summary>
internal sealed class StartSession(AccessDb db, IOptions<AccessOptions> options, Clock clock)
{
    public async Task<Result> Handle(Account account, string method, HttpContext http, CancellationToken ct)
    {
        var now = clock.Now;
        var session = Session.Start(
            clock.NewId<SessionId>(),
            account.Id,
            method,
            http.Request.Headers.UserAgent.ToString(),
            AddressOf(http),
            now,
            TimeSpan.FromHours(options.Value.SessionHours));
        db.Sessions.Add(session);
        db.Audit(account.AsActor(), "access.sign-in.ok", account.UserName!, detail: new { method, session = session.Id.Value, address = session.Address });
        account.SignedIn(now);
        while (await db.Save(ct) is { IsOk: false } lost)
        {
            // Two browsers of one person at once both come in by password; a code, once taken by one, is not taken by the other.
            if (method != Methods.Password)
            {
                return lost;
            }

            await db.Entry(account).ReloadAsync(ct);
            account.SignedIn(now);
        }

        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, SessionCookie.Principal(session));
        return Result.Ok;
    }

    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using VanLang.Access.Accounts;
using VanLang.Kernel;

namespace VanLang.Access.Sessions;

/// <summary>The last step of every way to sign in: notes it, opens the session, hands out the cookie.</summary>
internal sealed class StartSession(AccessDb db, IOptions<AccessOptions> options, Clock clock)
{
    public async Task Handle(Account account, string method, HttpContext http, CancellationToken ct)
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
        for (var tries = 1; await db.Save(ct) is { IsOk: false } && tries < 5; tries++)
        {
            // The same person signs in from two browsers at once: both do.
            await db.Entry(account).ReloadAsync(ct);
            account.SignedIn(now);
        }

        await http.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, SessionCookie.Principal(session));
    }

    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}

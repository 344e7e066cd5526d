using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VanLang.Access.Actors;
using VanLang.Kernel;

namespace VanLang.Access.Sessions;

/// <summary>Ends this browser's session on the server and takes its cookie away.</summary>
internal sealed class SignOut(AccessDb db, ActorCache cache, Clock clock)
{
    public async Task Handle(HttpContext http, Actor actor, CancellationToken ct)
    {
        if (SessionCookie.SessionOf(http.User) is { } id)
        {
            var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == id && s.EndedAt == null, ct);
            if (session is not null)
            {
                session.End(clock.Now);
                var name = await db.Accounts.Where(a => a.Id == session.AccountId).Select(a => a.UserName).SingleAsync(ct);
                db.Audit(actor, "access.sign-out", name!, detail: new { session = id.Value });
                await db.SaveChangesAsync(ct);
                cache.Clear();
            }
        }

        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
    }
}

using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Access.Actors;
using VanLang.Kernel;

namespace VanLang.Access.Sessions;

/// <summary>Ends a session: the owner one of the own, an administrator one of an account in sight.</summary>
internal sealed class RevokeSession(AccessDb db, ActorCache cache, Clock clock)
{
    public async Task<Result> Handle(SessionId id, Actor actor, CancellationToken ct)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == id && s.EndedAt == null, ct);
        if (session is null)
        {
            return AccessErrors.SessionMissing;
        }

        var owner = session.AccountId.ToString() == actor.Id
            ? await db.Accounts.SingleAsync(a => a.Id == session.AccountId, ct)
            : actor.May(AccessPermissions.ManageAccounts) ? await db.Find(session.AccountId, actor, ct) : null;
        if (owner is null)
        {
            return AccessErrors.SessionMissing;
        }

        session.End(clock.Now);
        db.Audit(actor, "access.session.revoked", owner.UserName!, detail: new { session = id.Value });
        await db.SaveChangesAsync(ct);
        cache.Clear();
        return Result.Ok;
    }
}

using VanLang.Access.Actors;
using VanLang.Access.Sessions;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>Locks an account at once: its sessions end with it.</summary>
internal sealed class LockAccount(AccessDb db, EndSessions sessions, ActorCache cache, Clock clock)
{
    internal sealed record Input(Guid AccountId, string? Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (ReasonRule.Check(input.Reason) is { } wrong)
        {
            return wrong;
        }

        if (await db.Find(input.AccountId, actor, ct) is not { } account)
        {
            return AccessErrors.AccountMissing;
        }

        if (account.Id.ToString() == actor.Id)
        {
            return AccessErrors.OwnAccount;
        }

        if (account.Lock(input.Reason!.Trim(), clock.Now) is { IsOk: false } refused)
        {
            return refused;
        }

        await sessions.Mark(account.Id, except: null, ct);
        db.Audit(actor, "access.account.locked", account.UserName!, input.Reason!.Trim());
        var saved = await db.Save(ct);
        cache.Clear();
        return saved;
    }
}

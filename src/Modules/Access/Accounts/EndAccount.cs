using VanLang.Access.Actors;
using VanLang.Access.Sessions;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>Ends an account for good: nobody signs in with it again, and the retention rule runs from today.</summary>
internal sealed class EndAccount(AccessDb db, EndSessions sessions, ActorCache cache, Clock clock)
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

        if (account.End(input.Reason!.Trim(), clock.Now) is { IsOk: false } refused)
        {
            return refused;
        }

        await sessions.Mark(account.Id, except: null, ct);
        db.Passkeys.RemoveRange(db.Passkeys.Where(p => p.UserId == account.Id));
        db.RecoveryCodes.RemoveRange(db.RecoveryCodes.Where(c => c.AccountId == account.Id));
        db.Audit(actor, "access.account.ended", account.UserName!, input.Reason!.Trim());
        var saved = await db.Save(ct);
        cache.Clear();
        return saved;
    }
}

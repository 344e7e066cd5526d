using VanLang.Access.Actors;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>Lifts an administrator's lock or a lockout after wrong passwords.</summary>
internal sealed class UnlockAccount(AccessDb db, ActorCache cache, Clock clock)
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

        if (account.Unlock(clock.Now) is { IsOk: false } refused)
        {
            return refused;
        }

        db.Audit(actor, "access.account.unlocked", account.UserName!, input.Reason!.Trim());
        var saved = await db.Save(ct);
        cache.Clear();
        return saved;
    }
}

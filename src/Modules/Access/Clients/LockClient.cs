using VanLang.Access.Accounts;
using VanLang.Access.Actors;
using VanLang.Kernel;

namespace VanLang.Access.Clients;

/// <summary>Locks a client: no new token, and the tokens it holds work no longer than the actor cache keeps it.</summary>
internal sealed class LockClient(AccessDb db, ActorCache cache)
{
    internal sealed record Input(string? ClientId, string? Reason);

    public Task<Result> Handle(Input input, Actor actor, CancellationToken ct) => Change(input, actor, c => c.Lock(input.Reason!.Trim()), "access.client.locked", ct);

    public Task<Result> Unlock(Input input, Actor actor, CancellationToken ct) => Change(input, actor, c => c.Unlock(), "access.client.unlocked", ct);

    private async Task<Result> Change(Input input, Actor actor, Func<ApiClient, Result> change, string action, CancellationToken ct)
    {
        if (ReasonRule.Check(input.Reason) is { } wrong)
        {
            return wrong;
        }

        if (await db.FindClient(input.ClientId, actor, ct) is not { } client)
        {
            return AccessErrors.ClientMissing;
        }

        if (change(client) is { IsOk: false } refused)
        {
            return refused;
        }

        db.Audit(actor, action, client.ClientId, input.Reason!.Trim());
        var saved = await db.Save(ct);
        cache.Clear();
        return saved;
    }
}

using VanLang.Access.Accounts;
using VanLang.Access.Actors;
using VanLang.Kernel;

namespace VanLang.Access.Clients.Existing;

/// <summary>Ends the access of an existing system, its secrets with it; the next call is refused on every node.</summary>
internal sealed class TurnOffSystemAccess(AccessDb db, ActorCache cache, Clock clock)
{
    internal sealed record Input(string? ClientId, string? Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (ReasonRule.Check(input.Reason) is { } wrong)
        {
            return wrong;
        }

        if (await db.FindAccess(input.ClientId, actor, ct) is not { } access)
        {
            return AccessErrors.ClientMissing;
        }

        if (access.TurnOff(input.Reason!.Trim(), clock.Now) is { IsOk: false } refused)
        {
            return refused;
        }

        db.Audit(actor, "access.client.existing-off", access.ClientId, input.Reason!.Trim());
        var saved = await db.Save(ct);
        cache.Clear();
        return saved;
    }
}

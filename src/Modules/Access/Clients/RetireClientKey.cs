using VanLang.Access.Accounts;
using VanLang.Kernel;

namespace VanLang.Access.Clients;

/// <summary>Second half of a rotation, or the answer to a stolen key: the key is refused from now on.</summary>
internal sealed class RetireClientKey(AccessDb db, ClientApplications applications, Clock clock)
{
    internal sealed record Input(string? ClientId, Guid KeyId, string? Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (ReasonRule.Check(input.Reason) is { } wrong)
        {
            return wrong;
        }

        if (await db.FindClient(input.ClientId, actor, ct) is not { } client)
        {
            return AccessErrors.ClientMissing;
        }

        var id = new ClientKeyId(input.KeyId);
        if (client.ValidKeys(clock.Now).ToList() is [var only] && only.Id == id)
        {
            return AccessErrors.LastKey;
        }

        if (client.RetireKey(id, clock.Now) is { IsOk: false } refused)
        {
            return refused;
        }

        db.Audit(actor, "access.client.key-retired", client.ClientId, input.Reason!.Trim(), new { kid = client.Keys.First(k => k.Id == id).Kid });
        await applications.Save(client, ct);
        return Result.Ok;
    }
}

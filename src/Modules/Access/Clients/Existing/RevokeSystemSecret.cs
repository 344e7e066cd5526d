using VanLang.Access.Accounts;
using VanLang.Kernel;

namespace VanLang.Access.Clients.Existing;

/// <summary>Second half of a rotation, or the answer to a leaked secret. The last one may be revoked too: a leak cannot wait for its successor.</summary>
internal sealed class RevokeSystemSecret(AccessDb db, Clock clock)
{
    internal sealed record Input(string? ClientId, Guid SecretId, string? Reason);

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

        var id = new SystemSecretId(input.SecretId);
        if (access.RevokeSecret(id, clock.Now) is { IsOk: false } refused)
        {
            return refused;
        }

        db.Audit(actor, "access.client.secret-revoked", access.ClientId, input.Reason!.Trim(), new { secret = access.Secrets.First(s => s.Id == id).Hint });
        return await db.Save(ct);
    }
}

using VanLang.Kernel;

namespace VanLang.Access.Clients.Existing;

/// <summary>First half of a rotation: a second secret becomes valid beside the first, so that the system can change over in its own time.</summary>
internal sealed class AddSystemSecret(AccessDb db, Clock clock)
{
    public async Task<Result<SystemSecretMade>> Handle(string? clientId, Actor actor, CancellationToken ct)
    {
        if (await db.FindAccess(clientId, actor, ct) is not { } access)
        {
            return AccessErrors.ClientMissing;
        }

        var secret = SecretText.Make();
        if (!access.AddSecret(clock.NewId<SystemSecretId>(), secret, clock.Now).TryGet(out _, out var refused))
        {
            return refused;
        }

        db.Audit(actor, "access.client.secret-added", access.ClientId, detail: new { secret = SecretText.Hint(secret) });
        var saved = await db.Save(ct);
        return saved.IsOk ? new SystemSecretMade(access.ClientId, access.SystemId!, secret) : saved.Error;
    }
}

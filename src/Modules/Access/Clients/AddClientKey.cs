using VanLang.Kernel;

namespace VanLang.Access.Clients;

/// <summary>First half of a rotation: a second key becomes valid beside the first, so that the system can change over in its own time.</summary>
internal sealed class AddClientKey(AccessDb db, ClientApplications applications, Clock clock)
{
    internal sealed record Input(string? ClientId, string? Key, bool MakeKey, DateOnly? LastDay);

    public async Task<Result<ClientKeyMade>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (await db.FindClient(input.ClientId, actor, ct) is not { } client)
        {
            return AccessErrors.ClientMissing;
        }

        if (!input.MakeKey && !PublicKeyText.Parse(input.Key).TryGet(out _, out var wrong))
        {
            return wrong;
        }

        if (input.LastDay <= clock.Today)
        {
            return AccessErrors.ValidToPast.At(nameof(Input.LastDay));
        }

        var (key, pem) = RegisterClient.TakeOrMake(input.Key, input.MakeKey);
        DateTimeOffset? validTo = input.LastDay is { } day ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Clock.NationalOffset) : null;
        if (!client.AddKey(clock.NewId<ClientKeyId>(), key, validTo, clock.Now).TryGet(out _, out var refused))
        {
            return refused;
        }

        db.Audit(actor, "access.client.key-added", client.ClientId, detail: new { kid = key.Kid, madeHere = pem is not null, until = validTo });
        await applications.Save(client, ct);
        return new ClientKeyMade(client.ClientId, client.OrganizationCode, key.Kid, pem);
    }
}

using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Access.Actors;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Access.Clients.Existing;

/// <summary>What the administrator takes to the system's owner; the secret is told this once.</summary>
internal sealed record SystemSecretMade(string ClientId, string SystemId, string Secret);

/// <summary>Lets one client call as existing document systems do, with its first secret.</summary>
internal sealed class TurnOnSystemAccess(AccessDb db, ActorCache cache, IOrganizationDirectory directory, Clock clock)
{
    internal sealed record Input(string? ClientId, string? SystemId, bool MayRegisterUnits, string? Reason);

    public static List<Error> Check(Input input)
    {
        var errors = new List<Error>();
        if (input.SystemId?.Trim() is not { Length: >= 3 and <= 60 } id || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            errors.Add(AccessErrors.SystemIdBad.At(nameof(Input.SystemId)));
        }

        if (ReasonRule.Check(input.Reason) is { } wrong)
        {
            errors.Add(wrong);
        }

        return errors;
    }

    public async Task<Result<SystemSecretMade>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { Count: > 0 } wrong)
        {
            return Result<SystemSecretMade>.Failed(wrong);
        }

        if (await db.FindClient(input.ClientId, actor, ct) is not { } client)
        {
            return AccessErrors.ClientMissing;
        }

        // What a relay centre may do reaches beyond its own organisation's papers: the national administrator decides it.
        if (input.MayRegisterUnits && !actor.May(AccessPermissions.AllOrganizations))
        {
            return AccessErrors.RelayForeign.At(nameof(Input.MayRegisterUnits));
        }

        var systemId = SystemAccess.Normalize(input.SystemId!);
        if (await Taken(systemId, client, ct) is { } taken)
        {
            return taken.At(nameof(Input.SystemId));
        }

        var access = await db.SystemAccesses.Include(a => a.Secrets).SingleOrDefaultAsync(a => a.ClientId == client.ClientId, ct);
        if (access is null)
        {
            access = SystemAccess.Of(client.ClientId);
            db.SystemAccesses.Add(access);
        }

        if (access.TurnOn(systemId, input.MayRegisterUnits, input.Reason!.Trim(), clock.Now) is { IsOk: false } refused)
        {
            return refused.Error;
        }

        var secret = SecretText.Make();
        access.AddSecret(clock.NewId<SystemSecretId>(), secret, clock.Now);
        db.Audit(actor, "access.client.existing-on", client.ClientId, input.Reason!.Trim(), new { systemId, input.MayRegisterUnits, secret = SecretText.Hint(secret) });
        var saved = await db.Save(ct);
        cache.Clear();
        return saved.IsOk ? new SystemSecretMade(client.ClientId, systemId, secret) : saved.Error;
    }

    // A code of the directory stands for its own organisation only: nobody may call under the name of another agency, or keep it from using it.
    private async Task<Error?> Taken(string systemId, ApiClient client, CancellationToken ct)
    {
        if ((await directory.Resolve([systemId], clock.Today, ct)).GetValueOrDefault(systemId) is { } bearer && bearer.Code != client.OrganizationCode)
        {
            return AccessErrors.SystemIdForeign.With(systemId, bearer.Name);
        }

        var otherClient = systemId.ToLowerInvariant();
        return await db.SystemAccesses.AnyAsync(a => a.SystemId == systemId && a.ClientId != client.ClientId, ct)
            || (otherClient != client.ClientId && await db.Clients.AnyAsync(c => c.ClientId == otherClient, ct))
            ? AccessErrors.SystemIdTaken.With(systemId)
            : null;
    }
}

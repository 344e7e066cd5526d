using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Kernel;

namespace VanLang.Access.Passkeys;

/// <summary>Adds and removes the passkeys of the signed-in person. The framework checks WebAuthn; rows and audit are ours.</summary>
internal sealed class PasskeyRegister(AccessDb db, SignInManager<Account> signIn, Clock clock)
{
    private const int Most = 10;

    internal sealed record Row(string Id, string Name, DateTimeOffset CreatedAt);

    public async Task<IReadOnlyList<Row>> List(Actor actor, CancellationToken ct)
    {
        var owner = Guid.Parse(actor.Id);
        var rows = await db.Passkeys.AsNoTracking().Where(p => p.UserId == owner).ToListAsync(ct);
        return [.. rows.OrderBy(p => p.Data.CreatedAt).Select(p => new Row(Convert.ToHexStringLower(p.CredentialId), p.Data.Name ?? "", p.Data.CreatedAt))];
    }

    /// <summary>What the browser needs to make a key; its secret half of the ceremony waits in a sealed cookie.</summary>
    public Task<string> Options(Actor actor, string userName) => signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
    {
        Id = actor.Id,
        Name = userName,
        DisplayName = actor.Name,
    });

    public async Task<Result> Add(string? credential, string? name, Actor actor, CancellationToken ct)
    {
        if (name?.Trim().Length is not (>= 2 and <= 60))
        {
            return AccessErrors.PasskeyNameBad.At("Name");
        }

        var owner = Guid.Parse(actor.Id);
        var account = await db.Accounts.SingleAsync(a => a.Id == owner, ct);
        if (await db.Passkeys.CountAsync(p => p.UserId == owner, ct) >= Most)
        {
            return AccessErrors.TooManyPasskeys;
        }

        var attestation = string.IsNullOrEmpty(credential) ? null : await Attest(credential);
        if (attestation is not { Succeeded: true } || attestation.UserEntity.Id != actor.Id)
        {
            return AccessErrors.PasskeyRefused;
        }

        var key = attestation.Passkey;
        db.Passkeys.Add(new IdentityUserPasskey<Guid>
        {
            UserId = owner,
            CredentialId = key.CredentialId,
            Data = new IdentityPasskeyData
            {
                PublicKey = key.PublicKey,
                Name = name!.Trim(),
                CreatedAt = clock.Now,
                SignCount = key.SignCount,
                Transports = key.Transports,
                IsUserVerified = key.IsUserVerified,
                IsBackupEligible = key.IsBackupEligible,
                IsBackedUp = key.IsBackedUp,
                AttestationObject = key.AttestationObject,
                ClientDataJson = key.ClientDataJson,
            },
        });
        db.Audit(actor, "access.passkey.added", account.UserName!, detail: new { name = name.Trim() });
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    public async Task<Result> Remove(string? id, Actor actor, CancellationToken ct)
    {
        var owner = Guid.Parse(actor.Id);
        var bytes = id is { Length: > 0 and <= 2048 } && id.Length % 2 == 0 && id.All(char.IsAsciiHexDigit) ? Convert.FromHexString(id) : [];
        var key = await db.Passkeys.SingleOrDefaultAsync(p => p.UserId == owner && p.CredentialId == bytes, ct);
        if (key is null)
        {
            return AccessErrors.PasskeyMissing;
        }

        db.Passkeys.Remove(key);
        var account = await db.Accounts.SingleAsync(a => a.Id == owner, ct);
        db.Audit(actor, "access.passkey.removed", account.UserName!, detail: new { name = key.Data.Name });
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }

    private async Task<PasskeyAttestationResult?> Attest(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // The sealed cookie of the ceremony is missing or has expired.
            return null;
        }
    }
}

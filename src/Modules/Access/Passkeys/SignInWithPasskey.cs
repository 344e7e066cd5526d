using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Access.SignIns;
using VanLang.Kernel;

namespace VanLang.Access.Passkeys;

/// <summary>Sign-in by passkey: possession and the device's own check of the person are two factors already, so no code follows.</summary>
internal sealed class SignInWithPasskey(AccessDb db, SignInManager<Account> signIn, AttemptWindow attempts, Clock clock)
{
    private const int PerAddress = 50;

    /// <summary>For any account: the browser offers the passkeys that it holds for this site, so no name is asked or told.</summary>
    public Task<string> Options() => signIn.MakePasskeyRequestOptionsAsync(null!);

    public async Task<Result<Account>> Handle(string? credential, string address, CancellationToken ct)
    {
        if (attempts.Count("passkey", address, TimeSpan.FromMinutes(5)) > PerAddress)
        {
            return AccessErrors.TooManyAttempts;
        }

        var assertion = string.IsNullOrEmpty(credential) ? null : await Assert(credential);
        if (assertion is not { Succeeded: true })
        {
            db.Audit(Actor.Anonymous, "access.sign-in.failed", "?", detail: new { why = "passkey not accepted", address });
            await db.SaveChangesAsync(ct);
            return AccessErrors.PasskeyRefused;
        }

        var account = await db.Accounts.SingleAsync(a => a.Id == assertion.User.Id, ct);
        if (account.State is not AccountState.Active || account.IsLockedOut(clock.Now))
        {
            db.Audit(account.AsActor(), "access.sign-in.refused", account.UserName!, detail: new { why = account.State.ToString(), address });
            await db.SaveChangesAsync(ct);
            return account.State is AccountState.Locked ? AccessErrors.AccountLocked : AccessErrors.PasskeyRefused;
        }

        // The counter shows a copied key: it must not run back, and the handler has checked that it did not.
        var key = await db.Passkeys.SingleAsync(p => p.CredentialId == assertion.Passkey.CredentialId, ct);
        key.Data.SignCount = assertion.Passkey.SignCount;
        key.Data.IsBackedUp = assertion.Passkey.IsBackedUp;
        key.Data.IsUserVerified = assertion.Passkey.IsUserVerified;
        return account;
    }

    private async Task<PasskeyAssertionResult<Account>?> Assert(string credential)
    {
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // The sealed cookie of the ceremony is missing or has expired.
            return null;
        }
    }
}

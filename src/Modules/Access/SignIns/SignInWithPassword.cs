using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Access.Accounts;
using VanLang.Kernel;

namespace VanLang.Access.SignIns;

/// <summary>
/// The password step. Whoever has no password learns nothing: a name that does not exist, a wrong password and a locked
/// account get the same sentence after the same work (one hash, one audit row).
/// </summary>
internal sealed class SignInWithPassword(AccessDb db, IPasswordHasher<Account> hasher, UnknownAccount unknown, FailedAttempt failed, AttemptWindow attempts, IOptions<AccessOptions> options, Clock clock)
{
    private const int PerAddressAndName = 10;
    private const int PerAddress = 100;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    internal sealed record Input(string? UserName, string? Password);

    public static IReadOnlyList<Error> Check(Input input)
    {
        var errors = new List<Error>();
        if (string.IsNullOrWhiteSpace(input.UserName))
        {
            errors.Add(AccessErrors.UserNameEmpty.At(nameof(Input.UserName)));
        }

        if (string.IsNullOrEmpty(input.Password))
        {
            errors.Add(AccessErrors.PasswordEmpty.At(nameof(Input.Password)));
        }

        return errors;
    }

    public async Task<Result<Account>> Handle(Input input, string address, CancellationToken ct)
    {
        if (Check(input) is { Count: > 0 } faults)
        {
            return Result<Account>.Failed(faults);
        }

        var name = Account.Normalize(input.UserName!);
        if (attempts.Count("sign-in", address, Window) > PerAddress || attempts.Count("sign-in", address + "|" + name, Window) > PerAddressAndName)
        {
            return AccessErrors.TooManyAttempts;
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.NormalizedUserName == name, ct);
        var verdict = hasher.VerifyHashedPassword(account ?? unknown.Account, account?.PasswordHash ?? unknown.Hash, Cut(input.Password!));
        var now = clock.Now;
        if (account?.PasswordHash is null || verdict is PasswordVerificationResult.Failed || account.IsLockedOut(now) || account.State is AccountState.Ended)
        {
            return await Refuse(account, name, verdict, address, ct);
        }

        if (account.State is AccountState.Locked)
        {
            // The password was right, so the owner may know.
            db.Audit(account.AsActor(), "access.sign-in.refused", account.UserName!, detail: new { why = "locked by administrator", address });
            await db.SaveChangesAsync(ct);
            return AccessErrors.AccountLocked;
        }

        if (verdict is PasswordVerificationResult.SuccessRehashNeeded)
        {
            account.Rehashed(hasher.HashPassword(account, input.Password!));
        }

        attempts.Forget("sign-in", address + "|" + name);
        return account;
    }

    private async Task<Result<Account>> Refuse(Account? account, string name, PasswordVerificationResult verdict, string address, CancellationToken ct)
    {
        if (account is null)
        {
            // People type passwords into the name field: only what can be a name is noted.
            db.Audit(Actor.Anonymous, "access.sign-in.failed", UserNameRule.Allows(name) ? name.ToLowerInvariant() : "?", detail: new { why = "unknown name", address });
            await db.SaveChangesAsync(ct);
        }
        else
        {
            await failed.Note(account, verdict is PasswordVerificationResult.Failed ? "wrong password" : account.State.ToString(), address, ct);
        }

        return AccessErrors.SignInRefused.With(options.Value.LockoutTries, options.Value.LockoutMinutes);
    }

    private static string Cut(string password) => password.Length <= PasswordRule.Longest ? password : password[..PasswordRule.Longest];
}

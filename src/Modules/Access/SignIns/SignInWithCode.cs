using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Access.Protection;
using VanLang.Access.Sessions;
using VanLang.Access.TwoFactor;
using VanLang.Kernel;

namespace VanLang.Access.SignIns;

/// <summary>The second step: a code from the app, or a recovery code. Wrong codes count towards the lockout like wrong passwords.</summary>
internal sealed class SignInWithCode(AccessDb db, MasterKey master, FailedAttempt failed, Clock clock)
{
    public async Task<Result<(Account Account, string Method)>> Handle(Guid? pending, string? code, string address, CancellationToken ct)
    {
        if (pending is null)
        {
            return AccessErrors.StepLost;
        }

        if (string.IsNullOrWhiteSpace(code) || code.Length > 100)
        {
            return AccessErrors.CodeEmpty.At("Code");
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == pending, ct);
        var now = clock.Now;
        if (account is not { State: AccountState.Active, TwoFactorEnabled: true } || account.IsLockedOut(now))
        {
            return AccessErrors.StepLost;
        }

        if (Totp.Match(TurnOnTotp.Secret(master, account), code, now, account.LastTotpStep) is { } step)
        {
            account.TookTotp(step);
            return (account, Methods.Totp);
        }

        var hash = RecoveryCode.HashOf(account.Id, code);
        var recovery = await db.RecoveryCodes.SingleOrDefaultAsync(c => c.Hash == hash && c.AccountId == account.Id && c.UsedAt == null, ct);
        if (recovery is not null)
        {
            recovery.Use(now);
            db.Audit(account.AsActor(), "access.totp.recovery-used", account.UserName!, detail: new { address });
            return (account, Methods.Recovery);
        }

        await failed.Note(account, "wrong code", address, ct);
        return AccessErrors.CodeWrong.At("Code");
    }
}

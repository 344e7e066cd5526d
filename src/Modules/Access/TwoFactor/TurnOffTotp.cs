using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Kernel;

namespace VanLang.Access.TwoFactor;

/// <summary>Takes the second step away: the owner with the password, or an administrator with a reason when the telephone is lost.</summary>
internal sealed class TurnOffTotp(AccessDb db, IPasswordHasher<Account> hasher)
{
    public async Task<Result> Handle(string? password, Actor actor, CancellationToken ct)
    {
        var id = Guid.Parse(actor.Id);
        var account = await db.Accounts.SingleAsync(a => a.Id == id, ct);
        if (account.PasswordHash is null || hasher.VerifyHashedPassword(account, account.PasswordHash, password ?? "") is PasswordVerificationResult.Failed)
        {
            return AccessErrors.PasswordWrong.At("Password");
        }

        return await TurnOff(account, null, actor, ct);
    }

    public async Task<Result> ByAdministrator(Guid accountId, string? reason, Actor actor, CancellationToken ct)
    {
        if (ReasonRule.Check(reason) is { } wrong)
        {
            return wrong;
        }

        return await db.Find(accountId, actor, ct) is { } account ? await TurnOff(account, reason!.Trim(), actor, ct) : AccessErrors.AccountMissing;
    }

    private async Task<Result> TurnOff(Account account, string? reason, Actor actor, CancellationToken ct)
    {
        if (!account.TwoFactorEnabled)
        {
            return AccessErrors.TotpOff;
        }

        account.TurnOffTotp();
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ToListAsync(ct));
        db.Audit(actor, "access.totp.off", account.UserName!, reason);
        return await db.Save(ct);
    }
}

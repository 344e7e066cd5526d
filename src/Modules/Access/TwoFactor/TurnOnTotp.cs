using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Access.Protection;
using VanLang.Kernel;

namespace VanLang.Access.TwoFactor;

/// <summary>Two-step sign-in by an authenticator app: first the secret is shown, then a code proves that the app has it.</summary>
internal sealed class TurnOnTotp(AccessDb db, MasterKey master, Clock clock)
{
    internal sealed record Offer(string UserName, string Secret, string Address);

    /// <summary>The secret to be scanned: the same one on every showing, until it is turned on.</summary>
    public async Task<Result<Offer>> Prepare(Actor actor, CancellationToken ct)
    {
        var account = await Own(actor, ct);
        if (account.TwoFactorEnabled)
        {
            return AccessErrors.TotpAlreadyOn;
        }

        if (account.TotpSecret is null)
        {
            account.PrepareTotp(Convert.ToBase64String(master.Seal(Totp.NewSecret())));
            db.Audit(actor, "access.totp.prepared", account.UserName!);
            await db.SaveChangesAsync(ct);
        }

        var secret = Secret(master, account);
        return new Offer(account.UserName!, Totp.Text(secret), Totp.Address(account.UserName!, secret));
    }

    /// <summary>Turns it on; the value is the recovery codes, shown this once.</summary>
    public async Task<Result<List<string>>> Handle(string? code, Actor actor, CancellationToken ct)
    {
        var account = await Own(actor, ct);
        if (account.TwoFactorEnabled)
        {
            return AccessErrors.TotpAlreadyOn;
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return AccessErrors.CodeEmpty.At("Code");
        }

        if (account.TotpSecret is null || Totp.Match(Secret(master, account), code, clock.Now, account.LastTotpStep) is not { } step)
        {
            return AccessErrors.CodeWrong.At("Code");
        }

        account.TurnOnTotp(step);
        var codes = await NewCodes(account.Id, ct);
        db.Audit(actor, "access.totp.on", account.UserName!);
        if (await db.Save(ct) is { IsOk: false } failed)
        {
            return failed.Error;
        }

        return codes;
    }

    internal static byte[] Secret(MasterKey master, Account account) => master.Open(Convert.FromBase64String(account.TotpSecret!));

    private async Task<List<string>> NewCodes(Guid accountId, CancellationToken ct)
    {
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == accountId).ToListAsync(ct));
        var made = Enumerable.Range(0, RecoveryCode.PerAccount).Select(_ => RecoveryCode.Create(accountId)).ToList();
        db.RecoveryCodes.AddRange(made.Select(m => m.Code));
        return made.ConvertAll(m => m.Text);
    }

    private Task<Account> Own(Actor actor, CancellationToken ct)
    {
        var id = Guid.Parse(actor.Id);
        return db.Accounts.SingleAsync(a => a.Id == id, ct);
    }
}

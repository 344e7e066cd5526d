using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VanLang.Access.Actors;
using VanLang.Access.Sessions;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>Takes a link from a letter: a first password after an invitation, a new one after a reset. Other sessions end.</summary>
internal sealed class SetPasswordByLink(AccessDb db, IPasswordHasher<Account> hasher, EndSessions sessions, ActorCache cache, Clock clock)
{
    internal sealed record Input(string? Token, string? Password, string? Again);

    /// <summary>Whose link this is; null when it opens nothing.</summary>
    public async Task<Account?> Owner(string? text, CancellationToken ct) => (await Open(text, ct))?.Account;

    public async Task<Result<Account>> Handle(Input input, CancellationToken ct)
    {
        if (await Open(input.Token, ct) is not { } found)
        {
            return AccessErrors.LinkDead;
        }

        var (token, account) = found;
        if (PasswordRule.Check(input.Password, account.UserName!) is { } weak)
        {
            return weak.At(nameof(Input.Password));
        }

        if (input.Password != input.Again)
        {
            return AccessErrors.PasswordsDiffer.At(nameof(Input.Again));
        }

        var first = account.State is AccountState.Invited;
        account.SetPassword(hasher.HashPassword(account, input.Password!), clock.Now);
        token.Use(clock.Now);
        await sessions.Mark(account.Id, except: null, ct);
        db.Audit(account.AsActor(), first ? "access.account.activated" : "access.password.reset", account.UserName!);

        // Two browsers with the same link: the token's version lets one through.
        if (await db.Save(ct) is { IsOk: false })
        {
            return AccessErrors.LinkDead;
        }

        cache.Clear();
        return account;
    }

    private async Task<(OneTimeToken Token, Account Account)?> Open(string? text, CancellationToken ct)
    {
        if (text is not { Length: > 0 and <= 100 })
        {
            return null;
        }

        var hash = OneTimeToken.HashOf(text);
        var token = await db.OneTimeTokens.SingleOrDefaultAsync(t => t.Hash == hash && t.Purpose != TokenPurpose.Setup, ct);
        if (token is null || !token.IsOpen(clock.Now))
        {
            return null;
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == token.AccountId, ct);
        return account is { State: AccountState.Invited or AccountState.Active } ? (token, account) : null;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Access.Mail;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>Sends an account's owner the link that sets a password: an invitation, or a reset that an administrator or the owner asked for.</summary>
internal sealed class SendLink(AccessDb db, MailOutbox outbox, Installation installation, IOptions<AccessOptions> options, Clock clock)
{
    /// <summary>By an administrator.</summary>
    public async Task<Result> Handle(Guid accountId, string? reason, Actor actor, CancellationToken ct)
    {
        if (ReasonRule.Check(reason) is { } wrong)
        {
            return wrong;
        }

        if (await db.Find(accountId, actor, ct) is not { } account)
        {
            return AccessErrors.AccountMissing;
        }

        if (account.State is not (AccountState.Invited or AccountState.Active))
        {
            return AccessErrors.AccountNotInvited;
        }

        var purpose = account.State is AccountState.Invited ? TokenPurpose.Invitation : TokenPurpose.PasswordReset;
        await CloseOpen(account.Id, ct);
        db.Audit(actor, "access.account.link-sent", account.UserName!, reason!.Trim(), new { purpose = purpose.ToString() });
        var letter = Prepare(account, purpose);
        if (await db.Save(ct) is { IsOk: false } failed)
        {
            return failed;
        }

        await Post(letter, ct);
        return Result.Ok;
    }

    /// <summary>Earlier links of the account stop working: only the newest letter counts.</summary>
    public async Task CloseOpen(Guid accountId, CancellationToken ct)
    {
        foreach (var open in await db.OneTimeTokens.Where(t => t.AccountId == accountId && t.UsedAt == null).ToListAsync(ct))
        {
            open.Use(clock.Now);
        }
    }

    /// <summary>Adds the token to the save that the caller makes; <see cref="Post"/> the letter after it.</summary>
    public Letter Prepare(Account account, TokenPurpose purpose)
    {
        var life = purpose is TokenPurpose.Invitation ? TimeSpan.FromDays(options.Value.InvitationDays) : TimeSpan.FromHours(options.Value.ResetHours);
        var (token, text) = OneTimeToken.Issue(purpose, account.Id, life, clock);
        db.OneTimeTokens.Add(token);
        var address = new Uri(installation.PublicUrl ?? new Uri("http://localhost:5080"), "/set-password/" + text);
        return Letters.ForLink(purpose, account.FullName, account.UserName!, account.Email!, address, token.ExpiresAt);
    }

    public Task Post(Letter letter, CancellationToken ct) => outbox.Post(letter, ct);
}

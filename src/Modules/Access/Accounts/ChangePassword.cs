using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using VanLang.Access.Actors;
using VanLang.Access.Sessions;
using VanLang.Access.SignIns;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>The owner changes the password; every other session of the account ends.</summary>
internal sealed class ChangePassword(AccessDb db, IPasswordHasher<Account> hasher, EndSessions sessions, ActorCache cache, FailedAttempt failed, Clock clock)
{
    internal sealed record Input(string? Current, string? Password, string? Again);

    public async Task<Result> Handle(Input input, SessionId session, Actor actor, CancellationToken ct)
    {
        var id = Guid.Parse(actor.Id);
        var account = await db.Accounts.SingleAsync(a => a.Id == id, ct);
        if (account.PasswordHash is null || account.IsLockedOut(clock.Now)
            || hasher.VerifyHashedPassword(account, account.PasswordHash, input.Current ?? "") is PasswordVerificationResult.Failed)
        {
            // Whoever holds an open browser must not guess here what the sign-in page does not let them guess.
            db.Audit(actor, "access.password.change-refused", account.UserName!);
            await failed.Note(account, "wrong present password", "", ct);
            return AccessErrors.PasswordWrong.At(nameof(Input.Current));
        }

        if (PasswordRule.Check(input.Password, account.UserName!) is { } weak)
        {
            return weak.At(nameof(Input.Password));
        }

        if (input.Password == input.Current)
        {
            return AccessErrors.PasswordSame.At(nameof(Input.Password));
        }

        if (input.Password != input.Again)
        {
            return AccessErrors.PasswordsDiffer.At(nameof(Input.Again));
        }

        account.SetPassword(hasher.HashPassword(account, input.Password!), clock.Now);
        await sessions.Mark(account.Id, session, ct);
        db.Audit(actor, "access.password.changed", account.UserName!);
        var saved = await db.Save(ct);
        cache.Clear();
        return saved;
    }
}

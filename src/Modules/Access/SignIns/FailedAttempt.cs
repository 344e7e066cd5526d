using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Access.Accounts;
using VanLang.Kernel;

namespace VanLang.Access.SignIns;

/// <summary>Counts and notes a wrong password or code. Guesses sent at the same moment all count: a lost race is counted again.</summary>
internal sealed class FailedAttempt(AccessDb db, IOptions<AccessOptions> options, Clock clock)
{
    private const int Most = 20;

    public async Task Note(Account account, string why, string address, CancellationToken ct)
    {
        var wasLocked = account.IsLockedOut(clock.Now);
        var locks = Count(account);
        var action = locks ? "access.sign-in.locked-out" : "access.sign-in.failed";
        db.Audit(Actor.Anonymous, action, account.UserName!, detail: new { why = wasLocked ? "locked out" : why, address });
        for (var tries = 1; ; tries++)
        {
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (DbUpdateConcurrencyException) when (tries < Most)
            {
                await db.Entry(account).ReloadAsync(ct);
                Count(account);
            }
        }
    }

    private bool Count(Account account) => account.Failed(options.Value.LockoutTries, TimeSpan.FromMinutes(options.Value.LockoutMinutes), clock.Now);
}

using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using VanLang.Access.Accounts;
using VanLang.Data.Leases;
using VanLang.Kernel;

namespace VanLang.Access.PersonalData;

/// <summary>Deletes what the retention rules no longer let us keep, and what the module remembered for minutes. Runs every hour.</summary>
internal sealed class EraseByRule(AccessDb db, RetentionRules rules, IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations, Clock clock)
{
    private const int Batch = 500;

    internal sealed record Outcome(int Accounts, int Sessions, int Corrections, int Links);

    /// <param name="lease">The right to do this now, over all nodes; null in tests of the rules alone.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Outcome> Handle(Lease? lease, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = clock.Now;
        var inForce = await rules.InForce(ct);
        DateTimeOffset Before(string kind) => now.AddDays(-inForce[kind].Days);

        var (accountsEnd, sessionsEnd, correctionsEnd, linksEnd) = (Before(DataKinds.Account), Before(DataKinds.Session), Before(DataKinds.Correction), Before(DataKinds.Link));
        var accounts = await db.Accounts.Where(a => a.State == AccountState.Ended && a.StateSince < accountsEnd && a.Email != null).Take(Batch).ToListAsync(ct);
        accounts.ForEach(a => a.Erase());
        var sessions = await db.Sessions.Where(s => s.ExpiresAt < sessionsEnd).Take(Batch).ToListAsync(ct);
        db.Sessions.RemoveRange(sessions);
        var corrections = await db.Corrections.Where(c => c.DecidedAt < correctionsEnd).Take(Batch).ToListAsync(ct);
        db.Corrections.RemoveRange(corrections);
        var links = await db.OneTimeTokens.Where(t => t.ExpiresAt < linksEnd).Take(Batch).ToListAsync(ct);
        db.OneTimeTokens.RemoveRange(links);
        db.AssertionUses.RemoveRange(await db.AssertionUses.Where(u => u.ExpiresAt < now).Take(Batch).ToListAsync(ct));

        var outcome = new Outcome(accounts.Count, sessions.Count, corrections.Count, links.Count);
        if (outcome is not { Accounts: 0, Sessions: 0, Corrections: 0, Links: 0 })
        {
            db.Audit(Actor.Platform("retention"), "access.retention.erased", "retention", "rule", outcome);
        }

        await db.SaveChangesAsync(ct);
        if (lease is not null)
        {
            await lease.Hold(db, ct);
        }

        await transaction.CommitAsync(ct);
        await tokens.PruneAsync(now.AddDays(-1), ct);
        await authorizations.PruneAsync(now.AddDays(-1), ct);
        return outcome;
    }
}

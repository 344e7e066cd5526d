using Microsoft.EntityFrameworkCore;
using VanLang.Access.PersonalData;
using VanLang.Access.Sessions;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Access.Accounts;

/// <summary>One account as its administrator sees it, with what has happened to it.</summary>
internal sealed class ReadAccount(AccessDb db, IPositions positions, Clock clock)
{
    private const int HistoryRows = 50;

    internal sealed record SessionRow(SessionId Id, string Method, string Browser, string Address, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt);

    internal sealed record HistoryRow(DateTimeOffset At, string Action, string ActorName, string? Position, string? Reason);

    internal sealed record View(Account Account, bool LockedOut, int Passkeys, IReadOnlyList<Holding> Positions, IReadOnlyList<SessionRow> Sessions, IReadOnlyList<HistoryRow> History, Correction? OpenCorrection);

    public async Task<Result<View>> Handle(Guid id, Actor actor, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().Visible(actor).SingleOrDefaultAsync(a => a.Id == id, ct);
        if (account is null)
        {
            return AccessErrors.AccountMissing;
        }

        return new View(
            account,
            account.IsLockedOut(clock.Now),
            await db.Passkeys.CountAsync(p => p.UserId == id, ct),
            await positions.Of([account.PersonId], clock.Today, ct),
            await Live(db, id, clock.Now, ct),
            await db.AuditRows.AsNoTracking().Where(r => r.Subject == account.UserName).OrderByDescending(r => r.At).Take(HistoryRows)
                .Select(r => new HistoryRow(r.At, r.Action, r.ActorName, r.Position, r.Reason)).ToListAsync(ct),
            await db.Corrections.AsNoTracking().FirstOrDefaultAsync(c => c.AccountId == id && c.State == CorrectionState.Open, ct));
    }

    internal static async Task<IReadOnlyList<SessionRow>> Live(AccessDb db, Guid accountId, DateTimeOffset now, CancellationToken ct) =>
        await db.Sessions.AsNoTracking().Where(s => s.AccountId == accountId && s.EndedAt == null && s.ExpiresAt > now).OrderByDescending(s => s.LastSeenAt)
            .Select(s => new SessionRow(s.Id, s.Method, s.Browser, s.Address, s.StartedAt, s.LastSeenAt)).Take(50).ToListAsync(ct);
}

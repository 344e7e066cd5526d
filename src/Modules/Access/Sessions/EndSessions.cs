using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Access.Sessions;

/// <summary>Marks an account's live sessions as ended; the caller saves, notes the act and clears the cache.</summary>
internal sealed class EndSessions(AccessDb db, Clock clock)
{
    public async Task<int> Mark(Guid accountId, SessionId? except, CancellationToken ct)
    {
        var live = await db.Sessions.Where(s => s.AccountId == accountId && s.EndedAt == null).ToListAsync(ct);
        foreach (var session in live.Where(s => s.Id != except))
        {
            session.End(clock.Now);
        }

        return live.Count;
    }
}

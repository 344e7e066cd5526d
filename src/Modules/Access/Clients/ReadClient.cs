using Microsoft.EntityFrameworkCore;
using VanLang.Access.Clients.Existing;
using VanLang.Kernel;

namespace VanLang.Access.Clients;

/// <summary>One client with its keys and what has happened to it.</summary>
internal sealed class ReadClient(AccessDb db)
{
    private const int HistoryRows = 50;

    internal sealed record HistoryRow(DateTimeOffset At, string Action, string ActorName, string? Reason);

    internal sealed record View(ApiClient Client, IReadOnlyList<HistoryRow> History, SystemAccess? Existing);

    public async Task<Result<View>> Handle(string clientId, Actor actor, CancellationToken ct)
    {
        var client = await db.Clients.AsNoTracking().Visible(actor).Include(c => c.Keys).SingleOrDefaultAsync(c => c.ClientId == clientId, ct);
        if (client is null)
        {
            return AccessErrors.ClientMissing;
        }

        var history = await db.AuditRows.AsNoTracking().Where(r => r.Subject == clientId).OrderByDescending(r => r.At).Take(HistoryRows)
            .Select(r => new HistoryRow(r.At, r.Action, r.ActorName, r.Reason)).ToListAsync(ct);
        var existing = await db.SystemAccesses.AsNoTracking().Include(a => a.Secrets).SingleOrDefaultAsync(a => a.ClientId == clientId, ct);
        return new View(client, history, existing);
    }
}

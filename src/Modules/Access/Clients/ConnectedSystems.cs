using Microsoft.EntityFrameworkCore;
using VanLang.Access.Contracts;

namespace VanLang.Access.Clients;

/// <summary>Which systems are connected: by their keys, or by the secrets of the functions they know.</summary>
internal sealed class ConnectedSystems(AccessDb db) : IConnectedSystems
{
    public async Task<ConnectedSystemsView> Read(string? organizationCode, DateTimeOffset since, int most, CancellationToken ct)
    {
        var seen = db.Clients.AsNoTracking().Where(c => c.State == ClientState.Active && (organizationCode == null || c.OrganizationCode == organizationCode))
            .Select(c => new { c.ClientId, c.Name, c.OrganizationCode, ByKey = c.LastUsedAt, BySecret = db.SystemAccesses.Where(a => a.ClientId == c.ClientId).Max(a => a.LastUsedAt) })
            .Select(c => new { c.ClientId, c.Name, c.OrganizationCode, LastSeenAt = c.BySecret == null || c.ByKey > c.BySecret ? c.ByKey : c.BySecret });
        var counts = await seen.GroupBy(_ => 1).Select(g => new { Active = g.Count(), Seen = g.Count(c => c.LastSeenAt >= since) }).FirstOrDefaultAsync(ct);
        var latest = await seen.Where(c => c.LastSeenAt != null).OrderByDescending(c => c.LastSeenAt).ThenBy(c => c.ClientId).Take(most)
            .Select(c => new ConnectedSystem(c.ClientId, c.Name, c.OrganizationCode, c.LastSeenAt)).ToListAsync(ct);
        return new ConnectedSystemsView(counts?.Active ?? 0, counts?.Seen ?? 0, latest);
    }
}

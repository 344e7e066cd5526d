using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Access.Clients;

/// <summary>The clients that an administrator sees, by id.</summary>
internal sealed class ListClients(AccessDb db, Clock clock)
{
    internal sealed record Filter(string? Text, ClientState? State, string? After, int Limit = 50);

    internal sealed record Row(string ClientId, string Name, string OrganizationCode, ClientState State, DateTimeOffset? LastUsedAt, int ValidKeys, DateTimeOffset? NextExpiry);

    internal sealed record View(Page<Row> Page, int Active, int Locked);

    public async Task<View> Handle(Filter filter, Actor actor, CancellationToken ct)
    {
        var seen = db.Clients.AsNoTracking().Visible(actor);
        var words = TextFolding.Fold(filter.Text);
        if (words.Length > 0)
        {
            seen = seen.Where(c => c.Folded.Contains(words));
        }

        var counts = await seen.GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        if (filter.State is { } state)
        {
            seen = seen.Where(c => c.State == state);
        }

        if (Cursor.Unpack(filter.After, 1) is [var last])
        {
            seen = seen.Where(c => c.ClientId.CompareTo(last) > 0);
        }

        var now = clock.Now;
        var rows = await seen.OrderBy(c => c.ClientId).Take(filter.Limit + 1)
            .Select(c => new Row(
                c.ClientId,
                c.Name,
                c.OrganizationCode,
                c.State,
                c.LastUsedAt,
                c.Keys.Count(k => k.ValidFrom <= now && (k.ValidTo == null || k.ValidTo > now)),
                c.Keys.Where(k => k.ValidTo != null && k.ValidTo > now).Min(k => k.ValidTo)))
            .ToListAsync(ct);
        var next = rows.Count > filter.Limit ? Cursor.Pack(rows[filter.Limit - 1].ClientId) : null;
        return new View(new Page<Row>(rows.Take(filter.Limit).ToList(), next), counts.GetValueOrDefault(ClientState.Active), counts.GetValueOrDefault(ClientState.Locked));
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VanLang.Organizations.Contracts;

namespace VanLang.Organizations.Registry;

/// <summary>Times of the last changes, out of the event log; read row by row, because an import names thousands.</summary>
internal sealed class ChangeTimes(OrganizationsDb db) : IOrganizationChanges
{
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> After(DateTimeOffset? instant, CancellationToken ct)
    {
        var rows = db.EventRows.AsNoTracking().Where(e => e.Type == OrganizationsChanged.Name);
        if (instant is { } from)
        {
            rows = rows.Where(e => e.At > from);
        }

        var last = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var row in rows.Select(e => new { e.At, e.Payload }).AsAsyncEnumerable().WithCancellation(ct))
        {
            foreach (var code in JsonSerializer.Deserialize<OrganizationsChanged>(row.Payload, JsonSerializerOptions.Web)!.Codes)
            {
                last[code] = last.TryGetValue(code, out var known) && known > row.At ? known : row.At;
            }
        }

        return last;
    }
}

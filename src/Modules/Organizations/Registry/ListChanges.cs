using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VanLang.Data.Events;
using VanLang.Data.Storage;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Organizations.Registry;

/// <summary>One organisation that has changed.</summary>
internal sealed record ChangedOrganization(string Code, string What, DateTimeOffset ChangedAt);

/// <summary>Changes after a cursor; <see cref="Next"/> is always there, and asking with it again later gives what came meanwhile.</summary>
internal sealed record ChangeBatch(IReadOnlyList<ChangedOrganization> Items, string Next, bool More);

/// <summary>
/// Delta synchronisation from the event log. Numbers are without gaps only per node, so the cursor holds the last number of each node.
/// </summary>
internal sealed class ListChanges(OrganizationsDb db)
{
    private const int EventsPerNode = 20;
    private const string EventPrefix = "events:";

    public async Task<Result<ChangeBatch>> Handle(string? after, CancellationToken ct)
    {
        if (Read(after) is not { } cursor)
        {
            return OrganizationsErrors.CursorNotReadable.At("after");
        }

        var nodes = await db.Set<Counter>().Where(c => c.Name.StartsWith(EventPrefix)).Select(c => c.Name).ToListAsync(ct);
        var items = new Dictionary<string, ChangedOrganization>();
        var more = false;
        foreach (var node in nodes.Select(n => n[EventPrefix.Length..]).Order(StringComparer.Ordinal))
        {
            var seen = cursor.GetValueOrDefault(node);
            var events = await db.EventRows.AsNoTracking().Where(e => e.Node == node && e.Number > seen)
                .OrderBy(e => e.Number).Take(EventsPerNode + 1).ToListAsync(ct);
            more |= events.Count > EventsPerNode;
            foreach (var row in events.Take(EventsPerNode))
            {
                cursor[node] = row.Number;
                Collect(row, items);
            }
        }

        return new ChangeBatch([.. items.Values.OrderBy(i => i.Code, StringComparer.Ordinal)], Write(cursor), more);
    }

    private static void Collect(EventRow row, Dictionary<string, ChangedOrganization> items)
    {
        if (row.Type != OrganizationsChanged.Name)
        {
            return;
        }

        var changed = JsonSerializer.Deserialize<OrganizationsChanged>(row.Payload, JsonSerializerOptions.Web)!;
        foreach (var code in changed.Codes)
        {
            items[code] = new ChangedOrganization(code, changed.What, row.At);
        }
    }

    private static Dictionary<string, long>? Read(string? after)
    {
        var cursor = new Dictionary<string, long>();
        if (string.IsNullOrEmpty(after))
        {
            return cursor;
        }

        if (Cursor.Unpack(after, 1) is not [var text])
        {
            return null;
        }

        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [{ Length: > 0 } node, var number] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            {
                return null;
            }

            cursor[node] = last;
        }

        return cursor;
    }

    private static string Write(Dictionary<string, long> cursor) =>
        Cursor.Pack(string.Join(';', cursor.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key}={c.Value}"))));
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Data.Events;

/// <summary>A part of a module's event log.</summary>
/// <param name="Rows">The events, by node and number.</param>
/// <param name="Next">Cursor behind them; always there, and asking with it again later gives what came meanwhile.</param>
/// <param name="More">True when there is more already.</param>
public sealed record EventBatch(IReadOnlyList<EventRow> Rows, string Next, bool More);

/// <summary>Reads a module's event log behind a cursor, for feeds of changes. Numbers are without gaps only per node, so the cursor holds the last number of each node.</summary>
public static class EventFeed
{
    private const string EventPrefix = "events:";

    /// <summary>What came after a cursor; without one, everything. Null when the cursor is none, whoever made it.</summary>
    public static async Task<EventBatch?> After(ModuleDb db, string? after, int mostPerNode, CancellationToken ct)
    {
        if (Read(after) is not { } cursor)
        {
            return null;
        }

        var nodes = await db.Set<Counter>().Where(c => c.Name.StartsWith(EventPrefix)).Select(c => c.Name).ToListAsync(ct);
        var rows = new List<EventRow>();
        var more = false;
        foreach (var node in nodes.Select(n => n[EventPrefix.Length..]).Order(StringComparer.Ordinal))
        {
            var seen = cursor.GetValueOrDefault(node);
            var events = await db.EventRows.AsNoTracking().Where(e => e.Node == node && e.Number > seen)
                .OrderBy(e => e.Number).Take(mostPerNode + 1).ToListAsync(ct);
            more |= events.Count > mostPerNode;
            foreach (var row in events.Take(mostPerNode))
            {
                cursor[node] = row.Number;
                rows.Add(row);
            }
        }

        return new EventBatch(rows, Write(cursor), more);
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

using System.Data;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using VanLang.Data.Storage;
using VanLang.Organizations.Contracts;

namespace VanLang.Organizations.Lookup;

/// <summary>Reads the directory from its tables: all of it once, later only what the event log names.</summary>
internal static class SnapshotLoader
{
    private const int MaxChanged = 2000;
    private const string EventPrefix = "events:";

    /// <summary>The snapshot of now; the same object when nothing has happened since.</summary>
    public static async Task<Snapshot> Load(OrganizationsDb db, Snapshot? known, CancellationToken ct)
    {
        if (known is not null && Same(known.Cursor, await Cursor(db, ct)))
        {
            return known;
        }

        // One reading transaction, or a change between two of the queries would tear the picture.
        await using var transaction = await BeginRead(db, ct);
        var cursor = await Cursor(db, ct);
        var changed = known is null ? null : await Changed(db, known.Cursor, cursor, ct);
        var nodes = await Nodes(db, changed, ct);
        return known is null || changed is null ? Snapshot.Of(nodes, cursor) : known.With(nodes.Values, cursor);
    }

    private static bool Same(IReadOnlyDictionary<string, long> a, Dictionary<string, long> b) =>
        a.Count == b.Count && b.All(c => a.GetValueOrDefault(c.Key) == c.Value);

    private static async Task<IDbContextTransaction> BeginRead(OrganizationsDb db, CancellationToken ct)
    {
        if (!db.IsSqlite)
        {
            return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        }

        // Not the framework's own: its transactions on SQLite begin IMMEDIATE and would take the one write lock.
        await db.Database.OpenConnectionAsync(ct);
        return (await db.Database.UseTransactionAsync(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true), ct))!;
    }

    private static async Task<Dictionary<string, long>> Cursor(OrganizationsDb db, CancellationToken ct) =>
        await db.Set<Counter>().Where(c => c.Name.StartsWith(EventPrefix)).ToDictionaryAsync(c => c.Name.Substring(EventPrefix.Length), c => c.Value, ct);

    // Null when so much has changed that reading everything is quicker.
    private static async Task<List<string>?> Changed(OrganizationsDb db, IReadOnlyDictionary<string, long> from, Dictionary<string, long> to, CancellationToken ct)
    {
        var codes = new HashSet<string>();
        foreach (var (node, last) in to)
        {
            var seen = from.GetValueOrDefault(node);
            if (last == seen)
            {
                continue;
            }

            var payloads = await db.EventRows
                .Where(e => e.Node == node && e.Number > seen && e.Number <= last && e.Type == OrganizationsChanged.Name)
                .OrderBy(e => e.Number).Select(e => e.Payload).Take(100).ToListAsync(ct);
            if (payloads.Count == 100)
            {
                return null;
            }

            codes.UnionWith(payloads.SelectMany(p => JsonSerializer.Deserialize<OrganizationsChanged>(p, JsonSerializerOptions.Web)!.Codes));
        }

        return codes.Count > MaxChanged ? null : [.. codes];
    }

    private static async Task<Dictionary<string, SnapshotNode>> Nodes(OrganizationsDb db, List<string>? only, CancellationToken ct)
    {
        if (only is { Count: 0 })
        {
            return [];
        }

        var organizations = db.Organizations.AsNoTracking();
        var names = db.Names.AsNoTracking();
        var identifiers = db.Identifiers.AsNoTracking();
        var parents = db.Parents.AsNoTracking();
        var locks = db.Locks.AsNoTracking();
        if (only is not null)
        {
            organizations = organizations.Where(o => only.Contains(o.Code));
            names = names.Where(n => only.Contains(n.OrganizationCode));
            identifiers = identifiers.Where(i => only.Contains(i.OrganizationCode));
            parents = parents.Where(p => only.Contains(p.OrganizationCode));
            locks = locks.Where(l => only.Contains(l.OrganizationCode));
        }

        var nodes = new Dictionary<string, SnapshotNode>();
        await foreach (var o in organizations.Select(o => new { o.Code, o.Level, o.ActiveFrom, o.ActiveTo, o.SuccessorCode, o.Address, o.Email, o.Telephone, o.Fax, o.Website }).AsAsyncEnumerable().WithCancellation(ct))
        {
            nodes.Add(o.Code, new SnapshotNode
            {
                Code = o.Code,
                Level = o.Level,
                From = o.ActiveFrom,
                To = o.ActiveTo,
                Successor = o.SuccessorCode,
                Contact = o.Address.Length + o.Email.Length + o.Telephone.Length + o.Fax.Length + o.Website.Length == 0
                    ? SnapshotNode.NoContact
                    : new OrganizationContact(o.Address, o.Email, o.Telephone, o.Fax, o.Website),
            });
        }

        // Put in order here: the database would walk an index and look up every row for the sake of the few that were renamed.
        await foreach (var n in names.Select(n => new { n.OrganizationCode, n.ValidFrom, n.Name, n.ShortName, n.Kind, n.Folded }).AsAsyncEnumerable().WithCancellation(ct))
        {
            var node = nodes[n.OrganizationCode];
            node.Names = [.. node.Names, new NameSpan(n.ValidFrom, n.Name, n.ShortName == n.Name ? n.Name : n.ShortName, n.Kind, n.Folded)];
            if (node.Names.Length > 1)
            {
                Array.Sort(node.Names, (a, b) => a.From.CompareTo(b.From));
            }
        }

        await foreach (var i in identifiers.Select(i => new { i.OrganizationCode, i.Scheme, i.Value, i.ValidFrom, i.ValidTo }).AsAsyncEnumerable().WithCancellation(ct))
        {
            var node = nodes[i.OrganizationCode];
            node.Codes = [.. node.Codes, new CodeSpan(i.Scheme, i.Value == node.Code ? node.Code : i.Value, i.ValidFrom, i.ValidTo)];
        }

        await foreach (var p in parents.Select(p => new { p.OrganizationCode, p.ParentCode, p.ValidFrom, p.ValidTo }).AsAsyncEnumerable().WithCancellation(ct))
        {
            var node = nodes[p.OrganizationCode];
            node.Parents = [.. node.Parents, new ParentSpan(p.ValidFrom, p.ValidTo, nodes.TryGetValue(p.ParentCode, out var parent) ? parent.Code : p.ParentCode)];
        }

        foreach (var l in await locks.Select(l => new { l.OrganizationCode, l.LockedFrom, l.LockedUntil }).ToListAsync(ct))
        {
            var node = nodes[l.OrganizationCode];
            node.Locks = [.. node.Locks, new LockSpan(l.LockedFrom, l.LockedUntil)];
        }

        return nodes;
    }
}
